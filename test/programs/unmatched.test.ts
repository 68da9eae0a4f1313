import {expect, test} from 'vitest'
import {programSchema} from '../../src/programs/definition.js'
import {unmatchedConditions} from '../../src/programs/unmatched.js'
import {on, purchasesOf} from '../support/history.js'

const order = {customer: 'a', day: on('2025-01-01'), amountMinor: 100, attributes: {channel: 'Online'}}

function unmatched(program: object) {
  return unmatchedConditions(programSchema.parse({name: 'x', earn: [{points: 1}], ...program}), purchasesOf([order], {a: {segment: 'regular'}}))
}

test('a condition that holds somewhere is not mentioned; case and blanks do not matter', () => {
  expect(unmatched({earn: [{points: 1, when: {channel: ' online', segment: 'Regular'}}]})).toEqual([])
})

test('numbers, true and false are met by the ways files write them', () => {
  const asked = (customer: object, attributes: Record<string, string>) => unmatchedConditions(programSchema.parse({name: 'x', earn: [{points: 1, when: {customer}}]}),
    purchasesOf([order], {a: attributes})).length
  expect(asked({'birth-month': 5, consent: true, cost: 3.5, level: [7, 'gold']}, {'birth-month': '05', consent: 'Oui', cost: '3,50', level: '7'})).toBe(1)
  expect(asked({'birth-month': 5, consent: true, cost: 3.5}, {'birth-month': '05', consent: 'Oui', cost: '3,50'})).toBe(0)
  expect(asked({consent: false, code: '007'}, {consent: 'yes', code: '7'})).toBe(2)
})

test('a misspelt value is told with those there are', () => {
  expect(unmatched({earn: [{points: 1, when: {channel: ['online', 'onlin']}}]})).toEqual([{attribute: 'channel', of: 'order', values: ['onlin'], known: ['Online']}])
})

test('an attribute nobody has is told once, also those of tables, birthdays and times of day', () => {
  const program = {
    earn: [{points: 1, table: {by: 'distance', factors: {far: 2}}}, {points: 1, when: {category: 'a', hours: '10:00-12:00'}}, {points: 1, when: {category: 'a'}}],
    triggers: [{name: 'b', on: 'birthday', points: 5}],
  }
  expect(unmatched(program).map((each) => each.attribute)).toEqual(['category', 'distance', 'birthday', 'hours'])
})
