import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {rowsAbout, ShareDone} from '../../src/store/import/progress.js'
import {scratch} from '../support/cli.js'

test('shares of one statement after the other add up to the rows of all files, and never go back', () => {
  const share = new ShareDone([1000, 3000])
  expect(share.total).toBe(4000)
  expect([-1, 0, 25, 24.5, 90, 2, 50, 100, 10, 70].map((each) => share.after(each))).toEqual([0, 0, 250, 250, 900, 1060, 2500, 4000, 4000, 4000])
})

test('rows of a file are estimated from its beginning', async () => {
  const file = join(await scratch(), 'a.csv')
  const rows = (count: number): string => Array.from({length: count}, (_, i) => `c${10_000 + (i % 500)},2024-01-05,12.50\n`).join('')
  await writeFile(file, rows(12))
  expect(await rowsAbout(file)).toBe(12)
  await writeFile(file, rows(40_000))
  expect(await rowsAbout(file)).toBeGreaterThan(39_900)
  expect(await rowsAbout(file)).toBeLessThan(40_100)
})
