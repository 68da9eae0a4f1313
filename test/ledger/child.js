import {argv, stdout} from 'node:process'
import {openLedger} from '../../dist/src/store/ledger/store.js'
import {adjustPoints} from '../../dist/src/tasks/ledger/adjust.js'
import {SILENT} from '../../dist/src/tasks/ports.js'

/**
 * A process of its own that writes to a ledger, for tests that end it at a random moment or let several write at once. JavaScript on the
 * compiled code, because it starts in a fraction of a second.
 * `batches FILE NAME COUNT ROWS`: so many batches, saying each when it stands. `contend`: the same, with one row in each batch that every
 * process brings under one key. `hold FILE`: takes the lock and keeps it.
 */
const [mode = '', file = '', name = '', count = '0', rows = '0'] = argv.slice(2)
const NOON = Date.UTC(2025, 5, 15, 12)
const OPENING = {now: NOON, salt: '0'.repeat(32), actor: 'tester', reason: 'test'}
const REQUEST = {...OPENING, dryRun: false, partial: false, onInsufficient: 'refuse', timeZone: 'UTC', backdateLimitDays: 400, expireAfterMonths: undefined, effects: 0}
const store = await openLedger(file, {waitMs: 60_000, holder: {pid: 1, doing: 'test', since: '2025-06-15T12:00:00Z'}})

function add(batch) {
  const asks = Array.from({length: Number(rows)}, (_, row) => [`c${row % 7}`, 3, `${name}-${batch}-${row}`])
  if (mode === 'contend') asks.push(['shared', 1, `shared-${batch}`])
  const list = asks.map(([customerId, points, key], i) => ({line: i + 2, record: i + 1, key, identity: {customerId}, op: 'add', points, raw: []}))
  const source = {
    name: 'test.csv', hash: 'f'.repeat(64), layout: null, mapping: {}, header: [],
    async *rows() {
      yield list
    },
  }
  return adjustPoints(store, source, REQUEST, {add() {}, close: async () => null}, {progress: SILENT})
}

if (mode === 'hold') {
  await store.inBatch({...OPENING, kind: 'adjust', source: 'command', sourceHash: '', undoes: null}, {dryRun: true}, async () => {
    stdout.write('held\n')
    await new Promise((resolve) => setTimeout(resolve, 60_000))
    return {result: null, counts: {read: 0, applied: 0, duplicate: 0, rejected: 0}}
  })
} else {
  for (let batch = 0; batch < Number(count); batch += 1) stdout.write(`${(await add(batch)).batch}\n`)
}
await store.close()
