import {execFileSync} from 'node:child_process'
import {expect, test} from 'vitest'

const LARGE = process.env['BENCH'] === '1'

interface Round {
  readonly millionPerSecond: number
  readonly issued: number
}

/** Goal: points and tiers over 10 million orders of 1 million customers at 5 million orders a second and core. */
test('replays points and tiers', () => {
  const script = new URL('replay-speed.mjs', import.meta.url).pathname
  const rounds = JSON.parse(execFileSync(process.execPath, [script, String(LARGE ? 1_000_000 : 20_000)], {encoding: 'utf8'})) as Round[]
  console.log(`${rounds.map((round) => round.millionPerSecond.toFixed(2)).join(', ')} million orders a second of processor time`)
  expect(new Set(rounds.map((round) => round.issued)).size).toBe(1)
  if (LARGE) expect(Math.max(...rounds.map((round) => round.millionPerSecond))).toBeGreaterThan(5)
})

interface Command {
  readonly rows: number
  readonly read: number
  readonly replay: number
  readonly start: number
}

/** Goal: the whole command in twice the time DuckDB needs to read the same columns in customer-time order. Small stores only tell the start. */
test('replays a store through the command', () => {
  const script = new URL('replay-command.mjs', import.meta.url).pathname
  const customers = LARGE ? 1_000_000 : 1000
  const found = JSON.parse(execFileSync(process.execPath, [script, String(customers)], {encoding: 'utf8'})) as Command
  console.log(`${found.rows} orders: DuckDB reads them in ${found.read.toFixed(2)} s, the command takes ${found.replay.toFixed(2)} s \
(${(found.replay / found.read).toFixed(2)} times as long), of which ${found.start.toFixed(2)} s to start`)
  expect(found.rows).toBe(customers * 10)
  if (LARGE) expect(found.replay / found.read).toBeLessThanOrEqual(2)
}, 1_200_000)
