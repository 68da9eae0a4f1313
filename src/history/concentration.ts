import type {Purchases} from './purchases.js'

/** What each customer spent and how often: purchases only, refunds left out. Rows are customer indices. */
export interface CustomerTotals {
  /** minor units */
  readonly spend: Float64Array
  readonly orders: Int32Array
}

/** Totals of every customer's orders with a positive total. */
export function customerTotals({customers, offsets, amounts}: Purchases): CustomerTotals {
  const spend = new Float64Array(customers.length)
  const orders = new Int32Array(customers.length)
  for (let i = 0; i < customers.length; i += 1)
    for (let row = offsets[i]!; row < offsets[i + 1]!; row += 1)
      if (amounts[row]! > 0) {
        spend[i]! += amounts[row]!
        orders[i]! += 1
      }
  return {spend, orders}
}

/** How revenue is spread over customers, best customers first. */
export interface Concentration {
  /** customers with at least one purchase */
  readonly customers: number
  /** share of revenue from the best `ceil(share × customers)`: at 1 %, 5 %, 10 %, 20 %, 50 % */
  readonly top: readonly {readonly share: number; readonly customers: number; readonly revenueShare: number}[]
  /** 101 points: share of revenue from the best 0 %, 1 %, … 100 % of customers */
  readonly curve: Float64Array
  /** 0 everybody the same, towards 1 everything from one customer */
  readonly gini: number
}

/** Concentration of spend over those who bought; `spend` in any unit, one entry per customer. */
export function concentration(spend: Float64Array): Concentration {
  const best = spend.filter((value) => value > 0).sort().reverse()
  const total = best.reduce((sum, value) => sum + value, 0)
  const running = new Float64Array(best.length + 1)
  for (let i = 0; i < best.length; i += 1) running[i + 1] = running[i]! + best[i]!
  const shareOf = (count: number) => (total === 0 ? 0 : running[count]! / total)
  const curve = new Float64Array(101)
  for (let percent = 0; percent <= 100; percent += 1) curve[percent] = shareOf(Math.ceil((percent * best.length) / 100))
  return {
    customers: best.length,
    top: [0.01, 0.05, 0.1, 0.2, 0.5].map((share) => {
      const customers = Math.ceil(share * best.length)
      return {share, customers, revenueShare: shareOf(customers)}
    }),
    curve,
    gini: gini(best, total),
  }
}

/** Share of revenue from the best ceil(share × N) of the N customers who bought. */
export function topShare(spend: Float64Array, share = 0.2): number {
  const best = spend.filter((value) => value > 0).sort().reverse()
  const count = Math.ceil(share * best.length)
  let total = 0
  let top = 0
  for (let i = 0; i < best.length; i += 1) {
    total += best[i]!
    if (i < count) top += best[i]!
  }
  return total === 0 ? 0 : top / total
}

/** Gini coefficient of values sorted downwards. */
function gini(sorted: Float64Array, total: number): number {
  const n = sorted.length
  if (n === 0 || total === 0) return 0
  let weighted = 0
  for (let i = 0; i < n; i += 1) weighted += (n - i) * sorted[i]!
  return (2 * weighted) / (n * total) - (n + 1) / n
}
