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

test.each([
  // Source: by hand. Rounded to cents these would earn or pay a third less, or twice as much.
  ['EUR', {earn: [{points: 1, per: 0.001}]}, 'earn[0].per is 0.001', '{points: 10, per: 0.01}'],
  ['EUR', {earn: [{points: 2, per: 0.015}]}, 'earn[0].per is 0.015', '{points: 20, per: 0.15}'],
  ['JPY', {earn: [{points: 1, per: 0.5}]}, 'earn[0].per is 0.5', '{points: 10, per: 5}'],
  ['EUR', {earn: [{points: 1, per: 1}], rewards: [{name: 'r', points: 3, faceValue: 0.005}]}, 'rewards[0].faceValue is 0.005', '{points: 30, faceValue: 0.05}'],
  // A wallet counts in the smallest coins: in yen one point is one yen, not a hundredth of it.
  ['JPY', {earn: [{percent: 3}], points: {unit: 'cash'}, rewards: [{name: 'w', points: 1, faceValue: 0.01}]}, 'rewards[0].faceValue is 0.01',
    '{points: 1, faceValue: 1}'],
])('amounts that coins cannot say are refused: %s %j', (currency, parts, message, hint) => {
  const definition = programSchema.parse({name: 'x', ...parts})
  const context = {attributes: {}, customerAttributes: {}}
  expect(() => compileProgram(definition, {...context, currency})).toThrow(expect.objectContaining({
    code: 'program-below-coin', message: `${message}, finer than the smallest coin of ${currency}.`, hint: expect.stringContaining(hint) as string,
  }))
  expect(() => compileProgram(definition, {...context, currency: 'KWD'})).not.toThrow()
})

test('what rounding to coins hardly changes is rounded', () => {
  const definition = programSchema.parse({name: 'x', earn: [{points: 1, per: 1.005}], rewards: [{name: 'r', points: 100, faceValue: 3.333}]})
  expect(() => compileProgram(definition, {attributes: {}, customerAttributes: {}, currency: 'EUR'})).not.toThrow()
})
