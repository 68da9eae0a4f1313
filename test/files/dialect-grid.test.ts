import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {Purchases} from '../../src/history/purchases.js'
import {openHistoryReader} from '../../src/store/history/reader.js'
import {scratch} from '../support/cli.js'
import {importFiles} from '../support/import-files.js'

/** One way of writing a table. */
interface Writing {
  readonly delimiter: string
  readonly quoting: 'all' | 'needed'
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'windows-1252'
  readonly newline: '\n' | '\r\n' | '\r'
  readonly amount: (cents: number) => string
  readonly date: (date: Date) => string
  readonly preamble: string
}

const two = (n: number): string => String(n).padStart(2, '0')
const grouped = (cents: number, decimal: string, thousands: string): string => {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2).replaceAll(/\B(?=(?:\d{3})+$)/g, thousands)}${decimal}${digits.slice(-2)}`
}
const MONTHS = ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.']

const writings: fc.Arbitrary<Writing> = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  quoting: fc.constantFrom('all' as const, 'needed' as const),
  encoding: fc.constantFrom('utf-8' as const, 'utf-8-bom' as const, 'utf-16le' as const, 'utf-16be' as const, 'windows-1252' as const),
  newline: fc.constantFrom('\n' as const, '\r\n' as const, '\r' as const),
  amount: fc.constantFrom(
    (n: number) => grouped(n, '.', ''), (n: number) => grouped(n, ',', ''), (n: number) => grouped(n, '.', ','), (n: number) => grouped(n, ',', '.'),
    (n: number) => `${grouped(n, ',', '\u00A0')} €`, (n: number) => (n < 0 ? `(${grouped(-n, '.', ',')})` : `€${grouped(n, '.', ',')}`),
  ),
  date: fc.constantFrom(
    (d: Date) => d.toISOString().slice(0, 10),
    (d: Date) => d.toISOString().slice(0, 10).replaceAll('-', ''),
    (d: Date) => `${two(d.getUTCDate())}/${two(d.getUTCMonth() + 1)}/${d.getUTCFullYear()}`,
    (d: Date) => `${d.getUTCMonth() + 1}/${d.getUTCDate()}/${d.getUTCFullYear()}`,
    (d: Date) => `${two(d.getUTCDate())}.${two(d.getUTCMonth() + 1)}.${two(d.getUTCFullYear() % 100)}`,
    (d: Date) => `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]!} ${d.getUTCFullYear()}`,
    (d: Date) => String(d.getTime() / 1000),
    (d: Date) => String(d.getTime() / 86_400_000 + 25_569),
    (d: Date) => `${d.toISOString().slice(0, 10)}T14:05:00+02:00`,
    (d: Date) => `${d.getUTCMonth() + 1}/${d.getUTCDate()}/${two(d.getUTCFullYear() % 100)} 2:05 PM`,
  ),
  preamble: fc.constantFrom('', 'sep', 'Sales report of René\n'),
})

interface Sale {
  readonly customer: string
  readonly day: number
  readonly cents: number
  readonly note: string
}

const sales: fc.Arbitrary<readonly Sale[]> = fc.array(fc.record({
  customer: fc.constantFrom('Zoë-1', 'C2', '007', 'K4'), day: fc.integer({min: 18_000, max: 19_500}), cents: fc.integer({min: -99_999, max: 9_999_999}).filter((n) => n !== 0),
  note: fc.constantFrom('', 'plain', 'a "quoted" note', 'one, two; three | four\tfive', 'élan'),
}), {minLength: 1, maxLength: 12})

/** Enough rows to tell day from month and decimals from thousands, as any real file has. */
const TELLING: readonly Sale[] = Array.from({length: 24}, (_, i) => ({customer: 'C2', day: 18_267 + i, cents: 123_456 + 7 * i, note: 'plain'}))

function bytesOf(rows: readonly Sale[], writing: Writing): Buffer {
  const cell = (text: string): string =>
    writing.quoting === 'all' || /["\r\n]/.test(text) || text.includes(writing.delimiter) ? `"${text.replaceAll('"', '""')}"` : text
  const lines = [['order no', 'customer id', 'order date', 'amount', 'note'], ...rows.map((sale, i) =>
    [`A${1000 + i}`, sale.customer, writing.date(new Date(sale.day * 86_400_000)), writing.amount(sale.cents), sale.note])]
  const start = writing.preamble === 'sep' ? `sep=${writing.delimiter}\n` : writing.preamble
  const text = `${start}${lines.map((cells) => `${cells.map(cell).join(writing.delimiter)}\n`).join('')}`.replaceAll('\n', writing.newline)
  if (writing.encoding === 'windows-1252') return Buffer.from([...text].map((c) => (c === '€' ? 0x80 : c.charCodeAt(0))))
  if (writing.encoding === 'utf-16le') return Buffer.from(`\uFEFF${text}`, 'utf16le')
  if (writing.encoding === 'utf-16be') return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()
  return Buffer.from(writing.encoding === 'utf-8-bom' ? `\uFEFF${text}` : text)
}

async function historyOf(bytes: Buffer): Promise<unknown> {
  const folder = await scratch()
  await writeFile(join(folder, 'export.csv'), bytes)
  const history = join(folder, 'history.duckdb')
  const result = await importFiles([join(folder, 'export.csv')], {history})
  const reader = await openHistoryReader(history)
  try {
    const {customers, offsets, days, amounts, orderIds}: Purchases = await reader.purchases({orderIds: true})
    return {rejected: result.rows.rejected, customers, offsets: [...offsets], days: [...days], amounts: [...amounts], orderIds}
  } finally {
    await reader.close()
  }
}

const PLAIN: Writing = {
  delimiter: ',', quoting: 'needed', encoding: 'utf-8', newline: '\n', amount: (n) => grouped(n, '.', ''), date: (d) => d.toISOString().slice(0, 10), preamble: '',
}

test('property: the same table in any dialect is the same history', async () => {
  await fc.assert(fc.asyncProperty(sales, writings, async (some, writing) => {
    const rows = [...some, ...TELLING]
    expect(await historyOf(bytesOf(rows, writing))).toEqual(await historyOf(bytesOf(rows, PLAIN)))
  }), {numRuns: 40})
})
