import {readdirSync} from 'node:fs'
import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {openHistoryForWriting} from '../../src/store/history/open.js'
import {cli, cliJson, scratch} from '../support/cli.js'

const SMALL = 'customer,date,amount\na,2024-05-01,1.00\nb,2024-05-02,2.50\n'

async function workspace(): Promise<string> {
  const cwd = await scratch()
  await writeFile(join(cwd, 'regulars.yaml'), 'currency: EUR\ntimeZone: Europe/Paris\n')
  await writeFile(join(cwd, 'small.csv'), SMALL)
  return cwd
}

const LARGE = ['import', 'transactions', 'large.csv']

/** Enough rows that a signal arrives in the middle of the work. */
async function writeLarge(path: string): Promise<void> {
  const rows = Array.from({length: 700_000}, (_, i) => `c${(i * 7919) % 50_021},2024-0${1 + (i % 9)}-${10 + (i % 18)},${i % 977}.${10 + (i % 90)}`)
  await writeFile(path, `customer,date,amount\n${rows.join('\n')}\n`)
}

const fingerprint = async (cwd: string): Promise<string> => (await cliJson<{fingerprint: string}>(['history'], {cwd})).fingerprint
const leftovers = (cwd: string): string[] => readdirSync(join(cwd, '.regulars')).filter((name) => name !== 'history.duckdb' && !name.startsWith('reading-'))

/**
 * A workspace with a small import, the history's fingerprint before and after a large one that nobody disturbs (undone again), and how long
 * that one takes here, so that signals arrive in the middle of it and at its very end on any machine.
 */
async function disturbed(): Promise<{cwd: string; before: string; after: string; milliseconds: number}> {
  const cwd = await workspace()
  await cliJson(['import', 'transactions', 'small.csv'], {cwd})
  const before = await fingerprint(cwd)
  await writeLarge(join(cwd, 'large.csv'))
  const start = performance.now()
  const {batch} = await cliJson<{batch: number}>(LARGE, {cwd})
  const milliseconds = performance.now() - start
  const after = await fingerprint(cwd)
  await cliJson(['import', 'undo', String(batch)], {cwd})
  expect(await fingerprint(cwd)).toBe(before)
  return {cwd, before, after, milliseconds}
}

test('Ctrl-C during an import leaves the history as before and ends with 130, or comes too late and the import is whole', async () => {
  const {cwd, before, after, milliseconds} = await disturbed()
  let stopped = 0
  for (const share of [0.2, 0.5, 0.75, 0.9, 1]) {
    const result = await cli([...LARGE, '--json'], {cwd, started: (kill) => setTimeout(() => kill('SIGINT'), share * milliseconds)})
    const said = result.stdout === '' ? {} : (JSON.parse(result.stdout) as {batch?: number})
    if (said.batch === undefined) {
      expect(result.exitCode).toBe(130)
      expect(await fingerprint(cwd)).toBe(before)
      stopped += 1
    } else {
      expect(await fingerprint(cwd)).toBe(after)
      await cliJson(['import', 'undo', String(said.batch)], {cwd})
    }
  }
  expect(stopped).toBeGreaterThan(0)
  expect(leftovers(cwd)).toEqual([])
})

test('a killed import leaves the history as before or, killed after its last write, whole: never between; and the next one works', async () => {
  const {cwd, before, after, milliseconds} = await disturbed()
  let nothing = 0
  for (const share of [0.3, 0.6, 0.85, 0.95, 1]) {
    await cli([...LARGE, '--json'], {cwd, started: (kill) => setTimeout(() => kill('SIGKILL'), share * milliseconds)})
    const found = await fingerprint(cwd)
    if (found === before) {
      nothing += 1
      continue
    }
    expect(found, `killed after ${share} of the time`).toBe(after)
    const {batches} = await cliJson<{batches: readonly {batch: number}[]}>(['import', 'list'], {cwd})
    await cliJson(['import', 'undo', String(batches.at(-1)!.batch)], {cwd})
  }
  expect(nothing).toBeGreaterThan(0)
  await writeFile(join(cwd, 'next.csv'), SMALL.replace('1.00', '7.00'))
  await cliJson(['import', 'transactions', 'next.csv'], {cwd})
  expect(await cliJson(['history'], {cwd})).toMatchObject({orders: 4, revenue: {amount: '13.00'}})
  expect(leftovers(cwd)).toEqual([])
})

test('an import given up in a fresh workspace leaves no store behind', async () => {
  const cwd = await workspace()
  await writeFile(join(cwd, 'bad.csv'), 'customer,date,amount\na,2024-05-01,1.00\nb,2024-05-02,two\n')
  const result = await cli(['import', 'transactions', 'bad.csv', '--json'], {cwd})
  expect(result.exitCode).toBe(3)
  expect(JSON.parse(result.stdout)).toMatchObject({batch: null, rows: {rejected: 1}, rejectsFile: join(cwd, 'bad.rejects.csv'), refused: [{line: 3, column: 14, columnName: 'amount', value: 'two'}]})
  const again = await cli(['import', 'transactions', 'bad.csv', '--json'], {cwd})
  expect(JSON.parse(again.stdout)).toMatchObject({rejectsFile: join(cwd, 'bad.rejects-2.csv')})
  expect(readdirSync(join(cwd, '.regulars'))).toEqual([])
  expect((await cli(['history'], {cwd})).exitCode).toBe(2)
})

test('two at once: the second is told who holds the history, or waits for it', async () => {
  const cwd = await workspace()
  await cliJson(['import', 'transactions', 'small.csv'], {cwd})
  const held = await openHistoryForWriting(join(cwd, '.regulars', 'history.duckdb'))
  const busy = await cli(['history', '--json'], {cwd})
  expect(busy.exitCode).toBe(5)
  expect(JSON.parse(busy.stdout)).toMatchObject({error: {code: 'store-busy', details: {process: process.pid}}})
  await writeFile(join(cwd, 'next.csv'), SMALL.replace('1.00', '7.00'))
  expect((await cli(['import', 'transactions', 'next.csv'], {cwd})).exitCode).toBe(5)
  const waiting = cli(['import', 'transactions', 'next.csv', '--wait', '60', '--json'], {cwd})
  setTimeout(() => held.close(true), 1500)
  expect((await waiting).exitCode).toBe(0)
})

test('a dry run takes the real path and changes nothing', async () => {
  const cwd = await workspace()
  const result = await cliJson(['import', 'transactions', 'small.csv', '--dry-run'], {cwd})
  expect(result).toMatchObject({batch: null, dryRun: true, orders: 2, customers: 2, revenue: {amount: '3.50', currency: 'EUR'}, rows: {read: 2, imported: 2}})
  expect(readdirSync(join(cwd, '.regulars'))).toEqual([])
})

test('a file that is there already, read otherwise, is refused rather than counted twice', async () => {
  const cwd = await workspace()
  await cliJson(['import', 'transactions', 'small.csv'], {cwd})
  const result = await cli(['import', 'transactions', 'small.csv', '--map', 'customer=1,date=2,amount=1', '--json'], {cwd})
  expect(result.exitCode).toBe(2)
  expect(JSON.parse(result.stdout)).toMatchObject({error: {code: 'file-read-otherwise'}})
})

test('an accepted finding is not repeated', async () => {
  const cwd = await workspace()
  await writeFile(join(cwd, 'fine.csv'), 'customer,date,amount\na,2024-05-01,1.0055\n')
  await cliJson(['import', 'transactions', 'fine.csv'], {cwd})
  expect(await cliJson(['history'], {cwd})).toMatchObject({findings: [{code: 'amounts-finer', rows: 1}]})
  expect(await cliJson(['history', '--accept', 'amounts-finer'], {cwd})).toMatchObject({findings: []})
  expect(await cliJson(['history'], {cwd})).toMatchObject({findings: []})
  expect((await cli(['history', '--accept', 'nonsense'], {cwd})).exitCode).toBe(2)
  // What a later import says under the same code, nobody has looked at.
  await writeFile(join(cwd, 'next.csv'), 'customer,date,amount\na,2024-06-01,2.0055\nb,2024-06-02,3.0055\n')
  await cliJson(['import', 'transactions', 'next.csv'], {cwd})
  expect(await cliJson(['history'], {cwd})).toMatchObject({findings: [{code: 'amounts-finer', rows: 2}]})
  await writeFile(join(cwd, 'third.csv'), 'customer,date,amount\na,2024-07-01,2.0055\n')
  await cliJson(['import', 'transactions', 'third.csv', '--accept', 'amounts-finer'], {cwd})
  expect(await cliJson(['history'], {cwd})).toMatchObject({findings: []})
})
