/** Customers' purchase histories as the customer-base models need them; days, one row per customer. */
export interface RecencyFrequency {
  /** which customer each row is: her index in the purchases it came from (customers without a purchase yet have no row) */
  readonly customer: Int32Array
  /** repeat purchase days: distinct days with a purchase, after the first */
  readonly x: Int32Array
  /** days from first to last purchase; 0 where x = 0 */
  readonly tx: Float64Array
  /** days from first purchase to the end of observation */
  readonly T: Float64Array
  /** mean value of repeat purchase days in major units; 0 where x = 0 */
  readonly meanSpend: Float64Array
}

export interface ParetoNbdParameters {
  readonly r: number
  /** days */
  readonly alpha: number
  readonly s: number
  /** days */
  readonly beta: number
}

/** Fader & Hardie (2013), spend in major units. */
export interface GammaGammaParameters {
  readonly p: number
  readonly q: number
  readonly gamma: number
}

/** Everything a simulation needs to know about life without a program. */
export interface Baseline {
  readonly parameters: ParetoNbdParameters
  readonly spend: GammaGammaParameters
  /** 4 × 4 covariance of ln(r, alpha, s, beta) at the maximum, row by row */
  readonly covariance: Float64Array
  /** 3 × 3 covariance of ln(p, q, gamma) */
  readonly spendCovariance: Float64Array
  /** 12 multipliers, January first, mean 1 weighted by days; all 1 where flat */
  readonly seasonality: Float64Array
  readonly seasonalityKnown: boolean
}

/** Model parameters as one replicate believes them. */
export interface Population {
  readonly parameters: ParetoNbdParameters
  readonly spend: GammaGammaParameters
}

/** One draw of every customer's hidden traits at the as-of day, exact given the parameters (model.md §1). */
export interface Latents {
  /** purchases per day while alive */
  readonly lambda: Float64Array
  /** drop-out hazard per day */
  readonly mu: Float64Array
  /** 1 where the customer is still alive at the as-of day; then the rest of her life is exponential with hazard mu */
  readonly alive: Uint8Array
  /** rate of the basket's Gamma(p, nu), per major unit */
  readonly nu: Float64Array
}
