import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {RandomStream} from '../../src/base/random.js'
import {isoDay, type Day} from '../../src/base/day.js'
import type {OrderColumns} from '../../src/history/purchases.js'
import {openHistoryReader} from '../../src/store/history/reader.js'
import {on} from '../support/history.js'
import {scratch} from '../support/cli.js'
import {importFiles} from '../support/import-files.js'

/** Keys of a kind each: short ones stand in place in DuckDB's vectors, long ones do not, and its order is not always ours. */
const KEYS: Readonly<Record<string, (n: number) => string>> = {
  short: (n) => `c${n}`,
  'twelve bytes and more': (n) => `customer-${String(n * 7919).slice(0, 1 + (n % 6))}-${n}`,
  'long, alike at both ends': (n) => `customer.number.${n}@shop.example`,
  'short, of any language': (n) => `${['é', 'ß', '漢', 'z'][n % 4]}${n}`,
  'beyond the basic plane': (n) => `${['𝒳', '\uff5e', 'a'][n % 3]}${n}`,
}

function csv(key: (n: number) => string, seed: number, rows: number): string {
  const stream = new RandomStream(seed)
  const lines = Array.from({length: rows}, (_, i) => [
    `o${seed}-${i}`, key(Math.floor(stream.uniform() ** 2 * 400)), isoDay((on('2024-01-01') + Math.floor(stream.uniform() * 300)) as Day),
    (stream.uniform() * 90 - 4).toFixed(2), ['web', 'shop', ''][Math.floor(stream.uniform() * 3)],
  ].join(','))
  return `order_id,customer_id,date,amount,channel\n${lines.join('\n')}\n`
}

for (const [name, key] of Object.entries(KEYS))
  for (const imports of [1, 2])
    test(`orders are those of the purchases, with keys that are ${name}, from ${imports === 1 ? 'one import' : 'two imports'}`, async () => {
      const folder = await scratch()
      const history = join(folder, 'history.duckdb')
      for (let i = 0; i < imports; i += 1) {
        await writeFile(join(folder, `${i}.csv`), csv(key, i + 1, 6000))
        await importFiles([join(folder, `${i}.csv`)], {history})
      }
      const reader = await openHistoryReader(history)
      try {
        const {customers, ...columns} = await reader.purchases({attributes: ['channel']})
        expect(customers).toEqual([...new Set(customers)].sort())
        expect(customers.length).toBeGreaterThan(300)
        const announced: {columns: OrderColumns; customers: number; complete: boolean}[] = []
        const watch = (told: OrderColumns, ready: number): void => {
          announced.push({columns: told, customers: ready, complete: ready <= 0 || told.offsets[ready]! > 0})
        }
        const orders = await reader.orders({attributes: ['channel'], keys: false, times: true, shared: true, watch})
        expect({...orders, customers: undefined}).toEqual({...columns, customers: undefined})
        expect(announced[0]?.customers).toBe(0)
        expect(announced.every((each, i) => each.complete && each.customers >= (announced[i - 1]?.customers ?? 0))).toBe(true)
        if (announced[0]?.columns.days === orders.days) expect(announced.at(-1)?.customers).toBe(customers.length)
        else expect(name).toBe('beyond the basic plane')
        expect((await reader.orders({keys: true, times: false})).customers).toEqual(customers)
        expect((await reader.orders({keys: false, times: false})).seconds.length).toBe(0)
        await expect(reader.orders({keys: false, times: false, watch: () => { throw new Error('enough') }})).rejects.toThrow('enough')
        expect((await reader.purchases({until: on('2024-02-01')})).to).toBeLessThanOrEqual(on('2024-02-01'))
      } finally {
        await reader.close()
      }
    })
