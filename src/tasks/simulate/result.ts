import type {GoalName} from '../../economics/goals.js'
import type {Currency, MoneyJson} from '../../base/money.js'
import type {PartialSpread, Spread} from '../../economics/spread.js'
import type {EvidenceGrade, ResponsePreset} from '../../vocabulary.js'

export type {PartialSpread, Spread}

/** Money as a spread: decimal strings in the currency ("12.50"), as everywhere in JSON; `Number(x.p50)` is safe to compute with. */
export interface MoneySpread {
  readonly p10: string
  readonly p50: string
  readonly p90: string
  readonly mean: string
  readonly standardError: string
  readonly currency: Currency
}

/** As `MoneySpread`, where some replicates have no such figure. */
export interface PartialMoneySpread {
  readonly p10: string | null
  readonly p50: string | null
  readonly p90: string | null
  readonly mean: string | null
  readonly standardError: string | null
  readonly share: number
  readonly currency: Currency
}

/** Life without a program over the horizon. Amounts are not discounted. */
export interface BaselineOutcome {
  /** of customers active in the 12 months before the start, the share with an order in the horizon */
  readonly retention: Spread
  /** of the same customers, the share not lost at the end of the horizon */
  readonly alive: Spread
  readonly orders: Spread
  readonly revenue: MoneySpread
  readonly margin: MoneySpread
  /** customers active in the 12 months before the start: what retention is a share of */
  readonly activeCustomers: number
  /** expected newcomers over the horizon; 0 when switched off */
  readonly newCustomers: number
}

/** What the program costs over the horizon, not discounted. `programCost` = the sum of the costs − `fees`. */
export interface CostLines {
  /** rewards, vouchers and price advantages on all orders, at cost */
  readonly rewards: MoneySpread
  /** the part of `rewards` on orders that would have come anyway */
  readonly deadweight: MoneySpread
  readonly services: MoneySpread
  readonly contacts: MoneySpread
  readonly fixed: MoneySpread
  /** points (and vouchers) still owed at the end, at cost, to members who will use them */
  readonly outstanding: MoneySpread
  /** what members pay: income */
  readonly fees: MoneySpread
}

/** The same money spent on winning new customers. Null fields: not known without a CAC. */
export interface AcquisitionOutcome {
  /** what the program lays out: its costs before fees */
  readonly budget: MoneySpread
  /** new customers the same money would win */
  readonly customers: Spread | null
  readonly netValue: MoneySpread | null
  readonly roi: PartialSpread | null
  /** share of replicates in which the program's net value is above acquisition's */
  readonly probabilityRetentionWins: number | null
  /** below this budget acquisition returns more per unit spent, above it the program does; 0: the program always */
  readonly crossoverBudget: PartialMoneySpread | null
  /** program cost per retained customer gained; a replicate without a gain has none */
  readonly costPerRetained: PartialMoneySpread
  /** average CAC used, null where nobody stated one */
  readonly cac: MoneyJson | null
  /** measured CAC ÷ cost per retained customer, to hold against the folklore "5" */
  readonly ratio: PartialSpread | null
  /** margin of one newcomer over the horizon, discounted, before what it cost to win her */
  readonly newCustomerValue: MoneySpread
  /** with a CAC (of the next customer) below this, acquisition would be the better use of the money */
  readonly breakEvenCac: PartialMoneySpread
  /** acquisition today: newcomers in the history, and what is spent on them (stated, or CAC × newcomers) */
  readonly basis: {readonly newCustomersPerYear: number; readonly spendPerYear: MoneyJson | null}
}

/** A goal of the program file, judged. */
export interface GoalOutcome {
  readonly goal: GoalName
  /** the target as a number: pp as a share, money in major units */
  readonly target: number
  /** share of replicates that meet it */
  readonly probability: number
}

/** Why members look better than others, with and without the program. */
export interface SelfSelection {
  /** members' orders per customer ÷ non-members', − 1: what a comparison of the two groups would show */
  readonly naive: PartialSpread
  /** orders of those who take part, with ÷ without the program, − 1: what the program did */
  readonly causal: PartialSpread
}

/** What campaigns to silent customers seem to do, and what they do. */
export interface CampaignOutcome {
  readonly contacted: Spread
  /** followed by an order within 60 days: what a naive count credits to them */
  readonly cameBack: Spread
  /** came because of it */
  readonly becauseOfIt: Spread
}

export interface ProgramOutcome {
  readonly name: string
  readonly file: string
  readonly retention: Spread
  /** program − baseline, as a share: 0.021 is 2.1 percentage points */
  readonly retentionDifference: Spread
  readonly customersRetained: Spread
  readonly alive: Spread
  readonly orders: Spread
  readonly revenue: MoneySpread
  /** orders with the program less those without it: what it brings less what it takes */
  readonly incrementalOrders: Spread
  /** margin on `revenue` less that of the baseline, before the program's cost; not discounted */
  readonly incrementalMargin: MoneySpread
  /** net of fees */
  readonly programCost: MoneySpread
  readonly costs: CostLines
  /** incremental margin − program cost, discounted to the start */
  readonly netValue: MoneySpread
  /** net value ÷ costs before fees (discounted); a program that costs nothing has none */
  readonly roi: PartialSpread
  readonly probabilityProfitable: number
  /** increase of members' visits at which the program pays for itself, on the same draws; null quantile: not within +150 % */
  readonly breakEvenLift: PartialSpread
  /** drop-out hazard ratio of members at which it pays for itself; null quantile: not even at 0.70 */
  readonly breakEvenHazardRatio: PartialSpread
  /** month (1 = first) from which the cumulative net value stays positive */
  readonly paybackMonth: PartialSpread
  /** booked liability at the end: points outstanding × URR × unit cost */
  readonly liability: MoneySpread
  readonly points: {
    readonly issued: Spread
    readonly redeemed: Spread
    readonly expired: Spread
    readonly reversed: Spread
    readonly outstanding: Spread
  }
  /** members among customers with an order in the horizon */
  readonly participation: Spread
  /** what a typical member gets back per unit of spend (mean over members); 0: nobody can reach a reward */
  readonly perceivedValue: Spread
  /** all it can do hangs on rewards that members collect for: no benefits, no messages, no referrals */
  readonly onlyRewards: boolean
  readonly selfSelection: SelfSelection
  /** campaigns to silent customers; null for programs without */
  readonly campaigns: CampaignOutcome | null
  /** new customers whom members brought and who would not have come otherwise; null for programs without referral */
  readonly friends: Spread | null
  readonly acquisition: AcquisitionOutcome
  readonly goals: readonly GoalOutcome[]
  readonly assumptions: readonly AssumptionUsed[]
}

/** One assumption of the response, as this run used it. `explain response` says what would change it. */
export interface AssumptionUsed {
  readonly id: string
  readonly quantity: string
  /** median and 90 % interval of what was believed */
  readonly centre: number
  readonly low: number
  readonly high: number
  readonly grade: EvidenceGrade
  readonly source: string
  /** replaced by the program file */
  readonly overridden: boolean
  /** share of the net value's variation between replicates that goes with it (squared rank correlation) */
  readonly influence: number
}

/** Something to know before believing the figures. `code` is stable. */
export interface SimulationWarning {
  readonly code: string
  readonly message: string
  /** what the message names, for other languages */
  readonly values?: readonly string[]
}

export interface SimulateResult {
  readonly seed: number
  readonly asOf: string
  readonly replicates: number
  readonly horizonMonths: number
  readonly customers: number
  /** those among them who never had anything to pay: their visits count, `history` and `profile` leave them out */
  readonly customersWithoutSales: number
  readonly currency: Currency
  readonly response: ResponsePreset
  readonly grossMargin: number
  readonly discountRateYearly: number
  /** why no more replicates were run, and the headline's (net value of the first program) Monte Carlo error */
  readonly stopped: {readonly because: 'precise-enough' | 'limit'; readonly headlineStandardError: string; readonly bound: string}
  /** hash of everything the figures depend on */
  readonly fingerprint: {readonly history: string; readonly version: string}
  readonly baseline: BaselineOutcome
  readonly programs: readonly ProgramOutcome[]
  /** conditions of `--fail-unless`, for each program: the share of replicates in which the comparison holds */
  readonly conditions: readonly {readonly condition: string; readonly program: string; readonly probability: number; readonly met: boolean}[]
  /** one line of the backtest, null where the history is too short for one */
  readonly backtest: {readonly verdict: string; readonly error: number; readonly holdoutFrom: string; readonly holdoutTo: string} | null
  readonly warnings: readonly SimulationWarning[]
}
