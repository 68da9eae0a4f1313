import {readFileSync} from 'node:fs'
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {cli, cliJson} from '../support/cli.js'
import {describeOnRealData, realData} from '../support/real-data.js'

interface Figures {
  readonly customers: number
  readonly orders: number
  readonly revenue: number
  readonly first: string
  readonly last: string
  readonly top20_share: number
  readonly repeat90_day: readonly [number, number, number | null]
  readonly repeat12m_day: readonly [number, number, number | null]
}

async function workspace(currency = 'USD'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'regulars-test-'))
  onTestFinished(() => rm(folder, {recursive: true, force: true}))
  await writeFile(join(folder, 'regulars.yaml'), `currency: ${currency}\ntimeZone: UTC\n`)
  return folder
}

// Source of every figure: expected/figures.json beside the data, computed twice by programs that are not ours.
describeOnRealData('real files import exactly, without a single flag', () => {
  const figures = (name: string): Figures => (JSON.parse(readFileSync(realData('expected', 'figures.json'), 'utf8')) as Record<string, Figures>)[name]!

  async function check(name: string, file: string, dates: boolean): Promise<void> {
    const expected = figures(name)
    const cwd = await workspace()
    const imported = await cliJson(['import', 'transactions', file], {cwd})
    expect(imported).toMatchObject({orders: expected.orders, customers: expected.customers, revenue: {amount: expected.revenue.toFixed(2)}, rejectsFile: null})
    const history = await cliJson<{topFifthRevenueShare: number; repeatRate: {days90: number | null; months12: number | null}}>(['history'], {cwd})
    expect(history).toMatchObject({orders: expected.orders, customers: expected.customers, revenue: {amount: expected.revenue.toFixed(2)}})
    if (dates) expect(history).toMatchObject({from: expected.first, to: expected.last})
    expect(history.topFifthRevenueShare).toBeCloseTo(expected.top20_share, 6)
    if (expected.repeat90_day[2] !== null) expect(history.repeatRate.days90).toBeCloseTo(expected.repeat90_day[2], 6)
    if (expected.repeat12m_day[2] !== null) expect(history.repeatRate.months12).toBeCloseTo(expected.repeat12m_day[2], 6)
    else expect(history.repeatRate.months12).toBeNull()
  }

  test('superstore', () => check('superstore', realData('superstore', 'Sample - Superstore (kaggle, m-d-yyyy).csv'), true))
  // The same shop with its dates moved: the figures that do not name a day are the same.
  test('superstore, everything in quotes', () => check('superstore', realData('superstore', 'variant_all_quoted_LF.csv'), false))
  test('cdnow, fixed width', () => check('cdnow', realData('cdnow', 'CDNOW_master.txt'), true))
  test('chinook', () => check('chinook', realData('chinook', 'Invoice.csv'), true))
  test('dunnhumby', () => check('dunnhumby', realData('dunnhumby', 'transactions_sample.csv'), true))
  test('french-adventureworks', () => check('french-adventureworks', realData('french-adventureworks', 'commandes.csv'), true))

  test('shifted rows are refused with their lines, and import once they are put right', async () => {
    const cwd = await workspace()
    const file = realData('superstore', 'variant_trailing_comma.csv')
    const rejects = join(cwd, 'rejects.csv')
    const refused = await cli(['import', 'transactions', file, '--rejects', rejects, '--json'], {cwd})
    expect(refused.exitCode).toBe(3)
    expect(JSON.parse(refused.stdout)).toMatchObject({batch: null, orders: 0, rows: {rejected: 6, imported: 0}, rejectsFile: rejects})
    expect((JSON.parse(refused.stdout) as {refused: {line: number}[]}).refused.map(({line}) => line)).toEqual([183, 432, 433, 1408, 1971, 1973])
    const skipped = await cli(['import', 'transactions', file, '--rejects', rejects, '--skip-invalid', '--json'], {cwd})
    expect(skipped.exitCode).toBe(3)
    // The product's name was cut in two by its comma: put it together again, and every value behind it stands where it belongs.
    const corrected = readFileSync(rejects, 'utf8').replaceAll(/Drive"," 16GB",(.*?),"(\d+)","column 22"/g, 'Drive, 16GB",$1,,"$2","column 22"')
    await writeFile(join(cwd, 'corrected.csv'), corrected)
    await cliJson(['import', 'transactions', join(cwd, 'corrected.csv')], {cwd})
    expect(await cliJson(['history'], {cwd})).toMatchObject({customers: 793, orders: 5009, revenue: {amount: '2297201.13'}})
  })

  test('a file without customers is refused, saying so', async () => {
    const cwd = await workspace()
    const result = await cli(['import', 'transactions', realData('french-pizza', 'ventes.csv'), '--json'], {cwd})
    expect(result.exitCode).toBe(3)
    expect(JSON.parse(result.stdout)).toMatchObject({error: {code: 'column-missing', details: {missing: ['customer', 'amount']}}})
  })
})
