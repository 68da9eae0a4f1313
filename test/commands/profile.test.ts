import {appendFile, cp, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {parse} from 'csv-parse/sync'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {ProfileResult} from '../../src/tasks/profile/result.js'
import {cli, cliJson, golden, ROOT, scratch} from '../support/cli.js'

const SHOP = join(ROOT, 'fixtures', 'corner-shop')
let shop = ''

beforeAll(async () => {
  shop = await mkdtemp(join(tmpdir(), 'regulars-profile-'))
  await cp(join(SHOP, 'settings.yaml'), join(shop, 'regulars.yaml'))
  expect((await cli(['import', 'transactions', join(SHOP, 'orders.csv')], {cwd: shop})).exitCode).toBe(0)
  expect((await cli(['import', 'customers', join(SHOP, 'customers.csv')], {cwd: shop})).exitCode).toBe(0)
})

afterAll(() => rm(shop, {recursive: true, force: true}))

describe('on the corner shop', () => {
  test('the whole screen, in English and in French, no line wider than 80', async () => {
    for (const lang of ['en', 'fr']) {
      const result = await cli(['profile', '--lang', lang], {cwd: shop})
      expect(result).toMatchObject({exitCode: 0, stderr: ''})
      golden(`profile.${lang}.txt`, result.stdout)
      expect(result.stdout.split('\n').filter((line) => [...line].length > 80)).toEqual([])
    }
  })

  test('figures of the fixture, and ranges that hold the mean', async () => {
    const profile = await cliJson<ProfileResult>(['profile'], {cwd: shop})
    // Source: fixtures/corner-shop/README.md
    expect(profile).toMatchObject({customers: 2000, orders: 21_167, revenue: {amount: '420141.51', currency: 'EUR'}, asOf: '2025-12-31', horizonMonths: 12})
    expect(profile.concentration.top.find(({share}) => share === 0.2)!.revenueShare).toBeCloseTo(0.7112, 4)
    const forecast = profile.forecast!
    for (const spread of [forecast.orders, forecast.buyers]) {
      expect(spread.p10).toBeLessThan(spread.mean)
      expect(spread.p90).toBeGreaterThan(spread.mean)
    }
    expect(Number(forecast.margin!.mean) / Number(forecast.revenue.mean)).toBeCloseTo(0.42, 3)
    expect(forecast.buyers.mean).toBeLessThan(forecast.customersStillActive)
    expect(profile.newCustomers!.channels.map(({channel}) => channel)).toContain('friend')
    expect(profile.loyal.inForce).toMatchObject({source: 'proposed'})
  })

  test('the forecast made a year earlier held the year that followed', async () => {
    const before = await cliJson<ProfileResult>(['profile', '--as-of', '2024-12-31'], {cwd: shop})
    const after = await cliJson<ProfileResult>(['profile'], {cwd: shop})
    const returning = Number(after.newAndReturning.revenueReturning.amount)
    expect(Number(before.forecast!.revenue.p50) / returning).toBeGreaterThan(0.8)
    expect(Number(before.forecast!.revenue.p50) / returning).toBeLessThan(1.25)
    expect(before).toMatchObject({asOf: '2024-12-31', to: '2024-12-31'})
  })

  test('one row per customer, adding up to the totals; nothing is left beside the file', async () => {
    const folder = await scratch()
    const file = join(folder, 'customers.csv')
    const profile = await cliJson<ProfileResult>(['profile', '--export', file], {cwd: shop})
    const rows = parse(await readFile(file), {columns: true}) as Record<string, string>[]
    expect(await readdir(folder)).toEqual(['customers.csv'])
    expect(rows.length).toBe(profile.customers)
    const sum = (name: string) => rows.reduce((all, row) => all + Number(row[name]), 0)
    expect(sum('orders')).toBe(profile.orders)
    expect(sum('revenue')).toBeCloseTo(420_141.51, 2)
    expect(sum('probability_alive')).toBeCloseTo(profile.forecast!.customersStillActive, 0)
    expect(rows.filter((row) => row['loyal'] === 'yes').length).toBe(profile.loyal.inForce!.customersToday)
    expect(rows.filter((row) => row['drifting'] === 'yes').length).toBe(profile.drifting!.customers)
    for (const segment of profile.segments) expect(rows.filter((row) => row['segment'] === segment.segment).length).toBe(segment.customers)
    expect(rows.every((row) => Number(row['expected_orders_p10']) <= Number(row['expected_orders_p90']))).toBe(true)
    expect(rows[0]).toMatchObject({customer: 'C0001'})
  })

  test('redacted: no key anywhere, the same codes every time, not in the order of the keys', async () => {
    const file = join(await scratch(), 'customers.csv')
    const profile = await cliJson<ProfileResult>(['profile', '--redact', '--export', file], {cwd: shop})
    const text = await readFile(file, 'utf8')
    expect(text).not.toMatch(/C\d{4}/)
    expect(JSON.stringify(profile)).not.toMatch(/C\d{4}/)
    expect(profile.redacted).toBe(true)
    const codes = (parse(text, {columns: true}) as Record<string, string>[]).map((row) => row['customer']!)
    expect(new Set(codes).size).toBe(2000)
    expect(codes).toEqual([...codes].sort())
    const again = await cliJson<ProfileResult>(['profile', '--redact'], {cwd: shop})
    expect(again.drifting).toEqual(profile.drifting)
    expect(codes).toContain(again.drifting!.list[0]!.customer)
  })

  test('the person’s own definition of loyal goes first; a broken one is pointed at', async () => {
    const folder = await scratch()
    await cp(shop, folder, {recursive: true})
    await appendFile(join(folder, 'regulars.yaml'), 'loyal: {ordersPerYear: 4, withinDays: 90}\n')
    const profile = await cliJson<ProfileResult>(['profile'], {cwd: folder})
    expect(profile.loyal.inForce).toMatchObject({source: 'settings', definition: {ordersPerYear: 4, withinDays: 90}})
    expect((await cli(['profile'], {cwd: folder})).stdout).toContain('within 90 days (yours)')
    await writeFile(join(folder, 'regulars.yaml'), 'loyal:\n  ordersPerYear: often\n')
    const broken = await cli(['profile'], {cwd: folder})
    expect(broken.exitCode).toBe(2)
    expect(broken.stderr).toMatch(/regulars\.yaml:2:\d+ .*whole number of orders/)
  })
})

describe('when there is little or nothing', () => {
  const workspace = async (orders: string): Promise<string> => {
    const folder = await scratch()
    await writeFile(join(folder, 'regulars.yaml'), 'currency: EUR\n')
    await writeFile(join(folder, 'orders.csv'), orders)
    await cli(['import', 'transactions', join(folder, 'orders.csv')], {cwd: folder})
    return folder
  }

  test('no orders: says what to do, exit 2', async () => {
    const folder = await scratch()
    await writeFile(join(folder, 'regulars.yaml'), 'currency: EUR\n')
    const result = await cli(['profile'], {cwd: folder})
    expect(result.exitCode).toBe(2)
    expect(result.stderr).toContain('regulars import transactions')
  })

  test('three customers and one day: a profile without a forecast, and the reasons', async () => {
    const folder = await workspace('order,date,customer,amount\n1,2025-03-01,ann,10.00\n2,2025-03-01,bob,20.00\n3,2025-03-01,cem,5.50\n')
    const profile = await cliJson<ProfileResult>(['profile'], {cwd: folder})
    expect(profile).toMatchObject({customers: 3, forecast: null, rhythm: null, trends: null, drifting: null, loyal: {cutOff: null, inForce: null}})
    expect(profile.notes).toEqual(['history-short', 'segments-need-customers', 'trends-need-two-years', 'loyal-needs-18-months', 'margin-unknown', 'model-unfit'])
    const screen = await cli(['profile'], {cwd: folder})
    expect(screen).toMatchObject({exitCode: 0, stderr: ''})
    golden('profile.tiny.txt', screen.stdout)
  })

  test('nothing known yet on that day', async () => {
    const folder = await workspace('order,date,customer,amount\n1,2025-03-01,ann,10.00\n2,2025-04-01,bob,20.00\n3,2025-05-01,cem,5.50\n')
    const early = await cli(['profile', '--as-of', '2024-01-01'], {cwd: folder})
    expect(early).toMatchObject({exitCode: 2, stdout: ''})
    const late = await cliJson<ProfileResult>(['profile', '--as-of', '2026-01-01'], {cwd: folder})
    expect(late.notes).toContain('as-of-after-last-order')
  })

  test('an export that cannot be written says so and leaves nothing', async () => {
    const folder = await workspace('order,date,customer,amount\n1,2025-03-01,ann,10.00\n2,2025-04-01,bob,20.00\n3,2025-05-01,cem,5.50\n')
    const result = await cli(['profile', '--export', join(folder, 'no', 'such', 'customers.csv')], {cwd: folder})
    expect(result.exitCode).not.toBe(0)
    expect(result.stderr).toMatch(/^Error: .*customers\.csv/m)
  })
})
