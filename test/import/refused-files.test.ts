import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {cli, scratch} from '../support/cli.js'

interface Outcome {
  readonly exitCode: number | null
  readonly result: {readonly batch: number | null; readonly rows: object; readonly findings: readonly {readonly code: string; readonly rows: number}[]}
  readonly stdout: string
}

async function workspace(): Promise<{readonly folder: string; run(...argv: string[]): Promise<Outcome>}> {
  const folder = await scratch()
  mkdirSync(join(folder, '.regulars'))
  writeFileSync(join(folder, 'regulars.yaml'), 'currency: EUR\n')
  const run = async (...argv: string[]): Promise<Outcome> => {
    const {exitCode, stdout} = await cli(argv, {cwd: folder})
    return {exitCode, stdout, result: argv.includes('--json') ? JSON.parse(stdout) as Outcome['result'] : {batch: null, rows: {}, findings: []}}
  }
  return {folder, run}
}

const ROWS = 'customer,date,amount\nA,2024-01-20,3.50\nB,2024-02-21,4.50\nC,2024-02-30,5.00\nD,,6.00\n'

test('a file imported without its refused rows is not said to be there completely', async () => {
  const {folder, run} = await workspace()
  writeFileSync(join(folder, 'orders.csv'), ROWS)
  expect(await run('import', 'transactions', 'orders.csv', '--skip-invalid', '--json')).toMatchObject({exitCode: 3, result: {batch: 1}})
  const again = await run('import', 'transactions', 'orders.csv', '--json')
  expect(again).toMatchObject({exitCode: 0, result: {batch: null, rows: {read: 2, duplicate: 2, imported: 0, rejected: 0},
    findings: [{code: 'file-duplicate', rows: 2}, {code: 'rows-refused-before', rows: 2}]}})
  writeFileSync(join(folder, 'more.csv'), 'customer,date,amount\nE,2024-03-20,3.50\n')
  const both = await run('import', 'transactions', 'orders.csv', 'more.csv', '--json')
  expect(both.result).toMatchObject({batch: 2, rows: {read: 3, duplicate: 2, imported: 1}})
  expect(both.result.findings.map(({code}) => code)).toContain('rows-refused-before')
})

test('where no row can be read, --skip-invalid is not advised, and makes no empty import', async () => {
  const {folder, run} = await workspace()
  writeFileSync(join(folder, 'none.csv'), `customer,date,amount\n${Array.from({length: 9}, (_, i) => `C${i},Fri Jan 0${i + 1} 00:00:00 CET 2024,${i}.50\n`).join('')}`)
  for (const flags of [[], ['--skip-invalid']]) {
    const {exitCode, stdout} = await run('import', 'transactions', 'none.csv', ...flags)
    expect(exitCode).toBe(3)
    expect(stdout).toContain('Nothing was imported, because no row can be read.')
    expect(stdout).not.toContain('add --skip-invalid')
  }
  writeFileSync(join(folder, 'people.csv'), 'customer,joined\n,2024-01-05\n,2024-01-06\n')
  expect((await run('import', 'customers', 'people.csv', '--skip-invalid')).exitCode).toBe(3)
  expect((await run('import', 'list')).stdout).toContain('Nothing has been imported yet')
  expect(readFileSync(join(folder, 'none.rejects.csv'), 'utf8').split('\r\n')).toHaveLength(11)
})

test('where columns were understood by their values, it is said how sure that is', async () => {
  const {folder, run} = await workspace()
  writeFileSync(join(folder, 'named.csv'), 'customer,date,amount\nA,2024-01-20,3.50\n')
  writeFileSync(join(folder, 'till.csv'), 'Kunde,Wann,Betrag\nx1,2024-01-20,3.50\n')
  expect((await run('import', 'transactions', 'named.csv', '--dry-run')).stdout).toMatch(/^Source +understood by its columns$/m)
  expect((await run('import', 'transactions', 'till.csv', '--dry-run')).stdout).toMatch(/^Source +understood by its columns · 70% sure$/m)
  expect((await run('import', 'transactions', 'till.csv', '--dry-run', '--lang', 'fr')).stdout).toMatch(/sûr à 70\s%$/m)
})
