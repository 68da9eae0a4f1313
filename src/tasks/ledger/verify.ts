import type {LedgerStore, VerifyProblem} from './port.js'
import type {TaskContext} from '../ports.js'

export interface PointsVerifyResult {
  readonly ok: boolean
  /** transfers checked */
  readonly entries: number
  readonly accounts: number
  readonly batches: number
  /** hash of the last batch; noted elsewhere, it proves that nothing before it was rewritten */
  readonly head: string
  /** SQLite checked every page too, and persons were compared with their fingerprints */
  readonly deep: boolean
  readonly problems: readonly VerifyProblem[]
}

/** Checks everything the ledger promises. `head`: a hash noted earlier, which the chain must still contain. */
export async function verifyPoints(store: Pick<LedgerStore, 'verify' | 'batches'>,
  request: {readonly head: string | undefined; readonly deep: boolean | undefined}, context: TaskContext): Promise<PointsVerifyResult> {
  context.progress.stage('Checking the ledger', undefined, 'transfers')
  const report = await store.verify({signal: context.signal, deep: request.deep, done: (transfers) => context.progress.done(transfers)})
  const problems = [...report.problems]
  // A damaged ledger is not asked for more.
  if (request.head !== undefined && problems.length === 0 && !(await store.batches(Number.MAX_SAFE_INTEGER)).some((batch) => batch.hash === request.head))
    problems.push({code: 'head-missing', message: `No batch has the hash ${request.head} noted earlier: the ledger was rewritten or is another one.`})
  return {ok: problems.length === 0, entries: report.transfers, accounts: report.accounts, batches: report.batches, head: report.head, deep: report.deep,
    problems}
}
