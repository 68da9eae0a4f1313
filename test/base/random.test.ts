import fc from 'fast-check'
import {expect, test} from 'vitest'
import {keyOfText, RandomStream} from '../../src/base/random.js'

const draws = (stream: RandomStream, count: number): number[] => Array.from({length: count}, () => stream.uniform())

test('the same key gives the same numbers, whatever was drawn before', () => {
  fc.assert(fc.property(fc.array(fc.nat(), {minLength: 1, maxLength: 7}), fc.nat(50), (key, before) => {
    const used = new RandomStream(99)
    draws(used, before)
    used.reset(...key)
    expect(draws(used, 5)).toEqual(draws(new RandomStream(...key), 5))
  }))
})

test('a change in any word of the key changes the numbers', () => {
  fc.assert(fc.property(fc.array(fc.integer({min: 0, max: 1e9}), {minLength: 4, maxLength: 6}), fc.nat(), (key, at) => {
    const other = [...key]
    other[at % key.length]! += 1
    expect(new RandomStream(...key).uniform()).not.toBe(new RandomStream(...other).uniform())
  }))
})

// Source: chi-square with 99 degrees of freedom, 99.9 % point 148.2 (NIST/SEMATECH e-Handbook table).
// The first number of neighbouring streams is what simulations lean on, so uniformity is asked across streams.
test('first numbers of neighbouring streams are uniform, and consecutive streams uncorrelated', () => {
  const count = 100_000
  const bins = new Array<number>(100).fill(0)
  let sum = 0
  let previous = 0.5
  const stream = new RandomStream()
  for (let i = 0; i < count; i += 1) {
    stream.reset4(7, 3, i, 1)
    const u = stream.uniform()
    bins[Math.floor(u * 100)]! += 1
    sum += (u - 0.5) * (previous - 0.5)
    previous = u
  }
  const chiSquare = bins.reduce((total, n) => total + (n - count / 100) ** 2 / (count / 100), 0)
  expect(chiSquare).toBeLessThan(148.2)
  // Correlation has standard error 1/√n.
  expect(Math.abs((sum / count) * 12)).toBeLessThan(4 / Math.sqrt(count))
})

test('texts have keys of their own', () => {
  const keys = new Set(Array.from({length: 100_000}, (_, i) => keyOfText(`customer-${i}`)))
  // 32-bit keys of 100,000 texts collide 1.16 times on average (birthday).
  expect(keys.size).toBeGreaterThan(99_990)
})
