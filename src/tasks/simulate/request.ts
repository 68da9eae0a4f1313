import type {Day} from '../../base/day.js'
import type {ResponsePreset} from '../../vocabulary.js'
import type {LoadedProgram} from '../programs/library.js'

/** What a simulation is asked. Money in major units. */
export interface SimulateRequest {
  readonly programs: readonly LoadedProgram[]
  readonly seed: number
  /** default: the last day of the history */
  readonly asOf?: Day | undefined
  readonly horizonMonths: number
  /** exactly so many; undefined: as many as the headline needs */
  readonly replicates?: number | undefined
  /** wins over what program files say */
  readonly response?: ResponsePreset | undefined
  readonly margin: number | undefined
  /** what a new customer costs, major units */
  readonly cac: number | undefined
  /** what is spent on acquisition per year today, major units */
  readonly acquisitionSpendPerYear: number | undefined
  readonly discountRateYearly: number
  readonly newCustomers: boolean
  /** 1: in this thread */
  readonly workers: number
  /** conditions such as `roi>0@0.8`, judged for every program */
  readonly failUnless: readonly string[]
  /** text of src/response/evidence.csv */
  readonly evidence: string
  readonly version: string
}
