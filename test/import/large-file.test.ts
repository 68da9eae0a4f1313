import {createWriteStream} from 'node:fs'
import {appendFile} from 'node:fs/promises'
import {join} from 'node:path'
import {once} from 'node:events'
import {finished} from 'node:stream/promises'
import {expect, test} from 'vitest'
import {openHistoryReader} from '../../src/store/history/reader.js'
import {scratch} from '../support/cli.js'
import {importFiles} from '../support/import-files.js'

const ROWS = 600_000

/** Above the size from which files are read in one pass. */
async function writeLarge(path: string, decimal: string): Promise<void> {
  const out = createWriteStream(path)
  const delimiter = decimal === ',' ? ';' : ','
  out.write(`${['customer', 'date', 'amount', 'channel'].join(delimiter)}\n`)
  for (let i = 0; i < ROWS; i += 1000) {
    const rows = Array.from({length: 1000}, (_, k) => {
      const n = i + k
      return [`C${(n * 7919) % 50_021}`, `${1 + (n % 12)}/${1 + (n % 28)}/2024`, `${n % 977}${decimal}${10 + (n % 90)}`, n % 3 === 0 ? 'web' : 'shop'].join(delimiter)
    })
    if (!out.write(`${rows.join('\n')}\n`)) await once(out, 'drain')
  }
  out.end()
  await finished(out)
}

async function fingerprint(file: string): Promise<string> {
  const reader = await openHistoryReader(file)
  try {
    return await reader.fingerprint()
  } finally {
    await reader.close()
  }
}

test('a large file read in one pass gives the same history as one that is counted whole', async () => {
  const folder = await scratch()
  const [points, commas] = [join(folder, 'points.csv'), join(folder, 'commas.csv')]
  await writeLarge(points, '.')
  await writeLarge(commas, ',')
  const one = await importFiles([points], {history: join(folder, 'one.duckdb')})
  const other = await importFiles([commas], {history: join(folder, 'other.duckdb')})
  expect(one.rows).toEqual(other.rows)
  expect(one.rows).toMatchObject({read: ROWS, imported: ROWS, rejected: 0})
  expect(await fingerprint(join(folder, 'one.duckdb'))).toBe(await fingerprint(join(folder, 'other.duckdb')))
})

test('what the sample did not see is seen: a strange value at the very end, a short row, a quoted newline', async () => {
  const folder = await scratch()
  const file = join(folder, 'large.csv')
  await writeLarge(file, '.')
  await appendFile(file, '"C\n1",1/13/2024,"$1,000.50",web\nC2,1/14/2024,2.00\nC3,13/1/2024,3.00,web\n')
  const result = await importFiles([file], {skipInvalid: true})
  expect(result.rows).toMatchObject({read: ROWS + 3, imported: ROWS + 2, rejected: 1})
  // The quoted newline makes two lines of one row.
  expect(result.refused).toMatchObject([{line: ROWS + 1 + 4, column: 4, columnName: 'date', value: '13/1/2024', reason: 'date-unreadable'}])
})
