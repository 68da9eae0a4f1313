import {expect, test} from 'vitest'
import {birthdayAttribute, birthdays} from '../../src/programs/birthdays.js'

test('birthdays as exports write them', () => {
  expect([...birthdays(['1980-03-15', '12-24', '', 'unknown', '1980-13-01'])]).toEqual([315, 1224, 0, 0, 0])
  expect([...birthdays(['15/03/1980', '01/02/1990'])]).toEqual([315, 201])
  expect([...birthdays(['03/15/1980', '01/02/1990'])]).toEqual([315, 102])
  expect([...birthdays(['01.02.1990'])]).toEqual([201])
})

test('the column is found by its usual names', () => {
  expect(birthdayAttribute(['segment', 'Date_Naissance'])).toBe('Date_Naissance')
  expect(birthdayAttribute(['segment'])).toBe('birthday')
})
