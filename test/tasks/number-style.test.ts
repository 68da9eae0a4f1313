import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {NumberStyle, ShapeEvidence} from '../../src/tasks/import/plan.js'
import {decideNumbers, numberPattern, plainNumber} from '../../src/tasks/import/number-style.js'
import {shapesOf} from '../support/shapes.js'

const decide = (...values: readonly string[]): NumberStyle => decideNumbers(shapesOf(values)).style

test('a sign that can only be decimal in one value decides for all', () => {
  expect(decide('52,620', '1,234.56')).toEqual({decimal: '.', thousands: ','})
  expect(decide('419,459', '2024,994')).toEqual({decimal: ',', thousands: ''})
  expect(decide('1.234,56', '12,50', '950')).toEqual({decimal: ',', thousands: '.'})
  expect(decide('1 234,56', '7,90')).toEqual({decimal: ',', thousands: ' '})
  expect(decide('1\u00A0234,56', '1\u202F000')).toEqual({decimal: ',', thousands: ' '})
  expect(decide("1'234.50", '3')).toEqual({decimal: '.', thousands: "'"})
  expect(decide('$1,240.00', '-$0.95', '($3.10)')).toEqual({decimal: '.', thousands: ','})
  expect(decide('71,96 €')).toEqual({decimal: ',', thousands: ''})
  expect(decide('12,34,567.89')).toEqual({decimal: '.', thousands: ','})
  expect(decide('0,250', '0,125')).toEqual({decimal: ',', thousands: ''})
  expect(decide('261.96', '731.9', '957.5775')).toEqual({decimal: '.', thousands: ''})
  expect(decide('12', '7')).toEqual({decimal: '.', thousands: ''})
})

test('where nothing tells, the likelier reading is taken and said', () => {
  expect(decideNumbers(shapesOf(['52,620', '1,200', '950']))).toMatchObject({style: {decimal: '.', thousands: ','}, assumed: {example: '52,620'}})
  expect(decideNumbers(shapesOf(['1.200', '950']))).toMatchObject({style: {decimal: ',', thousands: '.'}})
  expect(decideNumbers(shapesOf(['1.200', '9500']))).toMatchObject({style: {decimal: '.', thousands: ''}})
})

test('what stands between the values leaves the other sign to the decimals', () => {
  const style = (values: readonly string[], written: Parameters<typeof decideNumbers>[1]) => decideNumbers(shapesOf(values), written)
  expect(style(['52,620', '1,200', '950'], {delimiter: ';'})).toMatchObject({style: {decimal: ',', thousands: ''}, assumed: {example: '52,620'}})
  expect(style(['2.625', '12.625', '950'], {delimiter: ','})).toMatchObject({style: {decimal: '.', thousands: ''}, assumed: {example: '2.625'}})
  expect(style(['52,620', '950'], {delimiter: ','})).toMatchObject({style: {decimal: '.', thousands: ','}})
  expect(style(['1.200', '950'], {delimiter: ';'})).toMatchObject({style: {decimal: ',', thousands: '.'}})
  expect(style(['2.625', '7'], 'typed')).toEqual({style: {decimal: '.', thousands: ''}, assumed: undefined, contrary: []})
})

test('whole numbers of pieces say nothing of how prices are written', () => {
  const pieces = shapesOf(['1', '2', '12']).map((each) => ({...each, pieces: true as const}))
  expect(decideNumbers([...shapesOf(['2.625', '12.625']), ...pieces]).style).toEqual({decimal: '.', thousands: ''})
})

test('a minority in another style is named, not bent', () => {
  const decision = decideNumbers([...shapesOf(['1.50', '2.75', '3.25']), ...shapesOf(['9,5'])])
  expect(decision.style.decimal).toBe('.')
  expect(decision.contrary.map(({example}) => example)).toEqual(['9,5'])
})

test.each([
  ['$1,240.00', '.', ',', '1240.00'], ['-$0.95', '.', ',', '-0.95'], ['(1,234.5)', '.', ',', '-1234.5'], ['12.5-', '.', '', '-12.5'],
  ['1\u202F234,56 €', ',', ' ', '1234.56'], ['CHF 1’234.50', '.', "'", '1234.50'], ['kr. 12,50', ',', '.', '12.50'], ['Rs. 5', '.', '', '5'],
  ['+7', '.', '', '7'], ['.5', '.', '', '0.5'], ['52,620', '.', ',', '52620'], ['2024,994', ',', '', '2024.994'], ['−3', '.', '', '-3'],
  ['12,34,567.89', '.', ',', '1234567.89'], ["'0123", '.', '', '0123'],
] as const)('%s is a number', (text, decimal, thousands, expected) => {
  expect(plainNumber(text, {decimal, thousands})).toBe(expected)
})

test.each([
  ['16GB', '.', ''], ['', '.', ''], ['-', '.', ''], ['12,5', '.', ','], ['1,23', '.', ','], ['1.234.5', '.', ','], ['abc', '.', ''], ['NaN', '.', ''],
  ['1e5', '.', ''], ['12%', '.', ''], ['1 2', '.', ''], ['1,2345', '.', ','], ['$', '.', ''], ['2019-01-02', '.', ''],
] as const)('%s is none', (text, decimal, thousands) => {
  expect(plainNumber(text, {decimal, thousands})).toBeUndefined()
})

test('property: any amount written in any style reads back exactly', () => {
  const styles = fc.constantFrom<NumberStyle>({decimal: '.', thousands: ''}, {decimal: '.', thousands: ','}, {decimal: ',', thousands: '.'},
    {decimal: ',', thousands: ' '}, {decimal: ',', thousands: ''}, {decimal: '.', thousands: "'"})
  const amounts = fc.array(fc.integer({min: -1e11, max: 1e11}), {minLength: 1, maxLength: 30})
  const signs = fc.constantFrom((n: string) => n, (n: string) => `${n} €`, (n: string) => `€ ${n}`, (n: string) => `${n}\u00A0EUR`)
  fc.assert(fc.property(styles, amounts, signs, (style, cents, sign) => {
    const texts = cents.map((each) => sign(written(each, style)))
    const decided = decideNumbers(shapesOf(texts)).style
    expect(decided.decimal).toBe(style.decimal)
    for (const [i, text] of texts.entries()) expect(Math.round(Number(plainNumber(text, decided)) * 100)).toBe(cents[i]! === 0 ? 0 : cents[i]!)
  }))
})

test('property: any text is a number or is not; deciding never fails', () => {
  fc.assert(fc.property(fc.array(fc.string({unit: 'binary', maxLength: 12})), (texts) => {
    const {style} = decideNumbers(shapesOf(texts) satisfies readonly ShapeEvidence[])
    for (const text of texts) {
      const plain = plainNumber(text, style)
      if (plain !== undefined) expect(plain).toMatch(/^-?\d+(\.\d+)?$/)
    }
    expect(() => new RegExp(numberPattern(style), 'u')).not.toThrow()
  }))
})

/** Cents as `-1.234,56`. */
function written(cents: number, style: NumberStyle): string {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  const whole = digits.slice(0, -2).replaceAll(/\B(?=(?:\d{3})+$)/g, style.thousands)
  return `${cents < 0 ? '-' : ''}${whole}${style.decimal}${digits.slice(-2)}`
}
