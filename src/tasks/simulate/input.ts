import type {Day} from '../../base/day.js'
import {keyOfText} from '../../base/random.js'
import type {Purchases, TextColumn} from '../../history/purchases.js'
import type {FittedBaseline} from '../../models/fit-baseline.js'
import type {SimulatedProgram, SimulationInput} from '../../simulation/input.js'

/** Newcomers simulated per replicate to learn what one is worth. */
const ACQUIRED = 300

export interface SimulationQuestion {
  readonly seed: number
  readonly asOf: Day
  readonly horizonMonths: number
  readonly newCustomers: boolean
  readonly programs: readonly SimulatedProgram[]
}

/** Puts together what every worker is given. */
export function simulationInput(purchases: Purchases, fitted: FittedBaseline, question: SimulationQuestion): SimulationInput {
  const {calendar, rf} = fitted
  const wanted = Object.keys(purchases.attributes).length > 0
  return {
    seed: question.seed, asOf: question.asOf, horizonMonths: question.horizonMonths, currency: purchases.currency,
    baseline: fitted.baseline, rf,
    silence: calendar.T.map((age, row) => age - calendar.tx[row]!),
    keys: Uint32Array.from(rf.customer, (customer) => keyOfText(purchases.customers[customer]!)),
    newcomersPerDay: question.newCustomers ? newcomersPerDay(calendar.T) : 0,
    acquired: ACQUIRED,
    programs: question.programs,
    refundShare: refundShare(purchases),
    orders: wanted ? {offsets: purchases.offsets, seconds: purchases.seconds, attributes: purchases.attributes} : undefined,
    customerAttributes: Object.fromEntries(Object.entries(purchases.customerAttributes).map(([name, column]) => [name, perRow(column, rf.customer)])),
  }
}

/**
 * First purchases per day in the last year; of a shorter history, in its last half: at its beginning every customer looks new.
 * `ages`: days since each customer's first purchase.
 */
export function newcomersPerDay(ages: Float64Array): number {
  const span = ages.reduce((most, age) => Math.max(most, age), 0) + 1
  const window = Math.min(365, Math.max(1, Math.floor(span / 2)))
  let count = 0
  for (const age of ages) if (age < window) count += 1
  return count / window
}

function perRow(column: TextColumn, customers: Int32Array): TextColumn {
  return {values: column.values, codes: Int32Array.from(customers, (customer) => column.codes[customer]!)}
}

/** Refunds and voids as a share of sales. */
export function refundShare({amounts}: Pick<Purchases, 'amounts'>): number {
  let [sold, back] = [0, 0]
  for (const amount of amounts) {
    if (amount > 0) sold += amount
    else back -= amount
  }
  return sold > 0 ? Math.min(1, back / sold) : 0
}
