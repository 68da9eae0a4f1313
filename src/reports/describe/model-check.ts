import chalk from 'chalk'
import {minorDigits, type MoneyJson} from '../../base/money.js'
import {parseIsoDay} from '../../base/day.js'
import type {Verdict} from '../../models/backtest.js'
import type {ModelCheckResult} from '../../tasks/model-check.js'
import type {Language} from '../../vocabulary.js'
import {bullet, fixed} from './model.js'
import {type Format, formatFor} from '../format.js'
import {type Column, heading, SCREEN_WIDTH, table, wrap} from '../table.js'
import {MODEL_NAMES, WORDS_MODEL} from '../words/model.js'
import {forecastsText, WORDS_MODEL_CHECK} from '../words/model-check.js'

const COLOUR: Readonly<Record<Verdict, (text: string) => string>> = {good: chalk.green, usable: chalk.yellow, poor: chalk.red}
const BAR = 24

/** The backtest on screen: the verdict in words first, then what it rests on. */
export function describeModelCheck(result: ModelCheckResult, language: Language): string {
  const words = WORDS_MODEL_CHECK[language]
  const format = formatFor(language, result.currency)
  const day = (text: string): string => format.day(parseIsoDay(text)!)
  const notes = result.notes.map((note) => WORDS_MODEL[language].notes[note])
  return [
    heading(words.title(MODEL_NAMES[result.model])),
    wrap(words.how(day(result.calibration.to), day(result.holdout.from), day(result.holdout.to), format.integer(result.customers)), SCREEN_WIDTH),
    '',
    COLOUR[result.verdict](wrap(words.verdict[result.verdict], SCREEN_WIDTH)),
    wrap(sentences(result, format, language), SCREEN_WIDTH),
    ...[rules(result, format, language), months(result, format, language), classes(result, format, language),
      segments(result, format, language), models(result, format, language)].filter((part) => part !== '').flatMap((part) => ['', part]),
    ...(notes.length === 0 ? [] : ['', heading(WORDS_MODEL[language].headings.notes), ...notes.map(bullet)]),
  ].join('\n')
}

function sentences(result: ModelCheckResult, format: Format, language: Language): string {
  const words = WORDS_MODEL_CHECK[language]
  const {actual, expected, error} = result.orders
  const size = format.percent(Math.abs(error ?? 0), 1)
  const how = error === null || Math.abs(error) < 0.0005 ? words.exact : error > 0 ? words.tooHigh(size) : words.tooLow(size)
  const {samePeriod, constantRate} = result.naive
  const better = result.perCustomer.rmse <= Math.min(samePeriod.rmse, constantRate.rmse)
  return [
    words.sentence(format.integer(expected), format.integer(actual), how), better ? words.better : words.worse,
    words.cumulative(format.percent(result.tracking.mape, 1)),
  ].join(' ')
}

function errorText(error: number | null, format: Format): string {
  return error === null ? '–' : format.signed(error, (value) => format.percent(value, 1))
}

function numbers(...headings: readonly string[]): Column[] {
  return headings.map((text) => ({heading: text, align: 'right'}))
}

function rules(result: ModelCheckResult, format: Format, language: Language): string {
  const {columns, headings, ...words} = WORDS_MODEL_CHECK[language]
  const {samePeriod, constantRate} = result.naive
  const money = (amount: MoneyJson): string => format.wholeMoney(Number(amount.amount) * 10 ** minorDigits(result.currency))
  const row = (name: string, {orders, rmse}: {orders: {expected: number; actual: number; error: number | null}; rmse: number}): string[] =>
    [name, format.integer(orders.expected), format.integer(orders.actual), errorText(orders.error, format), fixed(rmse, 2, language)]
  const name = MODEL_NAMES[result.model]
  return [
    heading(headings.against),
    table([{heading: columns.rule}, ...numbers(columns.expected, columns.actual, columns.error, columns.perCustomer)], [
      row(`${name}, ${words.orders}`, {orders: result.orders, rmse: result.perCustomer.rmse}),
      row(words.samePeriod, samePeriod),
      row(words.constantRate, constantRate),
      [`${name}, ${words.revenue}`, money(result.revenue.expected), money(result.revenue.actual), errorText(result.revenue.error, format), ''],
    ], {indent: 2}),
    chalk.dim(wrap(words.perCustomerHint, SCREEN_WIDTH)),
  ].join('\n')
}

/** A bar of what came, with a mark where the forecast stood. */
function months(result: ModelCheckResult, format: Format, language: Language): string {
  const {columns, headings} = WORDS_MODEL_CHECK[language]
  const most = Math.max(1, ...result.byMonth.flatMap(({actual, expected}) => [actual, expected]))
  const rows = result.byMonth.map(({month, actual, expected}) => {
    const [year = 0, number = 1] = month.split('-').map(Number)
    const filled = Math.round((BAR * actual) / most)
    const mark = Math.min(BAR - 1, Math.round((BAR * expected) / most))
    const bar = Array.from({length: BAR}, (_, i) => (i === mark ? '|' : i < filled ? '█' : ' ')).join('').trimEnd()
    return [format.month(year * 12 + number - 1), format.integer(expected), format.integer(actual), bar]
  })
  return [heading(headings.months), table([{heading: columns.month}, ...numbers(columns.expected, columns.actual),
    {heading: `█ ${columns.actual}  | ${columns.expected}`}], rows, {indent: 2})].join('\n')
}

function classes(result: ModelCheckResult, format: Format, language: Language): string {
  const {columns, headings, times} = WORDS_MODEL_CHECK[language]
  const rows = result.classes.map(({from, to, customers, expected, actual}) => [
    times(format.integer(from), to === null ? null : format.integer(to)), format.integer(customers), fixed(expected, 2, language), fixed(actual, 2, language),
  ])
  return [heading(headings.classes),
    table([{heading: columns.before}, ...numbers(columns.customers, columns.expectedEach, columns.actualEach)], rows, {indent: 2})].join('\n')
}

function segments(result: ModelCheckResult, format: Format, language: Language): string {
  const {columns, headings, firstPurchase} = WORDS_MODEL_CHECK[language]
  if (result.segments.length < 2) return ''
  const rows = result.segments.map(({by, value, customers, orders}) => [
    by === 'first-purchase' ? firstPurchase(value) : `${by}: ${value}`, format.integer(customers),
    format.integer(orders.expected), format.integer(orders.actual), errorText(orders.error, format),
  ])
  return [heading(headings.segments),
    table([{heading: columns.group}, ...numbers(columns.customers, columns.expected, columns.actual, columns.error)], rows, {indent: 2})].join('\n')
}

function models(result: ModelCheckResult, format: Format, language: Language): string {
  const {columns, headings, ...words} = WORDS_MODEL_CHECK[language]
  const best = result.models.find(({model}) => model === result.recommended)
  if (best === undefined) return ''
  const rivalled = result.models.some(({model, meanError}) => model !== best.model && meanError <= best.meanError)
  const rows = result.models.map(({model, errors, meanError, verdict}) =>
    [MODEL_NAMES[model], ...errors.map((error) => errorText(error, format)), format.percent(meanError, 1), words.words[verdict]])
  const from = result.origins.map(({calibrationTo}) => {
    const [year = 0, number = 1] = calibrationTo.split('-').map(Number)
    return format.month(year * 12 + number - 1)
  })
  return [
    heading(headings.models),
    table([{heading: columns.model}, ...numbers(...from, columns.meanError), {heading: columns.verdict}], rows, {indent: 2}),
    wrap((rivalled ? words.asGood : words.recommended)(MODEL_NAMES[result.recommended], format.percent(best.meanError, 1),
      forecastsText(format.integer(result.origins.length), language)), SCREEN_WIDTH),
    ...leaning(result, language).map((text) => wrap(text, SCREEN_WIDTH)),
    ...(result.recommended === 'pareto-nbd' ? [] : [wrap(words.simulationsUse, SCREEN_WIDTH)]),
  ].join('\n')
}

/** Errors of one sign and some size from every moment are no bad luck. */
function leaning(result: ModelCheckResult, language: Language): string[] {
  const words = WORDS_MODEL_CHECK[language]
  const errors = result.models.find(({model}) => model === result.model)?.errors.flatMap((error) => error ?? []) ?? []
  if (errors.length < 2 || errors.some((error) => Math.abs(error) < 0.05 || Math.sign(error) !== Math.sign(errors[0]!))) return []
  return [errors[0]! < 0 ? words.alwaysLow : words.alwaysHigh]
}
