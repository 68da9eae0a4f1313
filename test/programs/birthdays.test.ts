import {expect, test} from 'vitest'
import {birthdayAttribute, birthdays} from '../../src/programs/birthdays.js'

test('birthdays as exports write them', () => {
  expect([...birthdays(['1980-03-15', '12-24', '', 'unknown', '1980-13-01'])]).toEqual([315, 1224, 0, 0, 0])
  expect([...birthdays(['15/03/1980', '01/02/1990'])]).toEqual([315, 201])
  expect([...birthdays(['03/15/1980', '01/02/1990'])]).toEqual([315, 102])
  expect([...birthdays(['01.02.1990'])]).toEqual([201])
  expect([...birthdays(['31/05', '3', '12', '13'])]).toEqual([531, 301, 1201, 0])
})

test('the column is found by its usual names', () => {
  expect(birthdayAttribute(['segment', 'Date_Naissance'])).toBe('Date_Naissance')
  expect(birthdayAttribute(['segment'])).toBe('birthday')
})

test('birthdays are found under the names exports and our own import give them, the day before the month', () => {
  expect(birthdayAttribute(['segment', 'birth-month', 'birth-date'])).toBe('birth-date')
  expect(birthdayAttribute(['Date of birth'])).toBe('Date of birth')
  expect(birthdayAttribute(['birth-month'])).toBe('birth-month')
  expect(birthdayAttribute(['segment'])).toBe('birthday')
})
