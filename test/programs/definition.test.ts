import {expect, test} from 'vitest'
import {RegularsError} from '../../src/base/errors.js'
import {programFromText} from '../../src/files/program-text.js'
import {familiesOf, programFacts} from '../../src/programs/facts.js'
import {programJsonSchema} from '../../src/tasks/programs/schema.js'

function problem(text: string): {message: string; line: number | undefined; column: number | undefined} {
  try {
    programFromText(text, 'shop.yaml')
  } catch (error) {
    if (error instanceof RegularsError) return {message: error.message, line: error.where?.line, column: error.where?.column}
    throw error
  }
  throw new Error('no problem was found')
}

/** Source: programs.md, the example. */
const EXAMPLE = `
name: Café points
description: One point per euro, five euros back at one hundred points.
enrolment: {mode: opt-in, share: 0.40}
earn:
  - {points: 1, per: 1.00}
points: {expire: {after: 12 months, rule: fifo}, rounding: down}
rewards:
  - {name: 5 € off, points: 100, faceValue: 5.00, costRatio: 1.0, redeem: next-order}
costs: {setup: 500, perMonth: 49, perContact: 0}
goals: {retention: +2pp, budget: 12000, participation: 0.35}
response: {lp_freq: [0.99, 1.05], preset: optimistic, lp_hazard: {distribution: lognormal, mean: -0.08, sd: 0.07}}
`

test('the example of the language reads as meant', () => {
  const definition = programFromText(EXAMPLE, 'cafe.yaml')
  expect(familiesOf(definition)).toEqual(['points'])
  expect(definition.goals).toEqual({retention: 0.02, budget: 12000, participation: 0.35})
  expect(definition.points).toMatchObject({expire: {after: {count: 12, unit: 'month'}, rule: 'fifo'}, refunds: 'reverse', earnOn: 'net'})
  expect(programFacts(definition, 'EUR')).toMatchObject({
    costs: {setup: 50_000, perMonth: 4_900}, enrolment: {mode: 'opt-in', share: 0.4}, rewards: [{points: 100, face: 500, costRatio: 1}],
  })
})

test('JSON is read too', () => {
  expect(programFromText('{"name": "x", "earn": [{"points": 1, "per": 1}]}', 'x.json').name).toBe('x')
})

test.each([
  ['an unknown key is answered with the known ones', 'name: x\nearn:\n  - {points: 1, pre: 1.00}\n', 3, 22, /"pre" is not known here; valid are points, per, percent/],
  ['a wrong word with the right ones', 'name: x\nearn: [{points: 1}]\npoints: {expire: {after: 1 year, rule: lifo}}\n', 3, 40, /"lifo" is not valid; expected fifo or inactivity/],
  ['a period', 'name: x\nearn: [{points: 1}]\npoints: {expire: {after: 12 moons}}\n', 3, 26, /"12 moons" is not valid; expected a length of time, such as 12 months/],
  ['a share written as a percentage', 'name: x\nenrolment: {share: 40}\nearn: [{points: 1}]\n', 2, 20, /40 is not valid; expected a share between 0 and 1, such as 0.35 for 35 %/],
  ['a text where a number belongs', 'name: x\nearn: [{points: one}]\n', 2, 17, /"one" is not valid; expected points above zero/],
  ['points of a fraction', 'name: x\nearn: [{points: 1}]\nrewards: [{name: r, points: 1.5, faceValue: 1}]\n', 3, 29, /1.5 is not valid; expected a whole number of points/],
  ['what is missing', 'earn: [{points: 1}]\n', 1, 1, /name: is missing; expected the name of the program/],
  ['a reward nobody can reach', 'name: x\nbenefits: [{name: b, kind: discount, percent: 5}]\nrewards: [{name: r, points: 10, faceValue: 1}]\n', 3, 10, /cannot be reached/],
  ['nothing at all', 'name: x\n', 1, 1, /gives nothing/],
  ['an unknown tier', 'name: x\nearn: [{points: 1, when: {tier: Gold}}]\ntiers: {levels: [{name: Silver, from: 10}]}\n', 2, 33, /"Gold" is not a tier; expected Silver/],
  ['tiers out of order', 'name: x\nearn: [{points: 1}]\ntiers: {levels: [{name: a, from: 10}, {name: b, from: 10}]}\n', 3, 55, /10 is not above the tier before it/],
  ['cash without a wallet', 'name: x\nearn: [{percent: 3}]\n', 2, 18, /unit: cash/],
  ['a discount without a percentage', 'name: x\nbenefits:\n  - {name: b, kind: discount}\n', 3, 5, /discount needs percent/],
  ['an impossible day', 'name: x\nfrom: 2025-02-30\nearn: [{points: 1}]\n', 2, 7, /"2025-02-30" is not valid; expected a day/],
  ['an end before the beginning', 'name: x\nfrom: 2025-02-03\nuntil: 2025-02-01\nearn: [{points: 1}]\n', 3, 8, /lies before/],
  ['a fee of a free program', 'name: x\nenrolment: {mode: automatic, fee: {amount: 5}}\nearn: [{points: 1}]\n', 2, 19, /"automatic" has no fee/],
  ['a silence of unknown length', 'name: x\ntriggers: [{name: t, on: silence, contact: true}]\n', 2, 12, /needs after/],
  ['a condition on an order where there is none', 'name: x\ntriggers: [{name: t, on: birthday, points: 5, when: {channel: online}}]\n', 2, 63, /looks at an order/],
  ['a trigger that does nothing', 'name: x\ntriggers: [{name: t, on: joined}]\n', 2, 12, /does nothing/],
  ['a wrong assumption', 'name: x\nearn: [{points: 1}]\nresponse: {lp_freq: [1]}\n', 3, 21, /expected a number, a 90 % interval/],
  ['a goal in the wrong unit', 'name: x\nearn: [{points: 1}]\ngoals: {retention: 2}\n', 3, 20, /2 is not valid; expected a difference in percentage points, such as \+2pp/],
])('an error names the place, the value and what would be valid: %s', (_, text, line, column, message) => {
  const found = problem(text)
  expect(found.message).toMatch(message)
  expect([found.line, found.column]).toEqual([line, column])
})

test('the schema is JSON Schema with a description for every key', () => {
  const schema = programJsonSchema() as {properties: Record<string, {description?: string}>}
  expect(Object.keys(schema.properties)).toEqual([
    'name', 'description', 'from', 'until', 'enrolment', 'earn', 'points', 'rewards', 'tiers', 'benefits', 'triggers', 'stacking', 'blackout', 'costs', 'response', 'goals',
  ])
  for (const [key, property] of Object.entries(schema.properties)) expect(property.description, key).toBeTruthy()
})

/** What would be read and then do nothing, silently. */
test.each([
  ['earn: [{multiplier: 2}]', /^earn: multiplies what other rules earn, and there is none/],
  ['earn: [{points: 1}, {multiplier: 2, maximum: 5}]', /earn\[1\]\.maximum: limits points/],
  ['earn: [{points: 1, when: {minimum: 50, maximum: 20}}]', /earn\[0\]\.when\.maximum: lies below `minimum`/],
  ['benefits: [{name: b, kind: discount, percent: 3, when: {tenure: 12 months, tenureBelow: 300 days}}]', /when\.tenureBelow: is not longer than `tenure`/],
  ['enrolment: {mode: automatic, share: 0.4}\nearn: [{points: 1}]', /enrolment\.share: is not for "automatic"/],
  ['earn: [{points: 1}]\nrewards: [{name: r, kind: percent-off, points: 1, percent: 5, faceValue: 3}]', /faceValue: cannot stand beside percent/],
  ['earn: [{points: 1}]\nrewards: [{name: r, points: 1, faceValue: 3, maximum: 2}]', /maximum: belongs to percent/],
  ['benefits: [{name: b, kind: discount, percent: 3, value: 2}]', /value: is not for discount, whose percent says it/],
  ['benefits: [{name: b, kind: promotion, percent: 3, usage: 0.5}]', /usage: is not for promotion, which every order gets/],
  ['benefits: [{name: b, kind: support, cost: 3, costRatio: 0.5}]', /costRatio: cannot stand beside cost/],
  ['triggers: [{name: t, on: birthday, points: 1, every: 3}]', /every: belongs to on: order/],
  ['triggers: [{name: t, on: order, points: 1, within: 3 days}]', /within: belongs to on: spend/],
  ['triggers: [{name: t, on: order, points: 1, rhythm: 2}]', /rhythm: belongs to on: silence or due/],
  ['triggers: [{name: t, on: order, points: 1, referral: {fraudShare: 0.1}}]', /referral: belongs to on: referral/],
  ['triggers: [{name: t, on: referral, referral: {friend: {minimum: 5}}}]', /referral\.friend: needs either faceValue or percent/],
  ['triggers: [{name: t, on: tier-up, points: 1}]', /on: "tier-up" never comes/],
  ['triggers: [{name: t, on: joined, points: 1, when: {tenure: 3 months}}]', /tenure: never holds on the day of joining/],
  ['triggers: [{name: t, on: order, voucher: {faceValue: 3, maximum: 2}}]', /voucher\.maximum: belongs to percent/],
  ['earn: [{points: 1, when: {hours: 14:00-14:00}}]', /"14:00-14:00" is not valid; expected hours/],
  ['earn: [{points: 1, when: {hours: 20:00-24:30}}]', /"20:00-24:30" is not valid; expected hours/],
  ['earn: [{points: 1, when: {channel: []}}]', /\[\] is not valid; expected a sales channel/],
  ['earn: [{points: 1, when: {order: app}}]', /"app" is not valid; expected attributes by name/],
  ['earn: [{points: 1, table: {by: zone, factors: far}}]', /"far" is not valid; expected values and their multipliers/],
  ['earn: [{points: 1}]\nresponse: {preset: pessimistic}', /"pessimistic" is not valid; expected sceptical or optimistic or none/],
  ['earn: [{points: 1}]\nresponse: {preset: 3}', /3 is not valid; expected sceptical or optimistic or none/],
])('what contradicts itself or could do nothing is refused: %s', (text, message) => {
  expect(problem(`name: x\n${text}\n`).message).toMatch(message)
})

test('endowed points alone make a reward reachable', () => {
  expect(programFromText('name: x\nenrolment: {welcome: 10}\nbenefits: [{name: b, kind: discount, percent: 5}]\nrewards: [{name: r, points: 10, faceValue: 1}]\n', 'x.yaml').rewards).toHaveLength(1)
})
