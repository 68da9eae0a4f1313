import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {undoImport} from '../../src/store/history/undo.js'
import {scratch} from '../support/cli.js'
import {importFiles, type ImportOptions} from '../support/import-files.js'

const HEADER = 'order id,date,customer id,amount'

async function importsInto() {
  const folder = await scratch()
  const history = join(folder, 'history.duckdb')
  let n = 0
  const add = async (dates: readonly string[], options: ImportOptions = {}, header = HEADER) => {
    n += 1
    await writeFile(join(folder, `${n}.csv`), `${header}\n${dates.map((date, i) => `${n}-${i},${date},c${i},5.00${',x'.repeat(header.split(',').length - 4)}`).join('\n')}\n`)
    return importFiles([join(folder, `${n}.csv`)], {history, ...options})
  }
  return {add, history}
}

test('dates that do not tell day from month are read as in an earlier file of the same columns, and it is said', async () => {
  const {add, history} = await importsInto()
  await expect(add(['03/04/2024'])).rejects.toMatchObject({code: 'date-ambiguous'})
  await add(['28/03/2024', '03/04/2024'])
  const small = await add(['05/04/2024', '06/04/2024'])
  expect(small).toMatchObject({from: '2024-04-05', to: '2024-04-06', dialect: {dateFormat: 'dd/mm/yyyy'}})
  expect(small.findings).toMatchObject([{code: 'dates-as-before', rows: 2, at: [2], values: ['05/04/2024', 'dd/mm/yyyy', '1']}])
  // What a person says, and what the dates say, comes first.
  expect(await add(['04/05/2024'], {dateFormat: 'mm/dd/yyyy'})).toMatchObject({from: '2024-04-05', findings: []})
  expect(await add(['04/28/2024', '04/05/2024'])).toMatchObject({from: '2024-04-05', findings: []})
  expect((await add(['04/06/2024'])).findings).toMatchObject([{code: 'dates-as-before', values: ['04/06/2024', 'mm/dd/yyyy', '4']}])
  // Other columns are another source.
  await expect(add(['03/04/2024'], {}, `${HEADER},shop`)).rejects.toMatchObject({code: 'date-ambiguous'})
  for (const batch of [1, 2, 3, 4, 5]) await undoImport(history, batch, {dryRun: false})
  await expect(add(['03/04/2024'])).rejects.toMatchObject({code: 'date-ambiguous'})
})
