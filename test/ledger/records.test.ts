import fc from 'fast-check'
import {parse} from 'csv-parse/sync'
import {expect, test} from 'vitest'
import {csvRecords} from '../../src/files/ledger/adjustment-records.js'
import {KeyFilter} from '../../src/store/ledger/key-filter.js'

/** What the reader makes of bytes that come in pieces: values and the line each record begins on, or the code of the error. */
async function read(bytes: Buffer, cuts: readonly number[]): Promise<{values: readonly string[]; line: number}[] | string> {
  const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  async function* pieces(): AsyncIterable<Buffer> {
    for (let i = 1; i < at.length; i += 1) yield bytes.subarray(at[i - 1], at[i])
  }
  const records: {values: readonly string[]; line: number}[] = []
  try {
    for await (const block of csvRecords(pieces(), 'x.csv', ',').rows(true)) records.push(...block)
  } catch (error) {
    return (error as {code: string}).code
  }
  return records
}

test('records cut at line ends and delimiters are those of csv-parse, wherever quotes begin and pieces end', async () => {
  const cell = fc.constantFrom('a', '', ' b ', 'é', '"q"', '"two\nlines"', '"a ""b"""', '12,5')
  const text = fc.tuple(fc.constantFrom('\n', '\r\n'), fc.array(fc.array(cell, {minLength: 1, maxLength: 4}), {minLength: 1, maxLength: 8}), fc.boolean(), fc.boolean())
    .map(([end, rows, last, bom]) => `${bom ? '\ufeff' : ''}${rows.map((row) => row.join(',')).join(end)}${last ? end : ''}`)
  await fc.assert(fc.asyncProperty(text, fc.array(fc.nat(), {maxLength: 5}), async (written, cuts) => {
    const expected = (parse(written, {bom: true, relax_column_count: true, info: true}) as unknown as {record: string[]; info: {lines: number}}[])
      .filter(({record}) => record.length > 1 || record[0] !== '')
    const found = await read(Buffer.from(written), cuts)
    expect(found).not.toBeTypeOf('string')
    expect((found as {values: readonly string[]}[]).map(({values}) => [...values])).toEqual(expected.map(({record}) => record))
  }), {numRuns: 500})
})

test('lines are counted on through the first quote, and a stray quote names its line', async () => {
  const lines = await read(Buffer.from('k,p\na,1\n\nb,2\n"c\nc",3\nd,4\n'), [9, 14])
  expect((lines as {line: number}[]).map(({line}) => line)).toEqual([1, 2, 4, 5, 7])
  expect(await read(Buffer.from('k,p\na,1\nb"x,2\n'), [4])).toMatch(/^csv-/)
  // Other line ends than LF and CR LF are left to csv-parse.
  expect(await read(Buffer.from('k,p\ra,1\r'), [])).toMatchObject([{values: ['k', 'p']}, {values: ['a', '1']}])
})

test('a filter of keys never forgets one, and hardly ever takes one for another', () => {
  const filter = new KeyFilter()
  let taken = 0
  for (let i = 0; i < 200_000; i += 1) if (filter.add(`key-${i}`)) taken += 1
  expect(taken).toBeLessThan(3)
  for (let i = 0; i < 200_000; i += 1) if (!filter.add(`key-${i}`)) throw new Error(`key-${i} was forgotten`)
})
