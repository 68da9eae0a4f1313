import type {ProgramFacts} from '../programs/facts.js'
import type {ArmOutcome, ProgramOutcome} from '../simulation/outcome.js'
import {discountFactors, presentValue, type Discounting} from './discounting.js'

/** What a person states about money; everything else is simulated. */
export interface Assumptions {
  /** gross margin of a sale, 0..1 */
  readonly margin: number
  readonly discountRateYearly: number
  readonly months: number
  /** months in which the program runs, first included, last not; default: all */
  readonly runs?: {readonly from: number; readonly until: number}
}

/** One program in one replicate, in minor units over the whole horizon. */
export interface Accounts {
  readonly incrementalMargin: number
  readonly rewards: number
  readonly deadweight: number
  readonly services: number
  readonly contacts: number
  readonly fixed: number
  readonly outstanding: number
  readonly fees: number
  /** costs before fees */
  readonly outlay: number
  /** costs less fees */
  readonly programCost: number
  /** discounted */
  readonly outlayPresent: number
  /** incremental margin + fees − costs, discounted */
  readonly netValue: number
  /** net value ÷ outlay, both discounted; null where nothing is laid out */
  readonly roi: number | null
  /** first month (1 = first) from which the cumulative net value stays at or above zero; null: never */
  readonly paybackMonth: number | null
  /** booked: all points outstanding × redemption rate × unit cost, and vouchers in use */
  readonly liability: number
}

/** Money that does not depend on what customers do, and money per active member, by month. */
export function fixedCosts(facts: ProgramFacts, {months, runs = {from: 0, until: months}}: Assumptions, activeMembers: Float64Array): Float64Array {
  const {setup, perMonth, perActiveMember, prizes} = facts.costs
  const isRunning = (month: number): boolean => month >= runs.from && month < runs.until
  const fixed = Float64Array.from({length: months}, (_, month) => (isRunning(month) ? perMonth : 0) + perActiveMember * activeMembers[month]!)
  fixed[Math.min(months - 1, runs.from)]! += setup
  if (prizes === undefined) return fixed
  const every = prizes.every.unit === 'month' ? prizes.every.count : prizes.every.count / 30.4375
  for (let at = runs.from + every; at <= runs.until + 1e-9; at += every) fixed[Math.min(months, Math.ceil(at - 1e-9)) - 1]! += prizes.amount
  return fixed
}

/**
 * The economics of one replicate (model.md §4). Rewards and revenue are before reductions, so that a reward is a cost once and
 * not also a lost sale.
 */
export function accountsOf(
  baseline: Pick<ArmOutcome, 'revenue'>, program: ProgramOutcome, facts: ProgramFacts, costPerPoint: number, assumptions: Assumptions,
): Accounts {
  const {margin, months} = assumptions
  const discounting = discountFactors(assumptions.discountRateYearly, months)
  const gain = program.revenue.map((revenue, month) => (revenue - baseline.revenue[month]!) * margin)
  const fixed = fixedCosts(facts, assumptions, program.activeMembers)
  const costs = fixed.map((each, month) => each + program.rewards[month]! + program.services[month]! + program.contacts[month]!)
  const unit = program.redeemed > 0 ? program.redeemedCost / program.redeemed : costPerPoint
  const outstanding = program.usable * unit + program.vouchersOwed
  const outlay = sumOf(costs) + outstanding
  const fees = sumOf(program.fees)
  const outlayPresent = presentValue(costs, discounting) + outstanding * discounting.atEnd
  const netValue = presentValue(gain, discounting) + presentValue(program.fees, discounting) - outlayPresent
  return {
    incrementalMargin: sumOf(gain), rewards: sumOf(program.rewards), deadweight: sumOf(program.deadweight), services: sumOf(program.services),
    contacts: sumOf(program.contacts), fixed: sumOf(fixed), outstanding, fees, outlay, programCost: outlay - fees, outlayPresent, netValue,
    roi: outlayPresent > 0 ? netValue / outlayPresent : null,
    paybackMonth: payback(gain.map((each, month) => each + program.fees[month]! - costs[month]!), outstanding, discounting),
    liability: program.outstanding * program.redemptionRate * unit + program.vouchersOwed,
  }
}

export function sumOf(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}

/** What is still owed at the end is charged at the end. */
function payback(net: Float64Array, outstanding: number, {byMonth, atEnd}: Discounting): number | null {
  let month = net.length
  const cumulative = new Float64Array(net.length)
  let sum = 0
  for (let i = 0; i < net.length; i += 1) cumulative[i] = sum += net[i]! * byMonth[i]!
  cumulative[net.length - 1]! -= outstanding * atEnd
  while (month > 0 && cumulative[month - 1]! >= 0) month -= 1
  return month === net.length ? null : month + 1
}
