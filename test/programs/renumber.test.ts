import {expect, test} from 'vitest'
import {renumbered} from '../../src/programs/renumber.js'

test('numbers are changed as they are written, whole ones only, all at once', () => {
  const text = 'One point for every unit, 5.00 off for 100 points; 15.00, 1,000 and 1 000.'
  expect(renumbered(text, [{from: 5, to: 4.5}, {from: 100, to: 80}])).toBe('One point for every unit, 4.50 off for 80 points; 15.00, 1,000 and 1 000.')
  expect(renumbered(text, [{from: 1000, to: 12_500}])).toBe('One point for every unit, 5.00 off for 100 points; 15.00, 12,500 and 12 500.')
  expect(renumbered('5 % off, 10 % off', [{from: 5, to: 10}, {from: 10, to: 20}])).toBe('10 % off, 20 % off')
  expect(renumbered('5,00 de remise', [{from: 5, to: 4.5}])).toBe('4,50 de remise')
  expect(renumbered('as it was', [])).toBe('as it was')
})
