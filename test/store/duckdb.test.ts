import {expect, test} from 'vitest'
import {scratch} from '../support/cli.js'
import {interruptible, openDatabase} from '../../src/store/duckdb.js'

test('a full disk is said as such', async () => {
  const database = await openDatabase(':memory:', {memoryBytes: 20 * 1_048_576, spillFolder: await scratch(), threads: 1})
  try {
    await database.connection.run(`SET max_temp_directory_size = '1MB'`)
    const sorting = interruptible(database.connection, undefined, () =>
      database.connection.run('CREATE TABLE t AS SELECT hash(i) AS h, concat(i, repeat(\'x\', 50)) AS s FROM range(2000000) r(i) ORDER BY h'))
    await expect(sorting).rejects.toMatchObject({code: 'disk-full', exitCode: 5})
  } finally {
    database.close()
  }
})

test('Ctrl-C stops a statement under way', async () => {
  const database = await openDatabase(':memory:')
  const controller = new AbortController()
  try {
    setTimeout(() => controller.abort(), 100)
    const endless = interruptible(database.connection, controller.signal, () => database.connection.run('SELECT count(*) FROM range(1000000000) a, range(1000) b'))
    await expect(endless).rejects.toMatchObject({code: 'cancelled', exitCode: 130})
  } finally {
    database.close()
  }
})
