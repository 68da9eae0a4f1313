import type {Day} from '../base/day.js'

/** One entry of another system's ledger: points with their sign. */
export interface ForeignEntry {
  readonly line: number
  readonly customer: string
  readonly day: Day
  readonly points: number
  readonly reason: string
}

/** What an entry says it is, by its reason. */
export type ForeignKind = 'earn' | 'redeem' | 'expire' | 'adjust'

export interface ForeignProblem {
  readonly code: 'redemption-adds' | 'earning-takes' | 'expiry-adds' | 'below-zero'
  readonly rows: number
  readonly customers: number
  /** lines of the first few */
  readonly lines: readonly number[]
}

export interface ForeignHistory {
  readonly problems: readonly ForeignProblem[]
  /** what each customer holds in the end: the plain sum */
  readonly balances: ReadonlyMap<string, number>
}

const EXAMPLES = 5
const WORDS: readonly (readonly [ForeignKind, RegExp])[] = [
  ['expire', /expir|lapse|périm/i], ['redeem', /redeem|redempt|spen[dt]|burn|\bused?\b|dépens|utilis/i], ['adjust', /adjust|manual|correct|ajust/i],
  ['earn', /earn|accru|purchase|order|bonus|welcome|gagn|achat|commande/i],
]

/** By the words of its reason; without any known word, an adjustment. */
export function foreignKind(reason: string): ForeignKind {
  return WORDS.find(([, words]) => words.test(reason))?.[0] ?? 'adjust'
}

/**
 * Whether a history can have happened: redemptions and expiries take, earnings give, and nobody spends what they do not have. Entries
 * of one day count together, those that give first, because their order within the day is not known.
 */
export function examineHistory(entries: readonly ForeignEntry[]): ForeignHistory {
  const found = new Map<ForeignProblem['code'], {rows: number; customers: Set<string>; lines: number[]}>()
  const note = (code: ForeignProblem['code'], entry: ForeignEntry): void => {
    let problem = found.get(code)
    if (problem === undefined) found.set(code, (problem = {rows: 0, customers: new Set(), lines: []}))
    problem.rows += 1
    problem.customers.add(entry.customer)
    if (problem.lines.length < EXAMPLES) problem.lines.push(entry.line)
  }
  const balances = new Map<string, number>()
  for (const entry of inOrder(entries)) {
    const kind = foreignKind(entry.reason)
    if (kind === 'redeem' && entry.points > 0) note('redemption-adds', entry)
    if (kind === 'expire' && entry.points > 0) note('expiry-adds', entry)
    if (kind === 'earn' && entry.points < 0) note('earning-takes', entry)
    const balance = (balances.get(entry.customer) ?? 0) + entry.points
    balances.set(entry.customer, balance)
    if (balance < 0 && entry.points < 0) note('below-zero', entry)
  }
  return {problems: [...found].map(([code, {rows, customers, lines}]) => ({code, rows, customers: customers.size, lines})), balances}
}

/** By day; within a day, what gives before what takes. */
export function inOrder(entries: readonly ForeignEntry[]): readonly ForeignEntry[] {
  return [...entries].sort((a, b) => a.day - b.day || Number(b.points > 0) - Number(a.points > 0) || a.line - b.line)
}
