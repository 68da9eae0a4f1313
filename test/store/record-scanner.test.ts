import fc from 'fast-check'
import {expect, test} from 'vitest'
import {fieldsOf, RecordScanner} from '../../src/store/import/record-scanner.js'

function scan(text: string, pieces: number, skipLines = 0): {line: number; values: string[]; unclosed: boolean}[] {
  const found: {line: number; values: string[]; unclosed: boolean}[] = []
  const scanner = new RecordScanner({delimiter: ',', quote: '"', skipLines}, (record) => {
    found.push({line: record.line, values: fieldsOf(record.bytes.toString('utf8'), {delimiter: ',', quote: '"'}).map(({text: value}) => value), unclosed: record.unclosed})
    return true
  })
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += pieces) scanner.push(bytes.subarray(at, at + pieces))
  scanner.end()
  return found
}

const aValue = fc.array(fc.constantFrom('a', 'é', ' ', ',', '"', '\n', '\r\n', '1'), {maxLength: 5}).map((parts) => parts.join(''))

test('property: what was written as CSV is read back, with its line, however the bytes arrive', () => {
  fc.assert(fc.property(fc.array(fc.array(aValue, {minLength: 2, maxLength: 4}), {maxLength: 8}), fc.constantFrom('\n', '\r\n'), fc.integer({min: 1, max: 9}),
    (rows, newline, pieces) => {
      let line = 1
      const expected = rows.map((values) => {
        const record = {line, values, unclosed: false}
        line += 1 + values.join('').split('\n').length - 1
        return record
      })
      const text = rows.map((values) => values.map((value) => `"${value.replaceAll('"', '""')}"`).join(',') + newline).join('')
      expect(scan(text, pieces)).toEqual(expected)
    }))
})

test('an unclosed quotation mark costs its own line only', () => {
  expect(scan('a,b\n1,"2\n3,4\n5,"six"\n', 3)).toEqual([
    {line: 1, values: ['a', 'b'], unclosed: false}, {line: 2, values: ['1', '"2'], unclosed: true},
    {line: 3, values: ['3', '4'], unclosed: false}, {line: 4, values: ['5', 'six'], unclosed: false},
  ])
})

test('LF, CRLF and CR may be mixed; empty lines are no records but count as lines', () => {
  expect(scan('x,y\r1,2\r\n\r\n  \n3,4', 1, 1).map(({line, values}) => [line, ...values])).toEqual([[2, '1', '2'], [5, '3', '4']])
})
