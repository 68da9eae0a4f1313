import type {ParetoNbdParameters} from '../baseline.js'

export interface ParetoNbdFit {
  readonly parameters: ParetoNbdParameters
  /** 4 × 4, of the logarithms; zero for what is not estimated */
  readonly covariance: Float64Array
  readonly logLikelihood: number
  /** no sign of drop-out in the data: NBD, written as Pareto/NBD with a hazard of nearly zero */
  readonly withoutDropout: boolean
  /** some parameter is hardly determined by the data: its uncertainty was limited to a factor e either way */
  readonly weak: boolean
  readonly withPrior: boolean
  readonly evaluations: number
}
