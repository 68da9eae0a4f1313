import {minorDigits} from '../../base/money.js'
import type {ModelFitResult, Ratio} from '../../tasks/model-fit.js'
import {parseIsoDay} from '../../base/day.js'
import type {Language} from '../../vocabulary.js'
import {type Format, formatFor} from '../format.js'
import {facts, heading, SCREEN_WIDTH, table, wrap} from '../table.js'
import {MODEL_NAMES, WORDS_MODEL} from '../words/model.js'

/** A fit on screen: first what it says about the customers, then its parameters for those who compare. */
export function describeModelFit(result: ModelFitResult, language: Language): string {
  const words = WORDS_MODEL[language]
  const format = formatFor(language, result.currency)
  const notes = [
    ...(result.requested === result.model || result.model === 'sbg' ? [] : [words.noDropoutShown(MODEL_NAMES[result.requested])]),
    ...result.notes.map((note) => words.notes[note]),
  ]
  return [
    heading(words.fitTitle(MODEL_NAMES[result.model])),
    wrap([words.basis(format.integer(result.customers), format.day(parseIsoDay(result.from)!), format.day(parseIsoDay(result.until)!),
      format.integer(result.repeats)), ...(result.customersWithoutSales === 0 ? [] : [words.freeOnly(format.integer(result.customersWithoutSales))])].join(' '),
    SCREEN_WIDTH),
    ...(result.contract === null
      ? ['', heading(words.headings.meaning), facts(meaning(result, format, language), {indent: 2})]
      : contract(result.contract, format, language)),
    ...season(result, format, language),
    ...traits(result, format, language),
    '', heading(words.headings.parameters), parameters(result, format, language),
    wrap(words.fitQuality(words.units[result.timeUnit], format.number(result.logLikelihood, 4), format.number(result.spend.logLikelihood, 4)), SCREEN_WIDTH),
    ...(result.seasonality.known ? [wrap(words.seasonParameters, SCREEN_WIDTH)] : []),
    ...(notes.length === 0 ? [] : ['', heading(words.headings.notes), ...notes.map((note) => bullet(note))]),
  ].join('\n')
}

/** Always so many decimals, for columns. */
export function fixed(value: number, decimals: number, language: Language): string {
  return new Intl.NumberFormat(language, {minimumFractionDigits: decimals, maximumFractionDigits: decimals}).format(value)
}

export function bullet(text: string): string {
  return wrap(text, SCREEN_WIDTH - 4).split('\n').map((line, i) => `${i === 0 ? '  - ' : '    '}${line}`).join('\n')
}

function meaning(result: ModelFitResult, format: Format, language: Language): (readonly [string, string])[] {
  const words = WORDS_MODEL[language]
  const money = (amount: {readonly amount: string}): string => format.aboutMoney(Number(amount.amount) * 10 ** minorDigits(result.currency))
  if (result.meaning === null) {
    const ahead = result.newcomerOpportunities
    return ahead === null ? [] : [[words.opportunities,
      words.ofOpportunities(format.number(ahead.purchases, 2), format.integer(ahead.opportunities), words.units[result.timeUnit])]]
  }
  const {active, nextYear, newcomer} = result.meaning
  const {alpha = 0, r = 1} = result.parameters
  return [
    [words.active, words.activeOf(format.integer(active), format.integer(result.customers), format.percent(active / result.customers, 0))],
    [words.interval, words.everySo(format.number(alpha / r, alpha / r < 10 ? 1 : 0), words.units.week)],
    [words.averagePurchase, money(newcomer.averagePurchase)],
    [words.nextYear, words.ordersWorth(format.integer(nextYear.orders), money(nextYear.revenue))],
    [words.newcomer, words.newcomerValue(format.number(newcomer.ordersFirstYear, 1), money(newcomer.valueFirstYear))],
  ]
}

function contract({period, regularity, survival, firstYearPayments}: NonNullable<ModelFitResult['contract']>, format: Format, language: Language): string[] {
  const words = WORDS_MODEL[language]
  const shown = survival.filter(({renewals}) => renewals <= 6 || renewals % 6 === 0)
  const rows = shown.map(({renewals, observed, model}) =>
    [format.integer(renewals), observed === null ? '–' : format.percent(observed, 0), format.percent(model, 0)])
  return [
    wrap(words.contract.recognised(format.percent(regularity, 0), words.units[period]), SCREEN_WIDTH),
    '', heading(words.contract.heading),
    table([words.contract.after, words.contract.observed, words.contract.model].map((text) => ({heading: text, align: 'right' as const})), rows, {indent: 2}),
    words.contract.firstYear(format.number(firstYearPayments, 1)),
  ]
}

function season(result: ModelFitResult, format: Format, language: Language): string[] {
  if (!result.seasonality.known) return []
  const {multipliers} = result.seasonality
  const half = (from: number): string => multipliers.slice(from, from + 6)
    .map((value, i) => `${format.monthName(from + i).padEnd(6)}${fixed(value, 2, language)}`)
    .join('  ')
  return ['', heading(WORDS_MODEL[language].headings.season), `  ${half(0)}`, `  ${half(6)}`]
}

function traits(result: ModelFitResult, format: Format, language: Language): string[] {
  if (result.traits === null) return []
  const words = WORDS_MODEL[language]
  const times = ({ratio, low, high}: Ratio): string => words.times(fixed(ratio, 2, language), fixed(low, 2, language), fixed(high, 2, language))
  const rows = result.traits.effects.map(({trait, level, base, customers, purchaseRate, dropOut}) =>
    [words.against(`${trait === 'cohort' ? words.cohort : trait} ${level}`, base), format.integer(customers), times(purchaseRate), times(dropOut)])
  return [
    '', heading(words.headings.traits),
    table([{heading: ''}, ...[words.customers, words.buys, words.leaves].map((text) => ({heading: text, align: 'right' as const}))], rows, {indent: 2}),
    wrap(result.traits.pValue < 0.01 ? words.traitsMatter : words.traitsUnclear(format.percent(result.traits.pValue, 0)), SCREEN_WIDTH),
  ]
}

function parameters(result: ModelFitResult, format: Format, language: Language): string {
  const words = WORDS_MODEL[language]
  const {p, q, gamma} = result.spend
  const rows = [
    ...Object.entries(result.parameters).map(([name, value]) => [name, figure(value, format), figure(result.standardErrors[name]!, format)]),
    ...Object.entries({p, q, gamma}).map(([name, value]) => [`${name} (Gamma-Gamma)`, figure(value, format), '']),
  ]
  return table([{heading: words.parameter}, {heading: words.value, align: 'right'}, {heading: words.standardError, align: 'right'}], rows, {indent: 2})
}

/** Four significant figures. */
function figure(value: number, format: Format): string {
  if (value === 0) return format.number(0)
  return format.number(value, Math.max(0, 3 - Math.floor(Math.log10(Math.abs(value)))))
}
