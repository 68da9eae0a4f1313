import type {Purchases} from '../history/purchases.js'
import type {BacktestOutcome} from '../models/backtest.js'
import type {FittedBaseline, FitNote} from '../models/fit-baseline.js'
import type {SimulateRequest} from './simulate.js'
import type {SimulationWarning} from './simulate-result.js'
import {refundShare} from './simulation-input.js'

interface Situation {
  readonly request: SimulateRequest
  readonly purchases: Purchases
  readonly fitted: FittedBaseline
  readonly tested: BacktestOutcome
  readonly newcomersPerYear: number
}

const FIT_NOTES: Readonly<Record<FitNote, string | undefined>> = {
  'small-base': 'There are few customers: figures for this base lean on what is usual elsewhere, and the ranges are wide.',
  'few-repeats': 'Few customers have bought more than once: how often they return is known only roughly.',
  'no-dropout': 'The history shows no customers leaving for good: effects on retention cannot show either.',
  'weakly-determined': 'The history does not pin down how customers come and go: the ranges are wide.',
  'few-repeat-spenders': 'Few repeat purchases have an amount: what customers spend is known only roughly.',
  'first-purchases-used': 'Too few repeat purchases: first purchases were used to learn what customers spend.',
  'spend-heavy-tail': 'A few very large orders dominate: average spending per customer is uncertain.',
  'spend-constant': 'All customers spend about the same per order.',
  'spend-frequency-related': 'Customers who come often spend differently per order, which the model does not know: totals may be a little off.',
  'season-unknown': undefined,
  subscription: 'Customers pay at regular intervals, as subscribers do: the model of purchases at random does not suit them.',
}

/** Refunds above this share of sales are worth a word: simulated sales are before refunds. */
const REFUNDS_WORTH_SAYING = 0.02
const FAR = 36

/** What a reader must know before believing the figures. */
export function warningsOf(situation: Situation): SimulationWarning[] {
  const {request, fitted, tested, newcomersPerYear, purchases} = situation
  const warnings: SimulationWarning[] = []
  const warn = (code: string, message: string): void => { warnings.push({code, message}) }
  if (tested.available && tested.result.verdict === 'poor')
    warn('backtest-poor', 'The model would have forecast the recent past badly: do not rely on these figures without a test of your own.')
  if (!tested.available) warn('backtest-missing', 'The history is too short to check the forecast against the past.')
  for (const note of fitted.notes) {
    const message = FIT_NOTES[note]
    if (message !== undefined) warn(note, message)
  }
  if (!fitted.baseline.seasonalityKnown) warn('season-unknown', 'The history is shorter than two years, or too thin: no season is assumed.')
  if (!request.newCustomers) warn('newcomers-off', 'New customers are left out, as asked: only today’s customers are simulated.')
  else if (newcomersPerYear === 0) warn('newcomers-none', 'Nobody has bought for the first time lately: no new customers are simulated.')
  if (request.cac === undefined && request.acquisitionSpendPerYear === undefined)
    warn('cac-missing', 'What a new customer costs is not known: give it with --cac to compare with acquisition.')
  if (refundShare(purchases) > REFUNDS_WORTH_SAYING)
    warn('refunds', 'Refunds are a noticeable part of sales; simulated sales are before refunds.')
  if (request.horizonMonths > FAR) warn('horizon-far', 'Beyond three years a forecast says more about the model than about your customers.')
  if (request.programs.some(({definition}) => definition.costs.budget !== undefined))
    warn('budget-ignored', 'A program’s budget cap is not applied in simulation: costs are shown as if it went on.')
  return warnings
}
