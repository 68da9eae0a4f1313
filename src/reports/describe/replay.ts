import {parseIsoDay} from '../../base/day.js'
import {fromMajor, type MoneyJson} from '../../base/money.js'
import type {UnmatchedCondition} from '../../programs/unmatched.js'
import type {ReplayedProgram, ReplayResult} from '../../tasks/replay/result.js'
import type {Language} from '../../vocabulary.js'
import {formatFor, type Format} from '../format.js'
import {heading, table, wrap} from '../table.js'
import {REPLAY_WORDS, type ReplayWords} from '../words/replay.js'
import {labelled} from '../typography.js'

interface Telling {
  readonly words: ReplayWords
  readonly format: Format
}

/** A line of the comparison: its name and how a program fills it; undefined leaves the cell empty. */
type Row = readonly [string, (program: ReplayedProgram) => string | undefined]

/** What the programs would have cost, side by side; month by month and by tier where asked for and there. */
export function describeReplay(result: ReplayResult, language: Language, options: {readonly monthly: boolean}): string {
  const telling: Telling = {words: REPLAY_WORDS[language], format: formatFor(language, result.currency)}
  const {words, format} = telling
  const first = result.programs[0]!
  const parts = [
    wrap(words.title(dayText(format, first.from), dayText(format, first.to)), 80),
    comparison(result, telling),
    ...result.programs.flatMap((program) => (program.tiers.length === 0 ? [] : [tierTable(program, telling, result.programs.length > 1)])),
    ...(options.monthly ? result.programs.map((program) => monthTable(program, telling, result.programs.length > 1)) : []),
    remarks(result, telling),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

function comparison({programs}: ReplayResult, telling: Telling): string {
  const {words, format} = telling
  const whole = (value: number): string => format.integer(value)
  const sum = (amount: MoneyJson): string => format.money(minorOf(amount, format))
  const some = (amount: MoneyJson): string | undefined => (Number(amount.amount) === 0 ? undefined : sum(amount))
  const number = (value: number): string | undefined => (value === 0 ? undefined : whole(value))
  const share = (value: number | null): string | undefined => (value === null ? undefined : format.percent(value))
  const units = [...new Set(programs.map((program) => words.units[program.unit]))].join(' / ')
  const groups: readonly (readonly [string, readonly Row[]])[] = [
    [words.who, [
      [words.customers, (p) => whole(p.customers)], [words.members, (p) => whole(p.members)], [words.orders, (p) => whole(p.orders)],
      [words.memberOrders, (p) => (p.memberOrders === p.orders ? undefined : whole(p.memberOrders))], [words.memberSales, (p) => sum(p.memberSales)],
    ]],
    [units, [
      [words.issued, (p) => number(p.points.issued)], [words.redeemed, (p) => (p.points.issued === 0 ? undefined : whole(p.points.redeemed))],
      [words.expired, (p) => number(p.points.expired)], [words.reversed, (p) => number(p.points.reversed)],
      [words.uncollected, (p) => number(p.points.uncollected)],
      [words.outstanding, (p) => (p.points.issued === 0 ? undefined : whole(p.points.outstanding))], [words.redemptionRate, (p) => share(p.redemptionRate)],
    ]],
    [words.given, [
      [words.rewards, (p) => number(p.rewards.count)], [words.benefits, (p) => number(p.benefits.count)],
      [words.vouchersGranted, (p) => number(p.vouchers.granted)],
      [words.vouchers, (p) => number(p.vouchers.count)],
      [words.prizesWon, (p) => some(p.prizesWon)],
      [words.face, (p) => format.money([p.rewards.faceValue, p.benefits.faceValue, p.vouchers.faceValue, p.prizesWon]
        .reduce((total, each) => total + minorOf(each, format), 0))],
      [words.rewardRate, (p) => share(p.rewardRate)], [words.median, (p) => waitText(p, telling)],
    ]],
    [words.costs, [
      [words.rewardCost, (p) => some(p.rewards.cost)], [words.benefitCost, (p) => some(p.benefits.cost)], [words.voucherCost, (p) => some(p.vouchers.cost)],
      [words.contacts, (p) => some(p.contacts.cost)], [words.setup, (p) => some(p.running.setup)], [words.months, (p) => some(p.running.months)],
      [words.activeMembers, (p) => some(p.running.activeMembers)], [words.prizes, (p) => some(p.running.prizes)],
      [words.fees, (p) => (Number(p.fees.amount) === 0 ? undefined : format.money(-minorOf(p.fees, format)))], [words.total, (p) => sum(p.totalCost)],
      [words.topFifth, (p) => share(p.topFifthCostShare)], [words.liability, (p) => some(p.liability.closing)],
      [words.budgetSpent, (p) => (p.budgetSpentOn === null ? undefined : dayText(format, p.budgetSpentOn))],
    ]],
  ]
  // Beside three programs and more names wrap, and wrapping eats ordinary blanks.
  const indent = programs.length > 2 ? '\u00a0\u00a0' : '  '
  const rows = groups.flatMap(([title, lines]): string[][] => {
    const filled = lines.map(([name, cell]) => [name, ...programs.map((program) => cell(program))])
      .filter(([, ...cells]) => cells.some((cell) => cell !== undefined)).map(([name, ...cells]) => [`${indent}${name}`, ...cells.map((cell) => cell ?? '')])
    return filled.length === 0 ? [] : [[heading(title), ...programs.map(() => '')], ...filled]
  })
  return table([{heading: ''}, ...programs.map((program) => ({heading: program.name, align: 'right' as const}))], rows)
}

function waitText({firstReward}: ReplayedProgram, {words, format}: Telling): string | undefined {
  if (firstReward.membersWatchedForAYear === 0) return words.unknown
  if (firstReward.outOfReach) return words.never
  if (firstReward.medianDays === null) return undefined
  return words.days(format.integer(firstReward.medianDays))
}

function tierTable(program: ReplayedProgram, {words, format}: Telling, named: boolean): string {
  const rows = program.tiers.map((tier) => [
    tier.tier ?? words.noTier, format.integer(tier.members), format.integer(tier.orders), format.money(minorOf(tier.sales, format)),
    format.integer(tier.issued),
    format.money(minorOf(tier.rewards.cost, format)),
  ])
  const columns = [words.now, words.memberOrders, words.memberSales, words.issued, words.cost].map((name) => ({heading: name, align: 'right' as const}))
  return `${heading(named ? labelled(words.byTier, program.name, format.language) : words.byTier)}\n${table([{heading: words.tier}, ...columns], rows)}`
}

function monthTable(program: ReplayedProgram, {words, format}: Telling, named: boolean): string {
  const rows = program.monthly.map((month) => [
    format.month(Number(month.month.slice(0, 4)) * 12 + Number(month.month.slice(5)) - 1),
    ...[month.opening, month.issued, month.redeemed, month.expired, month.reversed, month.outstanding].map((value) => format.integer(value)),
    format.money(minorOf(month.liability, format)),
  ])
  const columns = [words.opening, words.issued, words.redeemed, words.expired, words.back, words.held, words.owed]
  const used = columns.map((name) => ({heading: name, align: 'right' as const}))
  const keep = [true, ...columns.map((name) => name !== words.back || program.points.reversed > 0)]
  const narrow = <T>(cells: readonly T[]): T[] => cells.filter((_, i) => keep[i])
  const title = named ? labelled(words.byMonth, program.name, format.language) : words.byMonth
  return `${heading(title)}\n${table(narrow([{heading: words.month}, ...used]), rows.map(narrow))}`
}

function remarks(result: ReplayResult, {words, format}: Telling): string {
  const {orders, revenue} = result.withoutCustomer
  return [
    ...result.programs.filter((program) => program.firstReward.outOfReach && program.points.issued > 0)
      .map((program) => words.outOfReach(program.name, format.percent(program.firstReward.shareWithinAYear ?? 0))),
    ...result.programs.filter(({enrolment}) => enrolment.mode !== 'automatic' && enrolment.share === null).map((program) => words.noShare(program.name)),
    ...result.programs.filter(({families}) => families.includes('referral')).map((program) => words.referralsUnseen(program.name)),
    ...result.programs.flatMap((program) => program.unmatched.map((each) => words.neverHolds(program.name, unmatchedText(each, words, format)))),
    ...(orders === 0 ? [] : [words.withoutCustomer(format.integer(orders), format.money(minorOf(revenue, format)))]),
    ...(result.programs.some((program) => program.drawn) ? [words.chance(String(result.seed))] : []),
    ...(result.exportFile === null ? [] : [words.exported(result.exportFile)]),
  ].map((line) => wrap(line, 80)).join('\n')
}

/** A condition that never holds is most often a misspelling, or a column that was not imported. */
function unmatchedText({attribute, of, values, known}: UnmatchedCondition, words: ReplayWords, format: Format): string {
  const name = words.names[attribute]
  if (values.length === 0) return of === 'order' && name === undefined ? words.notKept(attribute) : words.nothingHas[of](name ?? `“${attribute}”`)
  return words.noneIs(attribute, format.list(values.map((value) => `“${value}”`)), format.list(known.map((value) => `“${value}”`)))
}

function dayText(format: Format, iso: string): string {
  return format.day(parseIsoDay(iso)!)
}

function minorOf({amount}: MoneyJson, format: Format): number {
  return fromMajor(Number(amount), format.currency)
}
