import {expect, test} from 'vitest'
import {importRows} from '../support/import-files.js'

const START = Date.UTC(2023, 0, 1)
const iso = (day: number): string => new Date(START + day * 86_400_000).toISOString().slice(0, 10)
const swapped = (date: string): string => {
  const [year, month, day] = date.split('-') as [string, string, string]
  return Number(day) <= 12 ? `${year}-${day}-${month}` : date
}

/** A stream of numbers that is the same in every run. */
function stream(seed: number): () => number {
  let state = seed
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648
}

/** Some 400 days of a shop that sells `each` times a day; `wrong` says which dates are written with day and month swapped. */
async function doubt(each: number, wrong: (random: () => number) => boolean, numbered: (i: number, random: () => number) => number = (i) => 1000 + i) {
  const random = stream(7)
  const orders = Array.from({length: Math.round(400 * each)}, (_, i) => {
    const right = iso(Math.floor(i / each))
    return {number: numbered(i, random), right, written: wrong(random) ? swapped(right) : right}
  })
  const {findings} = await importRows('order id,customer id,date,amount', orders.map(({number, written}, i) => `${number},c${i % 40},${written},${5 + (i % 7)}.50`))
  const far = orders.filter(({right, written}) => Math.abs(Date.parse(right) - Date.parse(written)) > 20 * 86_400_000)
  return {found: findings.find(({code}) => code === 'orders-not-rising'), far: far.length, other: orders.filter(({right, written}) => right !== written).length, orders}
}

test.each([0.5, 1, 4, 25])('many dates swapped inside one file are found, %d orders a day: all that can be, a third of them, a few', async (each) => {
  for (const share of [1, 0.34, 0.1]) {
    const {found, far, other, orders} = await doubt(each, (random) => random() < share)
    expect(far).toBeGreaterThan(2)
    // Those that were moved by weeks are found; nothing else is.
    expect(found?.rows).toBeGreaterThanOrEqual(0.9 * far)
    expect(found?.rows).toBeLessThanOrEqual(other)
    for (const line of found!.at!) expect(orders[line - 2]!.written).not.toBe(orders[line - 2]!.right)
    const example = orders.find(({number}) => String(number) === found!.values![0])!
    expect(found?.values).toEqual([String(example.number), example.written, example.right])
  }
})

test('right dates raise no doubt; numbers that do not rise say nothing, whatever the dates are', async () => {
  for (const each of [0.5, 4]) expect((await doubt(each, () => false)).found).toBeUndefined()
  const shuffled = (_: number, random: () => number): number => Math.floor(random() * 1e9)
  for (const share of [0, 0.34]) expect((await doubt(2, (random) => random() < share, shuffled)).found).toBeUndefined()
  // Numbers of the day, and numbers that begin again every year.
  expect((await doubt(4, () => false, (i) => i % 4)).found).toBeUndefined()
})
