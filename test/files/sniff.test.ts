import fc from 'fast-check'
import {parse} from 'csv-parse/sync'
import {expect, test} from 'vitest'
import {splitRecords} from '../../src/files/reading/records.js'
import {sniffLayout, uniqueNames} from '../../src/files/reading/sniff.js'

const sniff = (text: string): NonNullable<ReturnType<typeof sniffLayout>> => sniffLayout(text, true)!

test('delimiter, header and data', () => {
  expect(sniff('customer;date;amount\n1;2019-01-02;1,50\n2;2019-01-03;2,50\n')).toMatchObject(
    {delimiter: ';', quote: '"', hasHeader: true, skipLines: 1, columns: ['customer', 'date', 'amount'], sample: [['1', '2019-01-02', '1,50'], ['2', '2019-01-03', '2,50']]})
  expect(sniff('a\tb\n1\t2\n').delimiter).toBe('\t')
  expect(sniff('a|b|c\n1|2,5|3\n').delimiter).toBe('|')
})

test('a first row like the others is data', () => {
  expect(sniff('17,2019-01-02,4.50\n18,2019-01-03,5.50\n')).toMatchObject({hasHeader: false, skipLines: 0, columns: ['column 1', 'column 2', 'column 3']})
})

test('sep= line, preamble, blank lines and padded preamble are skipped, in physical lines', () => {
  expect(sniff('sep=;\r\ncustomer;date\r\n1;2019-01-02\r\n')).toMatchObject({delimiter: ';', skipLines: 2, columns: ['customer', 'date']})
  expect(sniff('My shop\nReport of 2 May\n\ncustomer,date,amount\n1,2019-01-02,3\n2,2019-01-02,3\n')).toMatchObject({skipLines: 4, columns: ['customer', 'date', 'amount']})
  expect(sniff('My shop,,,\ncustomer,date,amount,\n1,2019-01-02,3,\n')).toMatchObject({skipLines: 2})
  expect(sniff('"Two\nlines","in header"\n1,2\n')).toMatchObject({skipLines: 2, columns: ['Two\nlines', 'in header']})
})

test('newlines, delimiters and quotes in quoted cells', () => {
  expect(sniff('id,note,total\n1,"a, ""b""\nc",2\n2,,3\n')).toMatchObject({sample: [['1', 'a, "b"\nc', '2'], ['2', '', '3']]})
})

test('an inch sign in a tab-separated file does not swallow the rest', () => {
  expect(sniff('id\titem\ttotal\n1\t"5 inch\t2\n2\tx\t3\n3\ty\t4\n')).toMatchObject({quote: '', sample: [['1', '"5 inch', '2'], ['2', 'x', '3'], ['3', 'y', '4']]})
})

test('cells in apostrophes; the apostrophe before ids is none', () => {
  expect(sniff("'id';'total'\n'1';'2;5'\n'3';'4'\n").quote).toBe("'")
  expect(sniff("id,zip\n1,'0812\n2,'0820\n")).toMatchObject({quote: '"', sample: [['1', "'0812"], ['2', "'0820"]]})
})

test('nameless and duplicate columns get names of their own', () => {
  expect(uniqueNames(['State', '', 'State', 'state', 'column 2'])).toEqual(['State', 'column 2', 'State (2)', 'state (3)', 'column 2 (2)'])
})

test('hundreds of empty columns', () => {
  const pad = ','.repeat(300)
  expect(sniff(`customer,date,amount${pad}\n1,2019-01-02,3${pad}\n`).columns).toHaveLength(303)
})

test('one column only: no layout', () => {
  expect(sniffLayout('hello\nworld\n', true)).toBeUndefined()
})

test('property: records are what csv-parse finds, in any dialect', () => {
  const cell = fc.string({unit: fc.constantFrom('a', 'é', ' ', '"', ',', ';', '\n', '\r\n', '0', "'"), maxLength: 6})
  const table = fc.integer({min: 2, max: 5}).chain((width) => fc.array(fc.array(cell, {minLength: width, maxLength: width}), {minLength: 1, maxLength: 6}))
  fc.assert(fc.property(table, fc.constantFrom(',', ';', '\t'), fc.constantFrom('\n', '\r\n'), (rows, delimiter, newline) => {
    const text = rows.map((cells) => cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(delimiter)).join(newline)
    const {records, oddQuotes} = splitRecords(text, delimiter, '"')
    expect(oddQuotes).toBe(0)
    expect(records.map(({cells}) => cells)).toEqual(parse(text, {delimiter, record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true}))
    expect(records.at(-1)!.lastLine).toBe(text.match(/\r\n|\n|\r/g)?.length === undefined ? 1 : text.match(/\r\n|\n|\r/g)!.length + 1)
  }))
})

test('property: no text makes the sniffer fail or hang', () => {
  fc.assert(fc.property(fc.string({unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', '\t', ' ', "'", '1', '/', '\0', '|', 'é'), maxLength: 400}), fc.boolean(), (text, complete) => {
    const layout = sniffLayout(text, complete)
    if (layout !== undefined) expect(new Set(layout.columns.map((name) => name.toLowerCase())).size).toBe(layout.columns.length)
  }))
})
