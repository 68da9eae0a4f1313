import {linkSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {cli, type CliResult, scratch} from '../support/cli.js'

const ORDERS = 'customer,date,amount\nA,2024-01-20,3.50\nB,2024-02-21,4.50\nC,2024-02-30,5.00\n'
const SETTINGS = 'currency: EUR\ntimeZone: UTC\n'

async function workspace(): Promise<(...argv: string[]) => Promise<CliResult>> {
  const cwd = await scratch()
  mkdirSync(join(cwd, 'programs'))
  mkdirSync(join(cwd, '.regulars'))
  writeFileSync(join(cwd, 'regulars.yaml'), SETTINGS)
  writeFileSync(join(cwd, 'orders.csv'), ORDERS)
  const run = (...argv: string[]): Promise<CliResult> => cli(argv, {cwd})
  return Object.assign(run, {cwd})
}

const read = (run: unknown, file: string): string => readFileSync(join((run as {cwd: string}).cwd, file), 'utf8')
const here = (run: unknown, file: string): string => join((run as {cwd: string}).cwd, file)

test('an import never writes its refused rows over its own file, the settings, or any file of somebody’s', async () => {
  const run = await workspace()
  linkSync(here(run, 'orders.csv'), here(run, 'same.csv'))
  const refused = async (file: string, message: string, ...argv: string[]): Promise<void> => {
    const {exitCode, stderr, stdout} = await run('import', ...argv, '--rejects', file)
    expect(stdout).toBe('')
    expect(stderr).toContain(message)
    expect(exitCode).toBe(2)
  }
  const reads = '--rejects would write over orders.csv, which this command reads.'
  await refused('orders.csv', reads, 'transactions', 'orders.csv', '--skip-invalid')
  await refused('orders.csv', reads, 'transactions', 'orders.csv')
  await refused('orders.csv', reads, 'transactions', '*.csv', '--dry-run')
  await refused('orders.csv', reads, 'customers', 'orders.csv', '--skip-invalid')
  await refused('same.csv', '--rejects would write over same.csv, which this command reads.', 'transactions', 'orders.csv')
  await refused('regulars.yaml', 'regulars.yaml, which is there already and holds something else.', 'transactions', 'orders.csv')
  await refused('programs', 'programs is a folder.', 'transactions', 'orders.csv')
  await refused('none/rejects.csv', 'There is no folder none to write into.', 'transactions', 'orders.csv', '--skip-invalid')
  expect([read(run, 'orders.csv'), read(run, 'regulars.yaml')]).toEqual([ORDERS, SETTINGS])
  expect((await run('import', 'list')).stdout).not.toContain('orders.csv')
})

test('an earlier file of refused rows is written over, but not while it is the one being imported', async () => {
  const run = await workspace()
  expect((await run('import', 'transactions', 'orders.csv', '--skip-invalid', '--rejects', 'bad.csv')).exitCode).toBe(3)
  const first = read(run, 'bad.csv')
  expect(first).toContain('"customer","date","amount","line","column","reason"\r\n"C","2024-02-30","5.00","4","date",')
  expect((await run('import', 'transactions', 'bad.csv', '--rejects', 'bad.csv')).stderr).toContain('which this command reads')
  writeFileSync(here(run, 'more.csv'), ORDERS.replace('C,', 'D,'))
  expect((await run('import', 'transactions', 'more.csv', '--skip-invalid', '--rejects', 'bad.csv')).exitCode).toBe(3)
  expect(read(run, 'bad.csv')).toBe(first.replace('\r\n"C",', '\r\n"D",'))
})

test('exports, effects and reports are written over earlier ones of their own kind only', async () => {
  const run = await workspace()
  expect((await run('import', 'transactions', 'orders.csv', '--skip-invalid')).exitCode).toBe(3)
  writeFileSync(here(run, 'adjust.csv'), 'customer_id,points\nA,5\n')
  const adjust = read(run, 'adjust.csv')
  const kept: readonly (readonly [file: string, ...argv: string[]])[] = [
    ['adjust.csv', 'points', 'adjust', '--file', 'adjust.csv', '--effects', 'adjust.csv'],
    ['adjust.csv', 'points', 'adjust', '--file', 'adjust.csv', '--partial', '--rejects', 'adjust.csv'],
    ['regulars.yaml', 'points', 'adjust', '--file', 'adjust.csv', '--effects', 'regulars.yaml'],
    ['regulars.yaml', 'profile', '--export', 'regulars.yaml'],
    ['orders.csv', 'try', 'orders.csv', '--margin', '0.35', '--out', 'orders.csv'],
  ]
  for (const [file, ...argv] of kept) {
    const {exitCode, stderr} = await run(...argv)
    expect(stderr).toContain(`would write over ${file}, which`)
    expect(exitCode).toBe(2)
  }
  expect([read(run, 'orders.csv'), read(run, 'regulars.yaml'), read(run, 'adjust.csv')]).toEqual([ORDERS, SETTINGS, adjust])
  for (let time = 0; time < 2; time += 1)
    expect((await run('profile', '--export', 'customers.csv')).exitCode).toBe(0)
  const both = await run('points', 'adjust', '--file', 'adjust.csv', '--effects', 'one.csv', '--rejects', 'one.csv')
  expect([both.exitCode, both.stderr]).toEqual([2, expect.stringContaining('--effects would write over one.csv')])
})
