import {expect, test} from 'vitest'
import type {Day} from '../../src/base/day.js'
import {compileProgram} from '../../src/programs/compile.js'
import {programSchema} from '../../src/programs/definition.js'
import {on} from '../support/history.js'

const DISTANCES = {distance: {values: ['far', 'charter']}}

/** Why the rules may or may not earn for an order of that amount, a member since 2023-01-01. */
function reasons(definition: object, amountMinor: number, {day = '2023-03-01', code = 0, member = true} = {}): readonly string[] {
  const mechanics = compileProgram(programSchema.parse({name: 'x', ...definition}), {currency: 'EUR', attributes: DISTANCES, customerAttributes: {}})
  const state = mechanics.newState()
  mechanics.reset(state, undefined, () => 0)
  if (member) mechanics.enrol(state, on('2023-01-01'), () => undefined)
  mechanics.advance(state, on(day), () => undefined)
  return mechanics.earnReasons(state, {day: on(day) as Day, second: -1, amountMinor, attributes: Int32Array.from(mechanics.attributes, () => code)})
    .map(({because, when}) => (when === undefined ? because : `${because} ${when}`))
}

const POINT = {points: 1, per: 1}
const BY_DISTANCE = {points: 500, table: {by: 'distance', factors: {far: 2}, otherwise: 0}}

test.each<[string, object, number, object, readonly string[]]>([
  ['an ordinary order', {earn: [POINT]}, 500, {}, ['may-earn']],
  ['a place the table multiplies by 0', {earn: [BY_DISTANCE]}, 500, {code: 1}, ['times-nothing']],
  ['a place it does not', {earn: [BY_DISTANCE]}, 500, {code: 0}, ['may-earn']],
  ['a rule that multiplies all by 0', {earn: [POINT, {multiplier: 0}]}, 500, {}, ['times-nothing', 'may-earn']],
  ['below the minimum', {earn: [{...POINT, minimum: 10}]}, 500, {}, ['below-minimum']],
  ['the wrong day', {earn: [{...POINT, when: {weekday: 'sunday'}}]}, 500, {}, ['when weekday']],
  ['a refund', {earn: [POINT]}, -500, {}, ['refund']],
  ['nothing paid', {earn: [POINT]}, 0, {}, ['void']],
  ['after the end', {until: '2023-02-01', earn: [POINT]}, 500, {}, ['outside-dates']],
  ['no member', {earn: [POINT]}, 500, {member: false}, ['not-member']],
  ['a blackout', {earn: [POINT], blackout: [{season: '03-01 to 03-31'}]}, 500, {}, ['blackout']],
])('%s', (_, definition, amount, moment, wanted) => {
  expect(reasons(definition, amount, moment)).toEqual(wanted)
})
