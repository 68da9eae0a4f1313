import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {readPairs} from '../../src/files/columns/identity-pairs.js'
import {understandCustomers} from '../../src/files/plan/understand.js'
import type {IdentityRule} from '../../src/history/identity.js'
import {acceptFindings} from '../../src/store/history/accept.js'
import {openCustomersWriter} from '../../src/store/history/customers.js'
import {openHistoryReader} from '../../src/store/history/reader.js'
import {undoImport} from '../../src/store/history/undo.js'
import {type CustomersResult, importCustomers} from '../../src/tasks/import/customers.js'
import {SILENT} from '../../src/tasks/ports.js'
import {scratch} from '../support/cli.js'
import {importFiles} from '../support/import-files.js'

/** A history to import files of these lines into. */
async function workspace() {
  const folder = await scratch()
  const history = join(folder, 'history.duckdb')
  const file = async (name: string, lines: readonly string[]): Promise<string> => {
    await writeFile(join(folder, name), `${lines.join('\n')}\n`)
    return join(folder, name)
  }
  const where = {timeZone: 'UTC', currency: 'EUR'}
  return {
    folder, history, file,
    orders: async (name: string, lines: readonly string[]) => importFiles([await file(name, lines)], {history}),
    customers: async (name: string, lines: readonly string[], identity?: IdentityRule): Promise<CustomersResult> => {
      const path = await file(name, lines)
      return importCustomers({importedAt: '2026-01-01T00:00:00Z', skipInvalid: false, dryRun: false, rejectsFile: undefined}, {
        understand: () => understandCustomers([path], {...where, temporaryFolder: `${history}.reading`}),
        openHistory: () => openCustomersWriter(history, {...where, identity}),
      }, {progress: SILENT})
    },
    findings: async (identity?: IdentityRule) => {
      const reader = await openHistoryReader(history, identity)
      return reader.findings().finally(() => reader.close())
    },
  }
}

const BY_NUMBER = ['order id,date,customer id,amount', '1,2024-01-13,c1,5.00', '2,2024-01-14,c2,6.00']
const BY_EMAIL = ['order id,date,email,amount', '3,2024-02-13,ann@x.org,5.00']
const CUSTOMERS = ['customer id,segment', 'c1,gold', 'c2,silver', 'c3,gold']

test('customers nobody knows are unknown until their orders come, and again when those are taken back', async () => {
  const {orders, customers, findings, history} = await workspace()
  await orders('web.csv', BY_EMAIL)
  expect((await customers('customers.csv', CUSTOMERS)).findings).toMatchObject([{code: 'customers-unknown', rows: 3, at: [2, 3, 4]}])
  expect(await findings()).toMatchObject([{code: 'customers-unknown', rows: 3, at: [2, 3, 4], atFile: expect.stringContaining('customers.csv') as string}])
  await orders('till.csv', BY_NUMBER)
  expect(await findings()).toEqual([])
  await undoImport(history, 3, {dryRun: false})
  expect(await findings()).toMatchObject([{code: 'customers-unknown', rows: 3, at: [2, 3, 4]}])
  await undoImport(history, 1, {dryRun: false})
  expect(await findings()).toEqual([])
})

test('customers who came before any orders are unknown when other people\'s orders come; it can be accepted', async () => {
  const {orders, customers, findings, history} = await workspace()
  expect((await customers('customers.csv', CUSTOMERS)).findings).toEqual([])
  await orders('web.csv', BY_EMAIL)
  expect(await findings()).toMatchObject([{code: 'customers-unknown', rows: 3, values: ['ann@x.org', 'c1']}])
  await customers('more.csv', ['customer id,segment', 'd1,gold'])
  expect(await findings()).toMatchObject([{code: 'customers-unknown', rows: 4, imports: [{batch: 1, rows: 3}, {batch: 3, rows: 1}]}])
  await acceptFindings(history, ['customers-unknown'])
  expect(await findings()).toEqual([])
  await customers('yet-more.csv', ['customer id,segment', 'e1,gold'])
  expect(await findings()).toMatchObject([{code: 'customers-unknown', rows: 1}])
})

test('customers are known by any id of their person, where a rule joins them', async () => {
  const {orders, customers, findings, folder, file} = await workspace()
  await orders('web.csv', BY_EMAIL)
  await customers('customers.csv', CUSTOMERS)
  await file('pairs.csv', ['id,same_as', 'c3,ann@x.org'])
  expect((await findings()).map(({code}) => code)).toEqual(['customers-unknown'])
  expect(await findings({same: [], most: 5, pairs: await readPairs(folder, 'pairs.csv')})).toEqual([])
})

test('what is said of people has its lines in the history too, as long as the file that has them is there', async () => {
  const {orders, customers, findings, folder, file, history} = await workspace()
  await orders('till.csv', BY_NUMBER)
  const imported = await customers('customers.csv', ['customer id,phone', 'c9,0611111111', 'c1,0600000001', 'c2,0600000001'])
  expect(imported.findings).toMatchObject([{code: 'identity-possible', at: [3, 4]}])
  const atFile = expect.stringContaining('customers.csv') as string
  expect(await findings()).toMatchObject([{code: 'identity-possible', at: [3, 4], atFile}])
  const rule: IdentityRule = {same: ['phone'], most: 5}
  expect(await findings(rule)).toMatchObject([{code: 'identity-merged', at: [3, 4], atFile}])
  await file('pairs.csv', ['id,same_as', 'c1,c2', '', 'c1,c7', 'c8,c7'])
  expect(await findings({...rule, pairs: await readPairs(folder, 'pairs.csv')})).toMatchObject([
    {code: 'identity-merged', at: [3, 4]}, {code: 'identity-unknown', rows: 2, at: [4, 5], atFile: 'pairs.csv'}])
  await undoImport(history, 2, {dryRun: false})
  expect(await findings(rule)).toEqual([])
})
