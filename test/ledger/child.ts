import {argv, stdout} from 'node:process'
import {adjustBy, ledgerAt, opening} from './support.js'

/**
 * A process of its own that writes to a ledger, for tests that end it at a random moment or let several write at once.
 * `batches FILE NAME COUNT ROWS`: so many batches, saying each when it stands. `hold FILE`: takes the lock and keeps it.
 */
/** What a child may be told to do. */
export type ChildMode = 'batches' | 'contend' | 'hold'

const [mode = '', file = '', name = '', count = '0', rows = '0'] = argv.slice(2)

if (mode === 'hold') {
  const store = await ledgerAt(file)
  await store.inBatch(opening('adjust'), {dryRun: true}, async () => {
    stdout.write('held\n')
    await new Promise((resolve) => setTimeout(resolve, 60_000))
    return {result: null, counts: {read: 0, applied: 0, duplicate: 0, rejected: 0}}
  })
} else {
  const store = await ledgerAt(file, 60_000)
  for (let i = 0; i < Number(count); i += 1) {
    const own = Array.from({length: Number(rows)}, (_, row) => ({customer: `c${row % 7}`, op: 'add', points: 3, key: `${name}-${i}-${row}`}) as const)
    // Every process brings this row too, under one key: whoever comes first applies it, once.
    const shared = {customer: 'shared', op: 'add', points: 1, key: `shared-${i}`} as const
    const result = await adjustBy(store, [...own, ...(mode === 'contend' ? [shared] : [])])
    stdout.write(`${result.batch}\n`)
  }
  await store.close()
}
