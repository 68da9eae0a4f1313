import {mkdir, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {prepareFile, type PreparedFile} from '../../src/files/reading/prepare-file.js'
import {scratch} from '../support/cli.js'

async function prepare(bytes: Buffer | string, name = 'orders.csv'): Promise<PreparedFile & {readonly text: string}> {
  const folder = await scratch()
  const path = join(folder, name)
  await writeFile(path, bytes)
  const prepared = await prepareFile(path, name, 0, {folder})
  return {...prepared, text: await readFile(prepared.readable, 'utf8')}
}

const TEXT = 'client;date;montant\r\nRené;01/02/2023;1,50 €\r\nZoë;13/02/2023;2,50 €\r\n'

function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16()
}

const windows1252 = (text: string): Buffer => Buffer.from([...text].map((c) => ({'€': 0x80, '’': 0x92}[c] ?? c.charCodeAt(0))))

test.each([
  ['utf-8', Buffer.from(TEXT)],
  ['utf-8-bom', Buffer.from(`\uFEFF${TEXT}`)],
  ['utf-16le', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
  ['utf-16le', Buffer.from(TEXT, 'utf16le')],
  ['utf-16be', utf16be(`\uFEFF${TEXT}`)],
  ['utf-16be', utf16be(TEXT)],
  ['windows-1252', windows1252(TEXT)],
] as const)('%s is recognised and read', async (encoding, bytes) => {
  const prepared = await prepare(bytes)
  expect(prepared.dialect).toEqual({delimiter: ';', quote: '"', encoding, newline: 'crlf'})
  expect(prepared.text.replace(/^\uFEFF/, '')).toBe(TEXT)
  expect(prepared.columns).toEqual(['client', 'date', 'montant'])
})

test('latin-1 with bytes windows-1252 does not define', async () => {
  expect((await prepare(Buffer.concat([Buffer.from('a,b\n1,'), Buffer.from([0x81, 0xe9]), Buffer.from('\n')]))).dialect.encoding).toBe('iso-8859-1')
})

test('one é on the last line of a long file decides its encoding', async () => {
  const long = `id,name\n${'1,plain\n'.repeat(300_000)}`
  const prepared = await prepare(Buffer.concat([Buffer.from(long), Buffer.from([0x32, 0x2c, 0xe9, 0x0a])]))
  expect(prepared.dialect.encoding).toBe('windows-1252')
  expect(prepared.text.endsWith('2,é\n')).toBe(true)
})

test('a few damaged bytes do not turn UTF-8 into windows-1252', async () => {
  const prepared = await prepare(Buffer.concat([Buffer.from(`id,name\n${'1,été\n'.repeat(50)}`), Buffer.from([0x32, 0x2c, 0xe9, 0x0a])]))
  expect(prepared).toMatchObject({dialect: {encoding: 'utf-8'}, findings: [{code: 'encoding-damaged', rows: 1}]})
  expect(prepared.text.endsWith('2,\uFFFD\n')).toBe(true)
})

test('CR alone ends lines; NULs vanish; line numbers stay', async () => {
  expect(await prepare('a,b\r1,2\r3,4\r')).toMatchObject({text: 'a,b\n1,2\n3,4\n', dialect: {newline: 'cr'}})
  expect((await prepare('a,b\n1,\x00\x002\n')).text).toBe('a,b\n1,2\n')
})

test('a headerless file with a byte-order mark loses the mark, not its first key', async () => {
  const prepared = await prepare('\uFEFF17,2019-01-02,4.50\n18,2019-01-03,5.50\n')
  expect(prepared).toMatchObject({hasHeader: false, skipLines: 0})
  expect(prepared.text.startsWith('17,')).toBe(true)
})

test('columns held apart by blanks', async () => {
  const prepared = await prepare(' id  date   spent\r\n 001 19970101  11.77\r\n 002 19970112   1,200.00\r\n'.replace('1,200', '1200'), 'log.txt')
  expect(prepared.text).toBe('id,date,spent\n001,19970101,11.77\n002,19970112,1200.00\n')
})

test.each([
  ['PK\x03\x04 xl/workbook.xml', /Excel workbook/], ['PK\x03\x04 readme.md', /ZIP/], ['%PDF-1.4', /PDF/], ['\xd0\xcf\x11\xe0\xa1\xb1', /old Excel/],
  ['\x89PNG\r\n', /picture/], ['<!DOCTYPE html><table>', /web page/], ['SQLite format 3\0', /SQLite/], ['[{"id": 1}]', /JSON/], ['', /empty/], ['  \n \n', /empty/],
  ['\x01\x02\x03\x04\x05\x06', /not a text/], ['just words\n', /no columns/],
])('%j is refused, saying what it is', async (content, message) => {
  await expect(prepare(Buffer.from(content, 'latin1'))).rejects.toMatchObject({kind: 'input', message: expect.stringMatching(message) as string})
})

test('a missing file and a folder say so', async () => {
  const folder = await scratch()
  await mkdir(join(folder, 'sub'))
  await expect(prepareFile(join(folder, 'none.csv'), 'none.csv', 0, {folder})).rejects.toMatchObject({code: 'file-missing'})
  await expect(prepareFile(join(folder, 'sub'), 'sub', 0, {folder})).rejects.toMatchObject({code: 'file-is-folder'})
})

test('property: any bytes are prepared or refused with a reason', async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({maxLength: 300}), fc.constantFrom('', 'id,date,total\n', '\xff\xfe'), async (bytes, start) => {
    try {
      await prepare(Buffer.concat([Buffer.from(start, 'latin1'), bytes]))
    } catch (error) {
      expect(error).toMatchObject({name: 'RegularsError', kind: 'input'})
    }
  }), {numRuns: 60})
})

test('characters that are UTF-8 prove the file is; bytes that are not are damage, and said', async () => {
  const rows = [...['Zoé', 'Zoé', 'Zoé', 'Zoé', 'Zoé', 'Zoé'].map((name) => Buffer.from(`${name},1\n`)), ...[1, 2, 3].map(() => Buffer.from('Zo\xe9,1\n', 'latin1'))]
  const prepared = await prepare(Buffer.concat([Buffer.from('name,n\n'), ...rows]))
  expect(prepared.dialect.encoding).toBe('utf-8')
  expect(prepared.findings).toMatchObject([{code: 'encoding-damaged', rows: 3}])
  expect((await prepare(Buffer.concat([Buffer.from('name,n\n'), ...rows.slice(4)]))).dialect.encoding).toBe('windows-1252')
})
