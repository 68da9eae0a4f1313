import {existsSync} from 'node:fs'
import {readdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {openHistoryReader} from '../../src/store/history/reader.js'
import {scratch} from '../support/cli.js'
import {importFiles} from '../support/import-files.js'

const SOUND = Buffer.from(`order no;customer id;date;amount;note\r\n${Array.from({length: 20}, (_, i) => `A${i};${i % 4};${10 + i}/01/2024;1.2${i % 10}0,50;"a ""b"";c"`).join('\r\n')}\r\n`)

/** A few bytes of a sound export overwritten, removed or repeated. */
const damaged = fc.array(fc.record({at: fc.nat(SOUND.length - 1), take: fc.nat(4), put: fc.uint8Array({maxLength: 6})}), {minLength: 1, maxLength: 8}).map((changes) =>
  changes.reduce((bytes, {at, take, put}) => Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + take)]), SOUND))

test('property: damaged bytes import, or are refused with a reason and leave nothing behind', async () => {
  await fc.assert(fc.asyncProperty(damaged, fc.boolean(), async (bytes, skipInvalid) => {
    const folder = await scratch()
    const history = join(folder, 'history.duckdb')
    await writeFile(join(folder, 'export.csv'), bytes)
    try {
      const {rows, batch} = await importFiles([join(folder, 'export.csv')], {history, skipInvalid, temporaryFolder: folder})
      expect(batch === null).toBe(rows.rejected > 0 && !skipInvalid)
      if (batch !== null) expect(rows.read).toBe(rows.imported + rows.duplicate + rows.rejected + rows.excluded)
    } catch (error) {
      expect(error).toMatchObject({name: 'RegularsError'})
      await expectEmpty(history)
    }
    expect((await readdir(folder)).filter((name) => name.startsWith('reading-'))).toEqual([])
  }), {numRuns: 30})
})

async function expectEmpty(history: string): Promise<void> {
  if (!existsSync(history)) return
  const reader = await openHistoryReader(history)
  try {
    expect((await reader.purchases()).customers).toEqual([])
  } finally {
    await reader.close()
  }
}
