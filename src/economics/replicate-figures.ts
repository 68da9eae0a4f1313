import type {ProgramFacts} from '../programs/facts.js'
import type {BaselineOutcome, ProgramOutcome, ReplicateOutcome} from '../simulation/outcome.js'
import {accountsOf, sumOf, type Accounts, type Assumptions} from './accounts.js'
import {acquisitionOf, breakEvenCac, type AcquisitionAccounts, type AcquisitionToday} from './acquisition.js'
import {discountFactors, presentValue} from './discounting.js'

/** Every figure of one program in one replicate; money in minor units. */
export interface ReplicateFigures extends Accounts {
  readonly retention: number
  readonly retentionDifference: number
  readonly customersRetained: number
  readonly alive: number
  readonly orders: number
  readonly revenue: number
  readonly incrementalOrders: number
  readonly participation: number
  readonly perceivedValue: number
  readonly naive: number | null
  readonly causal: number | null
  /** sales above the baseline, as a share */
  readonly sales: number
  readonly costPerRetained: number | null
  readonly ratio: number | null
  readonly newCustomerValue: number
  readonly breakEvenCac: number | null
  readonly acquisition: AcquisitionAccounts | undefined
}

export interface FiguresQuestion {
  readonly facts: ProgramFacts
  readonly costPerPoint: number
  readonly assumptions: Assumptions
  /** undefined where nobody stated what a new customer costs */
  readonly acquisition: AcquisitionToday | undefined
  /** drawn κ of this replicate */
  readonly kappa: number
}

export function figuresOf(outcome: ReplicateOutcome, program: ProgramOutcome, question: FiguresQuestion): ReplicateFigures {
  const {baseline} = outcome
  const accounts = accountsOf(baseline, program, question.facts, question.costPerPoint, question.assumptions)
  const value = newCustomerValue(outcome.acquired, question.assumptions)
  const [revenue, before] = [sumOf(program.revenue), sumOf(baseline.revenue)]
  const gained = program.retained - baseline.retained
  const costPerRetained = gained > 0 ? accounts.programCost / gained : null
  const {acquisition} = question
  return {
    ...accounts,
    ...retentionOf(baseline, program),
    orders: program.orders, revenue, incrementalOrders: program.orders - baseline.orders,
    participation: share(program.joinedWithOrder, program.customersWithOrder),
    perceivedValue: share(program.perceived, program.members),
    naive: ratioLessOne(program.memberOrders * program.others, program.otherOrders * program.members),
    causal: ratioLessOne(program.partOrders, program.partBaselineOrders),
    sales: before > 0 ? revenue / before - 1 : 0,
    costPerRetained,
    ratio: acquisition === undefined ? null : costPerRetained === null ? 0 : costPerRetained > 0 ? acquisition.cac / costPerRetained : null,
    newCustomerValue: value,
    breakEvenCac: breakEvenCac(value, accounts.roi),
    acquisition: acquisition === undefined ? undefined
      : acquisitionOf({budget: accounts.outlay, budgetPresent: accounts.outlayPresent}, value, accounts.roi, acquisition, question.kappa),
  }
}

type Retention = Pick<ReplicateFigures, 'retention' | 'retentionDifference' | 'customersRetained' | 'alive'>

function retentionOf(baseline: BaselineOutcome, program: ProgramOutcome): Retention {
  return {
    retention: share(program.retained, baseline.active),
    retentionDifference: share(program.retained - baseline.retained, baseline.active),
    customersRetained: program.retained - baseline.retained,
    alive: share(program.alive, baseline.active),
  }
}

/** Discounted margin of a customer won on the first day, over the horizon (model.md §4). */
function newCustomerValue(revenueByMonth: Float64Array, {margin, discountRateYearly, months}: Assumptions): number {
  return margin * presentValue(revenueByMonth, discountFactors(discountRateYearly, months))
}

export function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0
}

function ratioLessOne(a: number, b: number): number | null {
  return b > 0 ? a / b - 1 : null
}
