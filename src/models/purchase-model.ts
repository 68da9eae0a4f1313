import type {GroupedRows} from './rows.js'

/** Models of when customers come back and when they leave for good. */
export const PURCHASE_MODELS = {
  'pareto-nbd': 'customers buy at their own rate and leave at any moment',
  'bg-nbd': 'customers buy at their own rate and leave right after a purchase',
  'mbg-nbd': 'as BG/NBD, and some leave right after the first purchase',
  nbd: 'customers buy at their own rate and never leave',
} as const
export type PurchaseModelName = keyof typeof PURCHASE_MODELS

/** A fitted model; times in days. */
export interface PurchaseModel {
  readonly name: PurchaseModelName
  readonly parameters: Readonly<Record<string, number>>
  /** those of the parameters that are times (they scale with the time unit) */
  readonly timeParameters: readonly string[]
  /** of the logarithms of the parameters, in their order, row by row */
  readonly covariance: Float64Array
  readonly logLikelihood: number
  readonly customers: number
  /** no sign that anybody leaves: NBD was fitted instead */
  readonly withoutDropout: boolean
  readonly weak: boolean
  readonly withPrior: boolean
  /** P(alive) per group of rows */
  alive(rows: GroupedRows): Float64Array
  /** expected purchases in the next `t` days per group of rows */
  future(rows: GroupedRows, t: number): Float64Array
  /** expected purchases of a newcomer in her first `t` days */
  expected(t: number): number
}

/** Parameters and log-likelihood in another time unit of so many days: the density of each repeat gains a factor `unitDays`. */
export function inUnit(model: PurchaseModel, repeats: number, unitDays: number): {
  readonly parameters: Readonly<Record<string, number>>
  readonly standardErrors: Readonly<Record<string, number>>
  readonly logLikelihood: number
} {
  const names = Object.keys(model.parameters)
  const values = names.map((name) => model.parameters[name]! / (model.timeParameters.includes(name) ? unitDays : 1))
  const errors = values.map((value, i) => value * Math.sqrt(model.covariance[i * (names.length + 1)]!))
  return {
    parameters: Object.fromEntries(names.map((name, i) => [name, values[i]!])),
    standardErrors: Object.fromEntries(names.map((name, i) => [name, errors[i]!])),
    logLikelihood: model.logLikelihood + repeats * Math.log(unitDays),
  }
}
