import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {openDatabase, rowsOf} from '../../src/store/duckdb.js'
import {acceptFindings} from '../../src/store/history/accept.js'
import {listImports} from '../../src/store/history/list.js'
import {migrate, MIGRATIONS, storeVersion} from '../../src/store/history/schema.js'
import {openHistoryReader} from '../../src/store/history/reader.js'
import {undoImport} from '../../src/store/history/undo.js'
import {scratch} from '../support/cli.js'
import {importFiles} from '../support/import-files.js'
import {asOfVersion} from '../support/old-history.js'

const ORDERS = 'order id,customer id,date,amount,product,channel\n'

/** A history of two imports that overlap, with findings. */
async function aHistory(): Promise<string> {
  const folder = await scratch()
  const history = join(folder, 'history.duckdb')
  await writeFile(join(folder, 'a.csv'), `${ORDERS}1,a,2024-01-02,5.00,x,web\n1,a,2024-01-02,7.005,y,web\n2,b,2024-01-03,3.00,x,shop\n3,,2024-01-04,2.00,x,shop\n`)
  await writeFile(join(folder, 'b.csv'), `${ORDERS}3,,2024-01-04,2.00,x,shop\n4,a,2024-02-01,9.00,z,web\n1,a,2024-01-02,1.00,z,web\n`)
  await importFiles([join(folder, 'a.csv')], {history})
  await importFiles([join(folder, 'b.csv')], {history})
  return history
}

async function everything(history: string) {
  const reader = await openHistoryReader(history)
  try {
    const {customers, offsets, days, amounts, orderIds} = await reader.purchases({orderIds: true})
    return {
      purchases: {customers, offsets: [...offsets], days: [...days], amounts: [...amounts], orderIds}, counts: await reader.counts(),
      fingerprint: await reader.fingerprint(), imports: await listImports(history),
      findings: (await reader.findings()).map(({code, rows, message}) => ({code, rows, message})),
    }
  } finally {
    await reader.close()
  }
}

test.each(MIGRATIONS.map((_, i) => i + 1))('a history of version %i is read as it is, and keeps everything when it is brought up to date', async (version) => {
  const history = await aHistory()
  const now = await everything(history)
  await asOfVersion(history, version)
  expect(await everything(history)).toEqual(now)
  const {connection, close} = await openDatabase(history)
  expect(await storeVersion(connection)).toBe(version)
  await migrate(connection)
  expect(await storeVersion(connection)).toBe(MIGRATIONS.length)
  const [kept] = await rowsOf(connection, `SELECT count(*)::INTEGER AS lines, sum(amount)::VARCHAR AS sum FROM lines`)
  expect(kept).toEqual({lines: 7, sum: '29.005000000000'})
  close()
  expect(await everything(history)).toEqual(now)
})

test('an older history can be added to, taken back from and asked not to repeat a finding', async () => {
  for (let version = 1; version < MIGRATIONS.length; version += 1) {
    const history = await aHistory()
    const now = await everything(history)
    await asOfVersion(history, version)
    const file = join(await scratch(), 'c.csv')
    await writeFile(file, `${ORDERS}1,a,2024-01-02,4.00,w,web\n2,b,2024-01-03,3.00,x,shop\n5,,2024-03-01,6.00,x,web\n`)
    const added = await importFiles([file], {history})
    expect(added).toMatchObject({batch: 3, rows: {imported: 2, duplicate: 1}})
    expect((await everything(history)).purchases.amounts).toEqual([1701, 900, 300])
    await undoImport(history, 3, {dryRun: false})
    expect(await everything(history)).toEqual(now)
    await acceptFindings(history, ['customer-missing'])
    expect((await everything(history)).findings.map(({code}) => code)).not.toContain('customer-missing')
  }
})
