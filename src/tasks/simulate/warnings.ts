import {isoDay} from '../../base/day.js'
import type {Purchases} from '../../history/purchases.js'
import type {BacktestOutcome} from '../../models/backtest.js'
import type {FittedBaseline, FitNote} from '../../models/fit-baseline.js'
import {unmatchedConditions} from '../../programs/unmatched.js'
import type {Horizon} from '../../simulation/horizon.js'
import type {SimulatedProgram} from '../../simulation/input.js'
import type {SimulateRequest} from './request.js'
import type {SimulationWarning} from './result.js'
import {refundShare} from './input.js'

interface Situation {
  readonly request: SimulateRequest
  readonly programs: readonly SimulatedProgram[]
  readonly purchases: Purchases
  readonly horizon: Horizon
  readonly fitted: FittedBaseline
  readonly tested: BacktestOutcome
  readonly newcomersPerYear: number
  /** largest mean budget of a program ÷ what is spent on acquisition over the same time; undefined without a CAC */
  readonly budgetRatio: number | undefined
}

const FIT_NOTES: Readonly<Record<FitNote, string | undefined>> = {
  'small-base': 'There are few customers: figures for this base lean on what is usual elsewhere, and the ranges are wide.',
  'few-repeats': 'Few customers have bought more than once: how often they return is known only roughly.',
  'no-dropout': 'The model sees no customers leaving for good in this history: effects on retention cannot show either.',
  'weakly-determined': 'The history does not pin down how customers come and go: the ranges are wide.',
  'few-repeat-spenders': 'Few repeat purchases have an amount: what customers spend is known only roughly.',
  'first-purchases-used': 'Too few repeat purchases: first purchases were used to learn what customers spend.',
  'spend-heavy-tail': 'A few very large orders dominate: average spending per customer is uncertain.',
  'spend-constant': 'All customers spend about the same per order.',
  'spend-frequency-related': 'Customers who come often spend differently per order, which the model does not know: totals may be a little off.',
  'season-unknown': undefined,
  subscription: 'Customers pay at regular intervals, as subscribers do: the model of purchases at random does not suit them.',
}

/** What a condition asks for and this history does not have. */
function neverHolds(attribute: string, values: readonly string[], known: readonly string[]): string {
  return values.length === 0
    ? `nothing in this history has a ${attribute === 'hours' ? 'time of day' : attribute}; what depends on it never happens.`
    : `no ${attribute} is ${values.join(' or ')} here (there are ${known.join(', ')}); what depends on it never happens.`
}

/** Refunds above this share of sales are worth a word: simulated sales are before refunds. */
const REFUNDS_WORTH_SAYING = 0.02
const FAR = 36
/** A budget so many times today's acquisition spend is far from where n(S) = n0·(S/S0)^κ was ever seen. */
const STRETCHED = 3

/** What a reader must know before believing the figures. */
export function warningsOf(situation: Situation): SimulationWarning[] {
  const {request, fitted, tested, newcomersPerYear, purchases, horizon} = situation
  const warnings: SimulationWarning[] = []
  const warn = (code: string, message: string, values?: readonly string[]): void => {
    warnings.push({code, message, ...(values === undefined ? {} : {values})})
  }
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
  if (situation.budgetRatio !== undefined && situation.budgetRatio > STRETCHED)
    warn('acquisition-stretched', 'A program costs several times what is spent on winning customers today: how many more that money would win is a stretch.')
  for (const {definition, until} of situation.programs) {
    const {name} = definition
    if ((definition.until ?? horizon.start) < horizon.start)
      warn('program-over', `${name}: it ended on ${isoDay(definition.until!)}, before the days simulated; nothing of it happens.`,
        [name, isoDay(definition.until!)])
    if ((definition.from ?? horizon.end) > horizon.end)
      warn('program-later', `${name}: it begins on ${isoDay(definition.from!)}, after the days simulated; nothing of it happens.`,
        [name, isoDay(definition.from!)])
    if (until !== undefined)
      warn('budget-spent', `${name}: its budget is expected to be spent on ${isoDay(until)}; it ends there.`, [name, isoDay(until)])
    for (const {attribute, values, known} of unmatchedConditions(definition, purchases))
      warn('condition-never-holds', `${name}: ${neverHolds(attribute, values, known)}`, [name, attribute, values.join(', '), known.join(', ')])
  }
  return warnings
}
