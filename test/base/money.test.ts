import fc from 'fast-check'
import {expect, test} from 'vitest'
import {decimalText, fromMajor, minor, moneyJson, roundMinor, smallPrice} from '../../src/base/money.js'

test('every whole number of cents survives the way to text and back', () => {
  fc.assert(fc.property(fc.maxSafeInteger(), fc.constantFrom('EUR', 'JPY', 'TND'), (amount, currency) => {
    const text = decimalText(minor(amount), currency)
    expect(BigInt(text.replace('.', ''))).toBe(BigInt(amount))
    expect(text.split('.')[1]?.length ?? 0).toBe({EUR: 2, JPY: 0, TND: 3}[currency])
  }))
})

// Source: worked by hand; 1.005 is the classic that binary multiplication rounds down.
test.each([[1.005, 101], [-1.005, -101], [0.125, 13], [2024.994, 202_499], [10.005, 1001], [1e-7, 0], [4.35, 435]])(
  '%d in major units is %i cents', (major, cents) => expect(fromMajor(major, 'EUR')).toBe(cents))

test('halves go away from zero, and zero has no sign', () => {
  expect([roundMinor(2.5), roundMinor(-2.5), roundMinor(-0.2)]).toEqual([3, -3, 0])
  expect(Object.is(roundMinor(-0.2), 0)).toBe(true)
})

test('money in JSON is a decimal string', () => {
  expect(moneyJson(minor(1250), 'EUR')).toEqual({amount: '12.50', currency: 'EUR'})
  expect(moneyJson(minor(-5), 'USD')).toEqual({amount: '-0.05', currency: 'USD'})
})

test('prices below a coin add up exactly in any order, and whole coins stay whole', () => {
  expect([0.05, 1.1, 12.5, 0].map((amount) => smallPrice(amount, 'EUR'))).toEqual([5, 110, 1250, 0])
  expect(smallPrice(0.004, 'EUR')).toBeCloseTo(0.4, 6)
  fc.assert(fc.property(fc.array(fc.constantFrom(0.004, 0.0015, 0.07, 1.999), {maxLength: 200}), (prices) => {
    const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + smallPrice(amount, 'EUR'), 0)
    expect(sum([...prices].reverse())).toBe(sum(prices))
  }))
})
