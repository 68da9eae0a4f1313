import type {Day} from '../base/day.js'
import type {Currency} from '../base/money.js'
import type {Baseline, RecencyFrequency} from '../models/baseline.js'
import type {ProgramDefinition} from '../programs/definition.js'
import type {ResponseSpecification} from '../response/specification.js'

export interface SimulatedProgram {
  readonly definition: ProgramDefinition
  readonly response: ResponseSpecification
  /** last day, where the program ends before what its file says: its budget is expected to be spent */
  readonly until?: Day
}

/** An attribute of orders or customers: its texts, and a code per order or customer. */
export interface CodedColumn {
  readonly values: readonly string[]
  readonly codes: Int32Array
}

/** Everything a replicate depends on besides its number. Plain data: it is sent to every worker once. */
export interface SimulationInput {
  readonly seed: number
  readonly asOf: Day
  readonly horizonMonths: number
  readonly currency: Currency
  readonly baseline: Baseline
  /** histories on the clock the baseline was fitted with */
  readonly rf: RecencyFrequency
  /** calendar days from each row's last purchase to the as-of day */
  readonly silence: Float64Array
  /** `keyOfText` of each row's customer key */
  readonly keys: Uint32Array
  /** expected newcomers per day; 0 switches them off */
  readonly newcomersPerDay: number
  /** newcomers bought by acquisition, simulated per replicate to know what one is worth; 0 for none */
  readonly acquired: number
  readonly programs: readonly SimulatedProgram[]
  /** refunds as a share of sales in the past; simulated orders have none, but services may change them */
  readonly refundShare: number
  /** attributes of past orders, from which future orders take theirs; rows of customer c are offsets[c] .. offsets[c + 1] − 1 */
  readonly orders: {
    readonly offsets: Int32Array
    readonly seconds: Int32Array
    readonly attributes: Readonly<Record<string, CodedColumn>>
  } | undefined
  /** codes per row of `rf` */
  readonly customerAttributes: Readonly<Record<string, CodedColumn>>
}

/** Replaces the response: members' visits × (1 + lift), their drop-out hazard × ratio, and nothing else. For break-even questions. */
export interface Probe {
  readonly program: number
  readonly visitLift: number
  readonly hazardRatio: number
}

/** How long ago an order makes a customer count as active at the start (model.md §4: 12 months). */
export const ACTIVE_DAYS = 365
