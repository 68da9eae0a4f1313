import {expect, test} from 'vitest'
import {compileProgram} from '../../src/programs/compile.js'
import {programSchema} from '../../src/programs/definition.js'
import {nominalRate} from '../../src/programs/nominal-rate.js'

const rate = (definition: object) => nominalRate(programSchema.parse({name: 'x', ...definition}))
const REWARDS = [{name: 'r', points: 100, faceValue: 5}]

test.each([
  // Source: by hand, at 0.05 for a point.
  ['a point for every 1.00', {earn: [{points: 1, per: 1}], rewards: REWARDS}, 0.05, 0],
  ['and a rule that doubles every order', {earn: [{points: 1, per: 1}, {multiplier: 2}], rewards: REWARDS}, 0.1, 0],
  ['a rule that doubles some orders only', {earn: [{points: 1, per: 1}, {multiplier: 2, when: {channel: 'online'}}], rewards: REWARDS}, 0.05, 0],
  ['half for what no table names', {earn: [{points: 1, per: 1, table: {by: 'category', factors: {wine: 3}, otherwise: 0.5}}], rewards: REWARDS}, 0.025, 0],
  ['nothing for what no table names', {earn: [{points: 500, table: {by: 'distance', factors: {long: 2}, otherwise: 0}}], rewards: REWARDS}, 0, 0],
  ['ten points a visit, and 3 % off', {earn: [{points: 10}], rewards: REWARDS, benefits: [{name: 'b', kind: 'discount', percent: 3}]}, 0.03, 0.5],
])('what an ordinary order gets back: %s', (_, definition, ofSpend, perOrder) => {
  const found = rate(definition)
  expect(found.ofSpend).toBeCloseTo(ofSpend, 12)
  expect(found.perOrder).toBeCloseTo(perOrder, 12)
})

test('spend smaller than a coin earns nothing countable, and is refused', () => {
  const definition = programSchema.parse({name: 'x', earn: [{points: 1, per: 0.001}]})
  const context = {attributes: {}, customerAttributes: {}}
  expect(() => compileProgram(definition, {...context, currency: 'EUR'})).toThrow(expect.objectContaining({
    code: 'program-per-too-small', hint: 'Raise per and points together, such as {points: 1000, per: 1}.',
  }))
  expect(() => compileProgram(definition, {...context, currency: 'KWD'})).not.toThrow()
})
