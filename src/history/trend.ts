import {type Visits, YEAR} from './visits.js'

/** How a customer's buying moved from the year before to the last year. */
export const TRENDS = ['rising', 'stable', 'fading', 'gone', 'new', 'past'] as const
export type Trend = (typeof TRENDS)[number]

/** Spend must have moved by more than this share. */
const MOVED = 0.25
/** And orders by more than chance moves them: two-sided 90 %, normal approximation to the binomial. */
const CLEAR = 1.645
/** Who was there for less of the year before than this has nothing to be compared with. */
const SHORTEST = 90

/**
 * Per row an index in TRENDS. Rising or fading: spend per day moved by more than 25 % *and* the number of orders by more than chance
 * would explain, because someone who came twice after once is no trend. Stable: neither. Gone: bought in the year before, not since.
 * New: first purchase less than 15 months ago. Past: bought in neither year.
 */
export function trends(visits: Visits): Uint8Array {
  return Uint8Array.from(visits.customer, (_, row) => TRENDS.indexOf(trendOf(visits, row)))
}

function trendOf(visits: Visits, row: number): Trend {
  const [now, before] = [visits.ordersLastYear[row]!, visits.ordersYearBefore[row]!]
  if (now === 0) return before > 0 ? 'gone' : 'past'
  const known = visits.asOf - YEAR - visits.first[row]!
  if (known < SHORTEST) return 'new'
  const exposed = Math.min(YEAR, known)
  // Whoever joined in that year did so with a purchase: it says nothing about how often she comes.
  const earlier = known < YEAR ? before - 1 : before
  const share = YEAR / (YEAR + exposed)
  const orders = now + earlier
  const z = (now - orders * share) / Math.sqrt(orders * share * (1 - share))
  const usual = (visits.spendYearBefore[row]! * YEAR) / exposed
  const spend = visits.spendLastYear[row]!
  if (z > CLEAR && spend > usual * (1 + MOVED)) return 'rising'
  return z < -CLEAR && spend < usual * (1 - MOVED) ? 'fading' : 'stable'
}
