import {NO_CURRENCY} from '../../base/money.js'
import type {AccrueResult} from '../../tasks/ledger/accrue.js'
import type {BalanceResult, CustomerBalance} from '../../tasks/ledger/balance.js'
import type {ExpireResult} from '../../tasks/ledger/expire.js'
import type {BatchesResult, PointsHistoryResult} from '../../tasks/ledger/history.js'
import type {AnswerHoldResult} from '../../tasks/ledger/hold.js'
import type {MoveResult} from '../../tasks/ledger/move.js'
import type {UndoResult} from '../../tasks/ledger/undo.js'
import type {PointsVerifyResult} from '../../tasks/ledger/verify.js'
import type {Language} from '../../vocabulary.js'
import {withMore} from './adjust.js'
import {formatFor} from '../format.js'
import {facts, heading, SCREEN_WIDTH, table, wrap} from '../table.js'
import {WORDS_POINTS} from '../words/points.js'

export function describeBalance(result: BalanceResult, language: Language): string {
  const words = WORDS_POINTS[language]
  const format = formatFor(language, NO_CURRENCY)
  const when = `${words.asOf} ${result.asOf}${result.recordedBy === null ? '' : `, ${words.recordedBy} ${result.recordedBy}`}`
  if (result.accounts === 0) return `${words.nobody} (${when})`
  const number = (value: number): string => (value === 0 ? '' : format.integer(value))
  const extra = (['pending', 'owed', 'lapsed'] as const).filter((name) => result.balances.some((row) => row[name] !== 0))
  const columns = [{heading: words.customer}, {heading: words.account}, {heading: words.balance, align: 'right'}, {heading: words.available, align: 'right'},
    ...extra.map((name) => ({heading: words[name], align: 'right'}) as const), {heading: words.nextExpiry}] as const
  const row = (each: CustomerBalance): string[] => {
    const [next] = each.expiring
    return [each.customer, each.account, format.integer(each.balance), format.integer(each.available), ...extra.map((name) => number(each[name])),
      next === undefined ? '' : words.pointsOn(format.integer(next.points), next.on)]
  }
  const rows = result.balances.map(row)
  for (const total of result.totals)
    if (total.customers > 1) rows.push([words.total, total.account, format.integer(total.balance), format.integer(total.available)])
  return `${withMore(table(columns, rows), result.leftOut, language, format)}\n${when}`
}

export function describePointsHistory(result: PointsHistoryResult, language: Language): string {
  const words = WORDS_POINTS[language]
  const format = formatFor(language, NO_CURRENCY)
  const columns = [{heading: words.day}, {heading: words.kind}, {heading: words.points, align: 'right'}, {heading: words.balance, align: 'right'},
    {heading: words.batchHead, align: 'right'}, {heading: words.reason}, {heading: words.actor}, {heading: words.sourceHead}] as const
  const rows = result.entries.map((entry) => [entry.day, words.kinds[entry.kind], format.signed(entry.points, format.integer), format.integer(entry.balance),
    String(entry.batch),
    [entry.reason, entry.note ?? '', entry.orderId ?? ''].filter((part) => part !== '').join(' · '), entry.actor, entry.source])
  return withMore(table(columns, rows), result.leftOut, language, format)
}

export function describeBatches(result: BatchesResult, language: Language): string {
  const words = WORDS_POINTS[language]
  const format = formatFor(language, NO_CURRENCY)
  if (result.batches.length === 0) return words.noBatches
  const columns = [{heading: words.batchHead, align: 'right'}, {heading: words.recorded}, {heading: words.kind}, {heading: words.added, align: 'right'},
    {heading: words.deducted, align: 'right'}, {heading: words.actor}, {heading: words.sourceHead}, {heading: words.reason}, {heading: ''}] as const
  const rows = result.batches.map((b) => [String(b.batch), b.recordedAt.slice(0, 16).replace('T', ' '), words.batchKinds[b.kind],
    format.integer(b.points.added),
    format.integer(b.points.deducted),
    b.actor, b.source, b.reason, b.undoes !== null ? words.undoes(b.undoes) : b.undoneBy === null ? '' : words.undoneBy(b.undoneBy)])
  return table(columns, rows)
}

export function describeMove(result: MoveResult, language: Language): string {
  const words = WORDS_POINTS[language]
  const format = formatFor(language, NO_CURRENCY)
  if (result.duplicate) return words.duplicateMove(result.batch ?? 0)
  const points = format.integer(result.points)
  const said = result.kind === 'transfer' ? words.moves.transfer(result.customer, points, result.to ?? '') : words.moves[result.kind === 'hold' ? 'hold'
    : 'redeem'](result.customer, points)
  const from = result.lots.map((lot) => (lot.expires === null ? `${format.integer(lot.points)} ${words.never}` : words.pointsOn(format.integer(lot.points),
    lot.expires)))
  return [
    ...(result.dryRun ? [words.dryRun] : []), said,
    facts([[words.before, format.integer(result.before)], [words.after, format.integer(result.after)], [words.lotsUsed, from.join(', ')],
      ...(result.batch === null ? [] : [[words.batchHead, String(result.batch)] as const])]),
    ...(result.kind === 'hold' && result.batch !== null ? [words.holdNext(result.batch)] : []),
  ].join('\n')
}

export function describeAnswer(result: AnswerHoldResult, language: Language): string {
  const words = WORDS_POINTS[language]
  const format = formatFor(language, NO_CURRENCY)
  return [...(result.dryRun ? [words.dryRun] : []), facts([[words.customer, result.customer], [words.captured, format.integer(result.captured)],
    [words.released, format.integer(result.released)], ...(result.batch === null ? [] : [[words.batchHead, String(result.batch)] as const])])].join('\n')
}

export function describeExpire(result: ExpireResult, language: Language): string {
  const words = WORDS_POINTS[language]
  const format = formatFor(language, NO_CURRENCY)
  if (result.lots === 0) return words.nothingExpires(result.until)
  const columns = [{heading: words.customer}, {heading: words.account}, {heading: words.points, align: 'right'}, {heading: words.on}] as const
  const rows = result.expiring.map((row) => [row.customer, row.account, format.integer(row.points), row.on])
  return [
    ...(result.dryRun ? [words.dryRun] : []), words.expired(format.integer(result.points), format.integer(result.members), result.until),
    ...(rows.length === 0 ? [] : [withMore(table(columns, rows), result.leftOut, language, format)]),
      ...(result.batch === null ? [] : [words.batch(result.batch)]),
  ].join('\n')
}

export function describeUndo(result: UndoResult, language: Language): string {
  const words = WORDS_POINTS[language]
  const format = formatFor(language, NO_CURRENCY)
  const shown: [string, number, boolean][] = [
    [words.transfers, result.transfers, true], [words.accounts, result.accounts, true], [words.takenBack, result.points.takenBack, true],
    [words.givenBack, result.points.givenBack, true], [words.spent, result.spent, result.spent > 0],
    [result.policy === 'negative' ? words.owing : words.missing, result.missing, result.missing > 0],
  ]
  const table2 = facts(shown.filter(([, , show]) => show).map(([name, value]) => [name, format.integer(value)] as const))
  return [result.dryRun ? words.dryRun : words.undone(result.undone), table2, ...(result.batch === null ? [] : [words.batch(result.batch)])].join('\n')
}

export function describeVerify(result: PointsVerifyResult, language: Language): string {
  const words = WORDS_POINTS[language]
  const format = formatFor(language, NO_CURRENCY)
  const sums = facts([[words.transfers, format.integer(result.entries)], [words.accounts, format.integer(result.accounts)], [words.batches,
    format.integer(result.batches)],
    [words.head, result.head]], {width: 100})
  if (result.ok) return `${words.verified}\n${sums}`
  return [words.verifyFailed, sums, heading(words.problems), ...result.problems.map(({code, message}) => `  ${code}: ${message}`)].join('\n')
}

export function describeAccrue(result: AccrueResult, language: Language): string {
  const words = WORDS_POINTS[language]
  const format = formatFor(language, NO_CURRENCY)
  const {points} = result
  const shown: [string, number][] = [[words.redeemed, points.redeemed], [words.expiredPoints, points.expired], [words.reversed, points.reversed],
    [words.uncollected, points.uncollected], [words.already, result.duplicate]]
  const some = shown.filter(([, value]) => value > 0).map(([name, value]) => [name, format.integer(value)] as const)
  return [...(result.dryRun ? [words.dryRun] : []), words.accrued(format.integer(points.earned), format.integer(result.orders)),
    ...(some.length === 0 ? [] : [facts(some)]),
    ...(result.duplicatesOfUndone === 0 ? [] : [wrap(words.undoneDuplicates(format.integer(result.duplicatesOfUndone)), SCREEN_WIDTH)]),
    ...(result.batch === null ? [] : [words.undo(result.batch)])].join('\n')
}
