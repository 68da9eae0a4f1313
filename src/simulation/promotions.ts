import {weekday, type Day} from '../base/day.js'
import {inSeason} from '../programs/conditions.js'
import type {ProgramDefinition} from '../programs/definition.js'
import type {Horizon} from './horizon.js'

/** Longest time in which a deal's sales are missing afterwards, days. */
const LONGEST_SHADOW = 60

/** Temporary deals by day of the horizon: the reduction that holds, and the shadow of one that is over. */
export interface PromotionCalendar {
  /** ln(1 − d) of each day, 0 without a deal; negative */
  readonly deal: Float64Array
  /** ln(1 − d) of a deal that ended at most its own length ago */
  readonly shadow: Float64Array
}

/**
 * Undefined for programs without temporary deals. `runs`: days of the horizon on which the program runs, the last not included; there is no
 * deal on others. Conditions other than days do not keep a deal from being felt.
 */
export function promotionCalendar(
  definition: ProgramDefinition, horizon: Horizon, runs: {readonly opens: number; readonly ends: number},
): PromotionCalendar | undefined {
  const deals = definition.benefits.filter((benefit) => benefit.kind === 'promotion' && benefit.percent !== undefined)
  if (deals.length === 0) return undefined
  const deal = new Float64Array(horizon.days)
  for (const {percent, when} of deals) {
    for (let i = Math.max(0, runs.opens); i < Math.min(horizon.days, runs.ends); i += 1) {
      const day = (horizon.start + i) as Day
      const holds = day >= (when?.from ?? day) && day <= (when?.until ?? day) && (when?.season === undefined || inSeason(day, when.season))
        && (when?.weekday === undefined || when.weekday.includes(weekday(day)))
      if (holds) deal[i] = Math.min(deal[i]!, Math.log(1 - Math.min(0.95, percent! / 100)))
    }
  }
  return {deal, shadow: shadowOf(deal)}
}

function shadowOf(deal: Float64Array): Float64Array {
  const shadow = new Float64Array(deal.length)
  for (let i = 0; i < deal.length; i += 1) {
    if (deal[i] !== 0 || i === 0 || deal[i - 1] === 0) continue
    let length = 0
    while (length < LONGEST_SHADOW && i - 1 - length >= 0 && deal[i - 1 - length] !== 0) length += 1
    for (let j = i; j < deal.length && j < i + length && deal[j] === 0; j += 1) shadow[j] = deal[i - 1]!
  }
  return shadow
}
