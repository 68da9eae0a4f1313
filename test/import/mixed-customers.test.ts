import {appendFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import type {ImportResult} from '../../src/tasks/import/transactions.js'
import {cli, cliJson, scratch} from '../support/cli.js'
import {importFiles, importRows} from '../support/import-files.js'

const found = (result: Pick<ImportResult, 'findings'>) => result.findings.find(({code}) => code === 'customer-kinds-mixed')
const dated = (customers: readonly string[]): readonly string[] => customers.map((customer, i) => `T${i},2024-01-${10 + i},${customer},${i + 1}.00`)
const HEADER = 'ticket,date,client,total'

/** Ann is three ids, Bob two; each is written in several ways. */
const MIXED = ['Ann@Lee.org', '+33 6 12 34 56 78', '2990000000017', 'ann@lee.org ', '0033 612345678', '(06) 99 99 99 99', 'bob@x.org', '0699999999', '2990000000017.0']

test('a column of e-mails, phone and card numbers: each is read as what it is, and it is said that nobody knows who is who', async () => {
  const result = await importRows(HEADER, dated(MIXED))
  expect(result).toMatchObject({customers: 5, orders: 9})
  expect(found(result)).toMatchObject({rows: 5, at: [2, 4, 5, 8, 10],
    values: ['client', 'phone', '4', '+33 6 12 34 56 78', 'email', '3', 'Ann@Lee.org', 'other', '2', '2990000000017']})
  expect(found(result)?.message).toContain('identity: {same: [email, phone, card]}')
  expect(result.preview.map(({customer}) => customer)).toEqual(['ann@lee.org', '33612345678', '2990000000017', 'ann@lee.org', '33612345678'])
})

test('a customers file and a rule, or a file of pairs, make them people; then nothing more is said', async () => {
  const cwd = await scratch()
  await cli(['init', '.'], {cwd})
  await writeFile(join(cwd, 'till.csv'), [HEADER, ...dated(MIXED)].join('\n'))
  await writeFile(join(cwd, 'customers.csv'), 'Customer ID,Email,Phone,Card No\n1,ann@lee.org,0033 6 12 34 56 78,2990000000017\n2,Bob@x.org,06 99 99 99 99,\n')
  await writeFile(join(cwd, 'pairs.csv'), 'id,same_as\nann@lee.org,+33 6 12 34 56 78\n2990000000017,Ann@Lee.org\n')
  await cliJson(['import', 'transactions', 'till.csv'], {cwd})
  const codes = async (): Promise<readonly unknown[]> => {
    const {customers, findings} = await cliJson<{customers: number; findings: readonly {code: string; rows: number}[]}>(['history'], {cwd})
    return [customers, ...findings.map(({code}) => code)]
  }
  expect(await codes()).toEqual([5, 'customer-kinds-mixed'])
  expect((await cli(['history', '--lang', 'fr'], {cwd})).stdout.replaceAll(/\s+/g, ' ')).toContain('désigne les clients de plusieurs façons')
  await appendFile(join(cwd, 'regulars.yaml'), '\nidentity: {pairs: pairs.csv}\n')
  expect(await codes()).toEqual([3, 'identity-merged'])
  await cliJson(['import', 'customers', 'customers.csv'], {cwd})
  await writeFile(join(cwd, 'regulars.yaml'), 'currency: EUR\ntimeZone: UTC\nidentity: {same: [email, phone, card]}\n')
  expect(await codes()).toEqual([2, 'identity-merged'])
})

test('what the beginning of a file does not show is said all the same; a slip is not', async () => {
  const emails = Array.from({length: 600}, (_, i) => `T${i},2024-01-10,c${i % 300}@x.org,1.00`)
  const late = (ids: readonly string[]): Promise<ImportResult> =>
    importRows(HEADER, [...emails, ...ids.map((id, i) => `U${i},2024-01-11,${id},1.00`), ...Array.from({length: 20}, (_, i) => `V${i},2024-01-12,d@x.org,1.00`)])
  expect(found(await late(['2990000000017', '2990000000024', '2990000000024']))).toMatchObject({rows: 3, at: [602, 603, 604],
    values: ['client', 'email', '620', 'c0@x.org', 'other', '3', '2990000000017']})
  expect(found(await late(['2990000000017']))).toBeUndefined()
})

test('files of several kinds imported together are read each as what it is', async () => {
  const folder = await scratch()
  await writeFile(join(folder, 'a.csv'), `${HEADER}\n${dated(['Ann@x.org', 'bob@x.org', 'ann@x.org']).join('\n')}\n`)
  await writeFile(join(folder, 'b.csv'), `${HEADER}\n${dated(['K1', 'K2', 'K1']).join('\n').replaceAll('T', 'W')}\n`)
  const result = await importFiles([join(folder, 'a.csv'), join(folder, 'b.csv')])
  expect(result).toMatchObject({customers: 4, orders: 6})
  expect(found(result)).toMatchObject({rows: 3})
})

test('one kind is one kind however it is written', async () => {
  for (const [name, ids, customers] of [
    ['phone', ['(555) 123-4567', '5551234567', '555.123.4567', '+15551230000', '555-123-0001', '5551230002'], 4],
    ['customer id', ['0612', '17850.0', "'0123", 'A-1', 'B (2)', '0612'], 5],
    ['email', ['a@x.org', 'A@x.org', 'n/a', '', 'guest', 'b@x.org'], 2],
  ] as const) {
    const result = await importRows(`ticket,date,${name},total`, dated(ids))
    expect([name, result.customers, found(result)]).toEqual([name, customers, undefined])
  }
})
