import {readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {parseIsoDay} from '../../src/base/day.js'
import {tableExport} from '../../src/files/table-export.js'
import {SILENT} from '../../src/tasks/ports.js'
import {PROFILE_COLUMNS, profileRows} from '../../src/tasks/profile/export.js'
import {profileHistory, type ProfileRequest} from '../../src/tasks/profile/history.js'
import {DEFAULT_SETTINGS} from '../../src/tasks/settings.js'
import {scratch} from '../support/cli.js'
import {purchasesOf, type Sale} from '../support/purchases.js'

const START = parseIsoDay('2024-01-01')!
const REQUEST: ProfileRequest = {asOf: undefined, horizonMonths: 12, settings: DEFAULT_SETTINGS, seed: 1}

/** Forty customers over a year and a quarter, each with a gap of her own; a refund now and then. */
const SALES: Sale[] = Array.from({length: 40}, (_, i) => Array.from({length: 3 + (i % 9)}, (_unused, k): Sale => ({
  customer: `c${String(i).padStart(2, '0')}`, day: START + Math.min(450, i * 3 + k * (5 + 2 * i)), amount: k === 2 && i % 5 === 0 ? -400 : 900 + 10 * i,
}))).flat()

const history = (sales: readonly Sale[]) => ({purchases: async () => purchasesOf(sales)})
const cell = (row: readonly (string | number)[], name: (typeof PROFILE_COLUMNS)[number]) => row[PROFILE_COLUMNS.indexOf(name)]

test('each row of the export has every column, and what is not known is empty, never a guess', async () => {
  const {customers} = await profileHistory(REQUEST, history(SALES), {progress: SILENT})
  const rows = [...profileRows(customers, {grossMargin: undefined})]
  expect(rows.length).toBe(40)
  for (const row of rows) {
    expect(row.length).toBe(PROFILE_COLUMNS.length)
    expect([cell(row, 'trend'), cell(row, 'loyal'), cell(row, 'expected_margin')]).toEqual(['', '', ''])
    expect(Number(cell(row, 'probability_order'))).toBeLessThanOrEqual(Number(cell(row, 'probability_alive')) + 1e-4)
    expect(Number(cell(row, 'expected_orders_p10'))).toBeLessThanOrEqual(Number(cell(row, 'expected_orders_p90')))
    expect(row.every((value) => typeof value === 'string' || Number.isFinite(value))).toBe(true)
  }
})

test('refunds and customers who only have them count nowhere', async () => {
  const plain = await profileHistory(REQUEST, history(SALES.filter(({amount}) => amount > 0)), {progress: SILENT})
  const {result} = await profileHistory(REQUEST, history([...SALES, {customer: 'refunds only', day: START + 40, amount: -100}]), {progress: SILENT})
  expect({...result, forecast: null}).toEqual({...plain.result, forecast: null})
  expect(result.forecast).toEqual(plain.result.forecast)
})

test('the order in which orders were imported makes no difference', async () => {
  const [one, other] = await Promise.all([SALES, [...SALES].reverse()].map((sales) => profileHistory(REQUEST, history(sales), {progress: SILENT})))
  expect(other!.result).toEqual(one!.result)
})

test('stopped by Ctrl-C: neither a result nor half a file', async () => {
  await expect(profileHistory(REQUEST, history(SALES), {progress: SILENT, signal: AbortSignal.abort()})).rejects.toMatchObject({code: 'cancelled'})
  const {customers} = await profileHistory(REQUEST, history(SALES), {progress: SILENT})
  const folder = await scratch()
  const target = tableExport(join(folder, 'customers.csv'), AbortSignal.abort())
  await expect(target.write(PROFILE_COLUMNS, profileRows(customers, {grossMargin: 0.4}))).rejects.toMatchObject({code: 'cancelled'})
  expect(await readdir(folder)).toEqual([])
})
