import type {BacktestOutcome, Verdict} from '../models/backtest.js'
import type {FitNote} from '../models/fit-baseline.js'
import type {Language} from '../vocabulary.js'
import type {Format} from './format.js'
import {WORDS_MODEL} from './words/model.js'

/** What `backtestLine` needs: the outcome of `backtest`, or the same figures from a result read back. */
export type BacktestFigures =
  | {readonly available: true; readonly result: {
      readonly months: number
      readonly orders: {readonly expected: number; readonly actual: number; readonly error: number | null}
      readonly verdict: Verdict
    }}
  | Extract<BacktestOutcome, {available: false}>

/** The line every simulation shows about its baseline: how the recent past would have been forecast, and what to make of it. */
export function backtestLine(outcome: BacktestFigures, language: Language, format: Format): string {
  const words = WORDS_MODEL[language].backtest
  if (!outcome.available) return words.unavailable[outcome.reason]
  const {months, orders, verdict} = outcome.result
  const error = orders.error === null ? '–' : format.signed(orders.error, (value) => format.percent(value, 0))
  return `${words.line(monthsText(months, language, format), format.integer(orders.expected), format.integer(orders.actual), error)} ${words.verdict[verdict]}`
}

/** What a person should know of a fit. */
export function fitNoteText(note: FitNote, language: Language): string {
  return WORDS_MODEL[language].notes[note]
}

export function monthsText(months: number, language: Language, format: Format): string {
  const word = language === 'fr' ? 'mois' : months === 1 ? 'month' : 'months'
  return `${format.integer(Math.max(1, months))}\u00a0${word}`
}
