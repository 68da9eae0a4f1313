import {fromMajor} from '../base/money.js'
import type {SimulateResult} from '../tasks/simulate/result.js'
import type {SimulationFigures} from './simulation-figures.js'
import {evidenceName, evidenceValue} from './words/evidence.js'
import {warningText} from './words/warnings.js'

/** An error of the backtest beyond this is said to be large. */
const POOR_ERROR = 0.25

/** What to know before believing the figures. The missing CAC is said where acquisition is. */
export function cautions(result: SimulateResult, {format}: SimulationFigures): string[] {
  return result.warnings.filter(({code}) => code !== 'cac-missing').map((warning) => warningText(warning, format.language))
}

/** The sentences that say what was simulated, and under which assumptions. */
export function premises(result: SimulateResult, figures: SimulationFigures): string[] {
  const {words, format} = figures
  const {baseline} = result
  const money = (text: string) => format.aboutMoney(fromMajor(Number(text), format.currency))
  const without = words.baseline(format.percent(baseline.retention.p50), format.integer(baseline.orders.p50),
    money(baseline.revenue.p50), money(baseline.margin.p50))
  const free = result.customersWithoutSales === 0 ? '' : ` ${words.freeOnly(format.integer(result.customersWithoutSales))}`
  const newcomers = baseline.newCustomers >= 1 ? ` ${words.newcomers(format.integer(baseline.newCustomers))}` : ''
  return [
    `${words.from(figures.day(result.asOf), format.integer(result.customers), format.integer(baseline.activeCustomers))}${free} ${without}${newcomers}`,
    words.runs(format.integer(result.replicates)),
    `${words.marginUsed(format.percent(result.grossMargin), format.percent(result.discountRateYearly))} ${words.response[result.response]}`,
  ]
}

/** Why the columns of the money table do not add up, and, of programs whose members pay, what their cost is net of. */
export function moneyRemarks(result: SimulateResult, figures: SimulationFigures): string[] {
  const {words} = figures
  const fees = result.programs.filter(({costs}) => Number(costs.fees.mean) > 0)
    .map(({name, costs}) => words.feesDeducted(name, figures.money(costs.fees).middle))
  return [result.discountRateYearly > 0 ? words.discounted : words.ownMiddles, ...fees]
}

/** What winning a customer costs beside keeping one, or that the former is not known. */
export function acquisitionRemark(result: SimulateResult, figures: SimulationFigures): string {
  const {words, format} = figures
  const known = result.programs.find(({acquisition}) => acquisition.cac !== null)?.acquisition
  if (known?.cac == null) return words.cacUnknown
  const [ratio, perKept] = [known.ratio?.p50 ?? null, known.costPerRetained.p50]
  if (ratio === null || ratio <= 0 || perKept === null) return ''
  const [kept, won] = [figures.money(known.costPerRetained).middle, format.money(fromMajor(Number(known.cac.amount), format.currency))]
  if (ratio < 1) return words.keepingDearer(kept, won, format.number(1 / ratio, ratio > 0.1 ? 1 : 0))
  return words.winningDearer(kept, won, format.number(ratio, ratio < 10 ? 1 : 0))
}

/** How far to trust it: the backtest, what is exact, and how to get the same figures again. */
export function certainty(result: SimulateResult, figures: SimulationFigures): string[] {
  const {words, format} = figures
  const error = fromMajor(Number(result.stopped.headlineStandardError), format.currency)
  const {backtest} = result
  const tested = backtest === null ? words.backtestNone : words.backtest(
    format.signed(backtest.error, format.percent), figures.day(backtest.holdoutFrom), figures.day(backtest.holdoutTo))
  const poor = backtest !== null && Math.abs(backtest.error) > POOR_ERROR ? ` ${words.backtestPoor}` : ''
  return [`${tested}${poor}`, words.exact, words.precision(format.aboutMoney(error))]
}

/** One line per assumption behind any of the programs, the most influential first. */
export interface AssumptionLine {
  readonly id: string
  readonly name: string
  /** `+2%` */
  readonly believed: string
  /** `−1% to +5%`; '' where it is taken as certain */
  readonly range: string
  readonly grade: string
  readonly source: string
  readonly overridden: boolean
  /** 0..1: how much of the result's variation goes with it */
  readonly influence: number
}

export function assumptions(result: SimulateResult, {format, words}: SimulationFigures): AssumptionLine[] {
  const found = new Map<string, AssumptionLine>()
  for (const program of result.programs)
    for (const {id, quantity, centre, low, high, grade, source, overridden, influence} of program.assumptions) {
      if ((found.get(id)?.influence ?? -1) >= influence) continue
      const [middle, from, to] = [centre, low, high].map((value) => evidenceValue(id, value, format)) as [string, string, string]
      const range = from === to ? '' : words.range(from, to)
      found.set(id, {id, name: evidenceName(id, quantity, format.language), believed: middle, range, grade, source, overridden, influence})
    }
  return [...found.values()].sort((a, b) => b.influence - a.influence)
}
