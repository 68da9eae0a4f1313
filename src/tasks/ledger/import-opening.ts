import {counted} from '../../base/counted.js'
import {type Day, isoDay} from '../../base/day.js'
import {RegularsError, throwIfCancelled} from '../../base/errors.js'
import {dayAt} from '../../base/day-at.js'
import {memberAccount, POINTS_WALLET} from '../../ledger/account.js'
import {contentOf} from '../../ledger/content.js'
import {examineHistory, type ForeignEntry, foreignKind, type ForeignProblem, inOrder} from '../../ledger/foreign-history.js'
import {credit, debit} from '../../ledger/rules.js'
import {type AdjustmentRow, type AdjustmentSource, isUnreadable} from './adjustment-source.js'
import type {Identity, LedgerStore, OpenBatch} from './port.js'
import {openingOf, type Who} from './who.js'
import type {TaskContext} from '../ports.js'

export interface ImportOpeningRequest extends Who {
  readonly dryRun: boolean
  /** of a history that cannot have happened, or of any: only what each customer holds in the end */
  readonly balances: boolean
  /** last day of what is imported, when the file says none; today by default */
  readonly day: Day | undefined
}

export interface ImportOpeningResult {
  readonly batch: number | null
  readonly dryRun: boolean
  readonly ok: boolean
  readonly as: 'history' | 'balances'
  readonly rows: {readonly read: number; readonly applied: number; readonly duplicate: number; readonly rejected: number}
  readonly members: number
  readonly points: number
  /** why the history of the file is impossible; it is then not imported as it stands */
  readonly problems: readonly ForeignProblem[]
  /** customers below zero in the end, who begin at 0 */
  readonly negative: {readonly members: number; readonly points: number}
  /** rows brought in before by a batch that has been undone since */
  readonly duplicatesOfUndone: number
  readonly rejects: readonly {readonly line: number; readonly code: string; readonly message: string}[]
}

const LISTED = 20
const PAGE = 5000

/** One thing to write: points given (+) or taken (−) on a day. */
interface Opening {
  readonly line: number
  readonly identity: Identity
  readonly wallet: string | undefined
  readonly points: number
  readonly day: Day | undefined
  readonly expires: Day | undefined
  readonly reason: string
  readonly key: string
}

/**
 * Brings in what another system held: a file of balances, or a whole ledger. A ledger whose history cannot have happened is reported
 * and not imported, unless only its closing balances are asked for.
 */
export async function importOpening(store: LedgerStore, source: AdjustmentSource, request: ImportOpeningRequest,
  context: TaskContext): Promise<ImportOpeningResult> {
  context.progress.stage('Reading', undefined, 'rows')
  const rows: AdjustmentRow[] = []
  const rejects: {line: number; code: string; message: string}[] = []
  let rejected = 0
  const below: number[] = []
  const balanceLines = new Map<string, number>()
  const refuse = (line: number, code: string, message: string): void => {
    rejected += 1
    if (rejects.length < LISTED) rejects.push({line, code, message})
  }
  for await (const page of source.rows()) {
    for (const row of page) {
      const earlier = isUnreadable(row) || row.op !== 'set' ? undefined : once(balanceLines, row)
      if (isUnreadable(row)) refuse(row.line, row.code, row.message)
      else if (earlier !== undefined) refuse(row.line, 'balance-twice', `${nameOf(row)} has a balance on line ${earlier} already.`)
      else if (row.op === 'set' && row.points < 0) below.push(row.points)
      else rows.push(row)
    }
    context.progress.done(rows.length)
    throwIfCancelled(context.signal)
  }
  const isHistory = rows.length > 0 && rows.every((row) => row.occurred !== undefined && row.op !== 'set')
  const {problems, balances} = isHistory ? examineHistory(rows.map(entryOf)) : {problems: [], balances: new Map<string, number>()}
  const asBalances = !isHistory || request.balances
  const base = {dryRun: request.dryRun, as: asBalances ? 'balances' : 'history', problems, rejects} as const
  const none = {members: 0, points: 0, duplicatesOfUndone: 0}
  if (rejected > 0 || (problems.length > 0 && !request.balances))
    return {...base, batch: null, ok: false, rows: {read: rows.length + rejected, applied: 0, duplicate: 0, rejected}, ...none,
      negative: {members: 0, points: 0}}
  const negative = [...below, ...balances.values()].filter((points) => points < 0)
  const openings = !isHistory ? rows.map((row) => balanceOpening(row, source)) : request.balances ? closingOf(rows, balances, source) : historyOf(rows,
    source)
  const {batch, result} = await store.inBatch({...openingOf('opening', request), source: source.name, sourceHash: source.hash}, {dryRun: request.dryRun},
    async (open) => {
    const done = await write(open, openings, {...request, file: source.name}, context)
    return {result: done, counts: {read: rows.length, applied: done.applied, duplicate: done.duplicate, rejected: 0}}
  })
  return {
    ...base, batch: batch ?? null, ok: true, rows: {read: rows.length, applied: result.applied, duplicate: result.duplicate, rejected: 0},
      members: result.members.size,
    points: result.points, duplicatesOfUndone: result.undone, negative: {members: negative.length, points: negative.reduce((sum, points) => sum + points, 0)},
  }
}

async function write(open: OpenBatch, openings: readonly Opening[], request: ImportOpeningRequest & {readonly file: string}, context: TaskContext) {
  const done = {applied: 0, duplicate: 0, undone: 0, points: 0, members: new Set<number>()}
  const today = dayAt(open.recordedAt, request.timeZone)
  for (let at = 0; at < openings.length; at += PAGE) {
    const page = openings.slice(at, at + PAGE)
    const found = await open.members(page.map(({identity}) => identity), () => true)
    const recorded = await open.recorded(page.map(({key}) => key))
    const accounts = await Promise.all(page.map(async (each, i) => {
      const member = found[i]!
      if (typeof member === 'string') throw new RegularsError('input', 'identity-conflict',
        'A row names a customer by parts that belong to different members.', 'Merge them first: regulars members merge')
      return memberAccount(member.member, await open.wallet(each.wallet ?? POINTS_WALLET, true))
    }))
    const sheets = await open.sheets(accounts)
    const inPage = new Map<string, number>()
    for (const [i, each] of page.entries()) {
      const member = found[i]!
      const sheet = sheets.get(accounts[i]!)!
      if (typeof member !== 'string') {
        const day = each.day ?? request.day ?? today
        const content = contentOf({op: 'opening', points: each.points, member: member.original, account: each.wallet ?? POINTS_WALLET, occurred: each.day,
          available: undefined,
          expires: each.expires, orderId: undefined, reason: each.reason, note: undefined, actor: undefined})
        const earlier = recorded.get(each.key)?.content ?? inPage.get(each.key)
        if (earlier === content) {
          done.duplicate += 1
          if (recorded.get(each.key)?.undone === true) done.undone += 1
          continue
        }
        if (earlier !== undefined) throw keyConflict(each, request.file)
        inPage.set(each.key, content)
        const label = {day, key: each.key, content, orderId: null, reason: each.reason === '' ? null : each.reason, actor: null, note: null}
        if (each.points > 0) credit(open.journal, sheet, {...label, kind: 'opening', from: 'issued', points: each.points, available: day,
          expires: each.expires ?? null})
        else if (each.points < 0) take(open, sheet, each, label, request.file)
        else open.journal.noEffect({key: each.key, content, account: accounts[i]!, asked: 'opening 0'})
        done.applied += 1
        done.points += each.points
        done.members.add(member.member)
      }
    }
    await open.write()
    context.progress.done(at + page.length)
    await new Promise(setImmediate)
    throwIfCancelled(context.signal)
  }
  return done
}

function keyConflict({key, line}: Opening, file: string): RegularsError {
  return new RegularsError('input', 'key-conflict', `Key ${key} was used for something else before.`,
    'Use another key for another request.', {where: {file, line}})
}

/** A history that was examined can be carried out: what is taken was there. */
function take(open: OpenBatch, sheet: Parameters<typeof debit>[1], each: Opening, label: Omit<Parameters<typeof debit>[2],
  'kind' | 'points' | 'to' | 'policy' | 'asked'>, file: string): void {
  const kind = foreignKind(each.reason)
  const to = kind === 'redeem' ? 'redeemed' : kind === 'expire' ? 'expired' : 'adjusted'
  const outcome = debit(open.journal, sheet, {...label, kind: kind === 'redeem' || kind === 'expire' ? kind : 'adjust', points: -each.points, to,
    policy: 'refuse', asked: `opening ${each.points}`, lapsedToo: true})
  if (outcome.refused)
    throw new RegularsError('input', 'insufficient',
      `On ${isoDay(label.day)} a customer has ${counted(`${outcome.available}`, 'point')}, ${-each.points} to be taken.`,
      'Bring in closing balances instead: --balances', {where: {file, line: each.line}})
}

function balanceOpening(row: AdjustmentRow, source: AdjustmentSource): Opening {
  return {line: row.line, identity: row.identity, wallet: row.wallet, points: row.op === 'deduct' ? -row.points : row.points, day: row.occurred,
    expires: row.expires,
    reason: row.reason ?? '', key: keyOf(row, source)}
}

function historyOf(rows: readonly AdjustmentRow[], source: AdjustmentSource): Opening[] {
  const byLine = new Map(rows.map((row) => [row.line, row]))
  return inOrder(rows.map(entryOf)).map(({line}) => balanceOpening(byLine.get(line)!, source))
}

/** What each holds in the end, from the day of the file's last entry. */
function closingOf(rows: readonly AdjustmentRow[], balances: ReadonlyMap<string, number>, source: AdjustmentSource): Opening[] {
  const last = new Map(rows.map((row) => [nameOf(row), row]))
  return [...balances].filter(([, points]) => points > 0).map(([name, points], i) =>
    ({line: last.get(name)!.line, identity: last.get(name)!.identity, wallet: undefined, points, day: undefined, expires: undefined, reason: '',
      key: `${source.hash.slice(0, 32)}:opening:${i + 1}`}))
}

function entryOf(row: AdjustmentRow): ForeignEntry {
  return {line: row.line, customer: nameOf(row), day: row.occurred!, points: row.op === 'deduct' ? -row.points : row.points, reason: row.reason ?? ''}
}

/** The line on which this customer's balance stood before; undefined the first time. Points of another last day are another balance. */
function once(lines: Map<string, number>, row: AdjustmentRow): number | undefined {
  const what = `${nameOf(row)}\t${row.wallet ?? ''}\t${row.expires ?? ''}`
  const earlier = lines.get(what)
  if (earlier === undefined) lines.set(what, row.line)
  return earlier
}

function nameOf({identity}: AdjustmentRow): string {
  return identity.customerId ?? identity.email ?? identity.phone ?? ''
}

function keyOf(row: AdjustmentRow, source: AdjustmentSource): string {
  return row.key ?? `${source.hash.slice(0, 32)}:${row.record}`
}
