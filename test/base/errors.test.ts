import {expect, test} from 'vitest'
import {EXIT_CODES, placeText, RegularsError, throwIfCancelled} from '../../src/base/errors.js'

// Source: cli.md, "Exit codes". Public numbers, so spelled out again here.
test('exit codes are the public ones', () => {
  expect(EXIT_CODES).toEqual({failure: 1, usage: 2, input: 3, check: 4, busy: 5, cancelled: 130})
  expect(new RegularsError('busy', 'store-busy', 'm', 'h').exitCode).toBe(5)
})

test('places read as editors write them', () => {
  expect(placeText({file: 'orders.csv', line: 12, column: 5})).toBe('orders.csv:12:5')
  expect(placeText({file: 'orders.csv', line: 12})).toBe('orders.csv:12')
  expect(placeText({file: 'orders.csv'})).toBe('orders.csv')
})

test('a raised signal ends work with exit code 130', () => {
  const controller = new AbortController()
  throwIfCancelled(controller.signal)
  throwIfCancelled(undefined)
  controller.abort()
  expect(() => throwIfCancelled(controller.signal)).toThrow(expect.objectContaining({code: 'cancelled', exitCode: 130}))
})
