import {decimalText, moneyJson, roundMinor, type Currency} from '../../base/money.js'
import {judgeGoals} from '../../economics/goals.js'
import {sumOf} from '../../economics/accounts.js'
import {share, type ReplicateFigures} from '../../economics/replicate-figures.js'
import type {AcquisitionToday} from '../../economics/acquisition.js'
import {partialSpreadOf, spreadOf, type PartialSpread} from '../../economics/spread.js'
import type {ReplicateOutcome} from '../../simulation/outcome.js'
import type {ProgramDefinition} from '../../programs/definition.js'
import type {LoadedProgram} from '../programs/library.js'
import type {AcquisitionOutcome, AssumptionUsed, BaselineOutcome, CostLines, MoneySpread, PartialMoneySpread, ProgramOutcome} from './result.js'

/** Formats replicates' figures as the result: money as decimal strings, everything uncertain as a spread. */
export class Summary {
  constructor(private readonly currency: Currency) {}

  money(values: readonly number[]): MoneySpread {
    const {p10, p50, p90, mean, standardError} = spreadOf(values)
    return {
      p10: this.text(p10), p50: this.text(p50), p90: this.text(p90), mean: this.text(mean), standardError: this.text(standardError), currency: this.currency,
    }
  }

  partialMoney(values: readonly (number | null)[], missing: 'above' | 'below'): PartialMoneySpread {
    const spread = partialSpreadOf(values, missing)
    const text = (value: number | null): string | null => (value === null ? null : this.text(value))
    return {
      p10: text(spread.p10), p50: text(spread.p50), p90: text(spread.p90), mean: text(spread.mean), standardError: text(spread.standardError),
      share: spread.share, currency: this.currency,
    }
  }

  text(minorUnits: number): string {
    return decimalText(roundMinor(minorUnits), this.currency)
  }

  baseline(outcomes: readonly ReplicateOutcome[], margin: number): BaselineOutcome {
    const baselines = outcomes.map(({baseline}) => baseline)
    const revenue = baselines.map((each) => sumOf(each.revenue))
    return {
      retention: spreadOf(baselines.map((each) => share(each.retained, each.active))),
      alive: spreadOf(baselines.map((each) => share(each.alive, each.active))),
      orders: spreadOf(baselines.map((each) => each.orders)),
      revenue: this.money(revenue),
      margin: this.money(revenue.map((each) => each * margin)),
      activeCustomers: baselines[0]!.active,
      newCustomers: baselines.reduce((sum, each) => sum + each.newcomers, 0) / baselines.length,
    }
  }

  program(question: ProgramSummaryQuestion): ProgramOutcome {
    const {figures, outcomes, index, program} = question
    const of = (read: (each: ReplicateFigures) => number): number[] => figures.map(read)
    const count = (read: (each: ReplicateOutcome['programs'][number]) => number) => spreadOf(outcomes.map(({programs}) => read(programs[index]!)))
    const net = of((each) => each.netValue)
    return {
      name: program.definition.name, file: program.file,
      retention: spreadOf(of((each) => each.retention)),
      retentionDifference: spreadOf(of((each) => each.retentionDifference)),
      customersRetained: spreadOf(of((each) => each.customersRetained)),
      alive: spreadOf(of((each) => each.alive)),
      orders: spreadOf(of((each) => each.orders)),
      revenue: this.money(of((each) => each.revenue)),
      incrementalOrders: spreadOf(of((each) => each.incrementalOrders)),
      incrementalMargin: this.money(of((each) => each.incrementalMargin)),
      programCost: this.money(of((each) => each.programCost)),
      costs: this.costs(figures),
      netValue: this.money(net),
      roi: partialSpreadOf(figures.map((each) => each.roi), 'above'),
      probabilityProfitable: net.filter((each) => each > 0).length / net.length,
      breakEvenLift: question.breakEvenLift,
      breakEvenHazardRatio: question.breakEvenHazardRatio,
      paybackMonth: partialSpreadOf(figures.map((each) => each.paybackMonth), 'above'),
      liability: this.money(of((each) => each.liability)),
      points: {
        issued: count((each) => each.issued), redeemed: count((each) => each.redeemed), expired: count((each) => each.expired),
        reversed: count((each) => each.reversed), outstanding: count((each) => each.outstanding),
      },
      participation: spreadOf(of((each) => each.participation)),
      perceivedValue: spreadOf(of((each) => each.perceivedValue)),
      onlyRewards: hangsOnRewards(program.definition),
      selfSelection: {
        naive: partialSpreadOf(figures.map((each) => each.naive), 'below'),
        causal: partialSpreadOf(figures.map((each) => each.causal), 'below'),
      },
      campaigns: program.definition.triggers.some((trigger) => trigger.on === 'silence')
        ? {contacted: count((each) => each.contacted), cameBack: count((each) => each.cameBack), becauseOfIt: count((each) => each.answered)}
        : null,
      friends: program.definition.triggers.some((trigger) => trigger.on === 'referral') ? count((each) => each.friends) : null,
      acquisition: this.acquisition(figures, question),
      goals: judgeGoals(program.definition.goals, figures, this.currency),
      assumptions: question.assumptions,
    }
  }

  private costs(figures: readonly ReplicateFigures[]): CostLines {
    const line = (read: (each: ReplicateFigures) => number): MoneySpread => this.money(figures.map(read))
    return {
      rewards: line((each) => each.rewards), deadweight: line((each) => each.deadweight), services: line((each) => each.services),
      contacts: line((each) => each.contacts), fixed: line((each) => each.fixed), outstanding: line((each) => each.outstanding),
      fees: line((each) => each.fees),
    }
  }

  private acquisition(figures: readonly ReplicateFigures[], {today, newcomersPerYear, spendPerYear}: ProgramSummaryQuestion): AcquisitionOutcome {
    const bought = figures.flatMap(({acquisition}) => (acquisition === undefined ? [] : [acquisition]))
    const known = bought.length > 0
    return {
      budget: this.money(figures.map((each) => each.outlay)),
      customers: known ? spreadOf(bought.map((each) => each.customers)) : null,
      netValue: known ? this.money(bought.map((each) => each.netValue)) : null,
      roi: known ? partialSpreadOf(bought.map((each) => each.roi), 'above') : null,
      probabilityRetentionWins: known ? figures.filter((each, i) => each.netValue > bought[i]!.netValue).length / figures.length : null,
      crossoverBudget: known ? this.partialMoney(bought.map((each) => each.crossover), 'above') : null,
      costPerRetained: this.partialMoney(figures.map((each) => each.costPerRetained), 'above'),
      cac: today === undefined ? null : moneyJson(roundMinor(today.cac), this.currency),
      ratio: known ? partialSpreadOf(figures.map((each) => each.ratio), 'above') : null,
      newCustomerValue: this.money(figures.map((each) => each.newCustomerValue)),
      breakEvenCac: this.partialMoney(figures.map((each) => each.breakEvenCac), 'above'),
      basis: {newCustomersPerYear: newcomersPerYear, spendPerYear: spendPerYear === undefined ? null : moneyJson(roundMinor(spendPerYear), this.currency)},
    }
  }
}

export interface ProgramSummaryQuestion {
  readonly program: LoadedProgram
  readonly index: number
  readonly outcomes: readonly ReplicateOutcome[]
  readonly figures: readonly ReplicateFigures[]
  readonly breakEvenLift: PartialSpread
  readonly breakEvenHazardRatio: PartialSpread
  readonly assumptions: readonly AssumptionUsed[]
  readonly today: AcquisitionToday | undefined
  readonly newcomersPerYear: number
  /** minor units */
  readonly spendPerYear: number | undefined
}

function hangsOnRewards({rewards, benefits, triggers}: ProgramDefinition): boolean {
  return rewards.some((reward) => reward.redeem !== 'none') && benefits.length === 0 && triggers.length === 0
}
