import fc from 'fast-check'
import {expect, test} from 'vitest'
import {programFromText} from '../../src/files/program-text.js'
import {STARTERS, starterProgram} from '../../src/programs/starters.js'

test('a starter suits the shop: a reward within reach, in round figures', () => {
  const {definition} = {definition: programFromText(starterProgram('points', {typicalOrderMinor: 1850, currency: 'EUR', language: 'en'}).text, 'points.yaml')}
  expect(definition.earn[0]).toMatchObject({points: 1, per: 1.5})
  expect(definition.rewards[0]).toMatchObject({points: 100, faceValue: 8})
})

test('where people come three times a year, a reward takes two orders, and the fee stays below what it saves', () => {
  const rare = {typicalOrderMinor: 10_000, ordersPerYear: 3, currency: 'EUR', language: 'en'} as const
  const points = programFromText(starterProgram('points', rare).text, 'points.yaml')
  expect(points.rewards[0]).toMatchObject({points: 100, faceValue: 10})
  expect(points.earn[0]).toMatchObject({points: 1, per: 2})
  expect(programFromText(starterProgram('stamps', rare).text, 'stamps.yaml').rewards[0]).toMatchObject({points: 4})
  expect(programFromText(starterProgram('paid-membership', rare).text, 'paid.yaml').enrolment.fee).toMatchObject({amount: 40})
})

test('every starter holds together for any shop, currency and language', () => {
  fc.assert(fc.property(
    fc.constantFrom(...STARTERS), fc.integer({min: 1, max: 1e9}), fc.constantFrom('EUR', 'JPY', 'TND'), fc.constantFrom('en' as const, 'fr' as const),
    fc.option(fc.double({min: 0.01, max: 0.99, noNaN: true}), {nil: undefined}),
    (name, typicalOrderMinor, currency, language, grossMargin) => {
      const starter = starterProgram(name, {typicalOrderMinor, currency, language, ...(grossMargin === undefined ? {} : {grossMargin})})
      expect(programFromText(starter.text, starter.fileName).name).toBe(starter.name)
    },
  ))
})
