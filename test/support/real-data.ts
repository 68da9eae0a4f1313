import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {describe, test} from 'vitest'

const folder = process.env['REGULARS_REAL_DATA']

/** Path of a real data file, where the person running the tests has them (REGULARS_REAL_DATA). They are not ours to publish. */
export function realData(...parts: readonly string[]): string {
  return join(folder ?? '', ...parts)
}

/** A suite that needs the real data; skipped, saying why, without it. */
export function describeOnRealData(name: string, suite: () => void): void {
  const there = folder !== undefined && existsSync(folder)
  if (there) describe(name, suite)
  // The suite itself is not entered: a skipped one is still collected, and many read their files while that happens.
  else describe.skip(`${name} (skipped: REGULARS_REAL_DATA is not set)`, () => { test('needs the real data', () => {}) })
}
