import {toMajor} from '../../base/money.js'
import type {Language} from '../../vocabulary.js'
import type {SimulateResult} from '../../tasks/simulate/result.js'
import {type Part, stackedBars} from '../charts/bars.js'
import {rangesChart, type RangeRow} from '../charts/ranges.js'
import {formatFor} from '../format.js'
import {SimulationFigures, verdictKind} from '../simulation-figures.js'
import {simulationTables} from '../simulation-tables.js'
import {acquisitionRemark, assumptions, cautions, certainty, moneyRemarks, premises} from '../simulation-text.js'
import {verdictOf} from '../verdict.js'
import {sourceText} from '../words/formulas.js'
import {WORDS_REPORT} from '../words/report.js'
import {WORDS_SIMULATION} from '../words/simulation.js'
import {html, type Markup} from './markup.js'
import {dataTable, figure, paragraph, section} from './page.js'

const COLOUR = {pays: 'good', mayPay: 'accent', unlikely: 'accent', loses: 'bad'} as const

/** The sections of a simulation: verdict, money, customers, acquisition, how sure. */
export function simulationSections(result: SimulateResult, language: Language): Markup[] {
  const figures = new SimulationFigures(formatFor(language, result.currency), WORDS_SIMULATION[language])
  const {words} = figures
  const report = WORDS_REPORT[language]
  const [money, customers, acquisition] = simulationTables(result, figures).map(({columns, rows}) => dataTable(
    columns.map(({heading}) => heading),
    rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell : {text: cell.middle, note: cell.range}))),
  ))
  return [
    section('verdict', words.headings.verdict,
      html`${cautions(result, figures).map((text) => paragraph(text, 'warning'))}`,
      verdictCards(result, figures), ...premises(result, figures).map((text) => paragraph(text, 'soft'))),
    section('money', words.headings.money,
      figure(netValueChart(result, figures), report.netValueCaption(figures.months(result.horizonMonths))), money!,
      html`${moneyRemarks(result, figures).map((text) => paragraph(text, 'soft'))}`,
      figure(costChart(result, figures), report.costCaption, costParts(result, figures))),
    section('customers', words.headings.customers, figure(retentionChart(result, figures), report.retentionCaption), customers!),
    section('acquisition', words.headings.acquisition, acquisition!, paragraph(acquisitionRemark(result, figures))),
    ...goalSection(result, figures),
    section('sure', words.headings.sure,
      html`${certainty(result, figures).map((text) => paragraph(text))}`, assumptionTable(result, figures)),
  ]
}

function verdictCards(result: SimulateResult, figures: SimulationFigures): Markup {
  const cards = result.programs.map((program) => {
    const {kind, name, headline, sentences} = verdictOf(program, result, figures)
    const net = figures.money(program.netValue, 'signed')
    return html`<article class="card ${kind}"><h3>${name}</h3>
<p class="amount">${net.middle}</p><p class="range">${net.range}</p><p class="headline">${capital(headline)}.</p>
<ul>${sentences.slice(1).map((sentence) => html`<li>${sentence}</li>`)}</ul></article>
`
  })
  return html`<div class="cards">${cards}</div>
`
}

function netValueChart(result: SimulateResult, figures: SimulationFigures): string {
  const {format, words} = figures
  const report = WORDS_REPORT[format.language]
  const rows = result.programs.flatMap((program): RangeRow[] => {
    const own = row(program.name, program.netValue, COLOUR[verdictKind(program)], figures.money(program.netValue, 'signed').middle)
    const other = program.acquisition.netValue
    return other === null ? [own] : [own, row(report.sameMoney, other, 'soft', figures.money(other, 'signed').middle)]
  })
  return rangesChart('net-value', words.headings.money, rows, {print: (value) => format.wholeMoney(value * scale(result)), least: 1})
}

function row(name: string, spread: {p10: string; p50: string; p90: string}, colour: RangeRow['colour'], text: string): RangeRow {
  return {name, low: Number(spread.p10), middle: Number(spread.p50), high: Number(spread.p90), colour, text}
}

function retentionChart(result: SimulateResult, {format, words}: SimulationFigures): string {
  const rows = result.programs.map((program): RangeRow => {
    const {p10, p50, p90} = program.retentionDifference
    const colour = p10 > 0 ? 'good' : p90 < 0 ? 'bad' : 'accent'
    return {name: program.name, low: p10 * 100, middle: p50 * 100, high: p90 * 100, colour, text: format.pointsOfPercent(p50)}
  })
  return rangesChart('retention', words.headings.customers, rows, {print: (value) => format.signed(value, (each) => format.number(each)), least: 1})
}

function costChart(result: SimulateResult, figures: SimulationFigures): string {
  const {format} = figures
  return stackedBars('costs', WORDS_REPORT[format.language].parts.title, result.programs.map(({name}) => name), costParts(result, figures),
    (value) => format.wholeMoney(value * scale(result)))
}

/** The lines of cost that any of the programs has; what members pay stands left of zero. */
function costParts({programs}: SimulateResult, {format}: SimulationFigures): Part[] {
  const {parts} = WORDS_REPORT[format.language]
  const mean = (line: keyof (typeof programs)[number]['costs']) => programs.map(({costs}) => Number(costs[line].mean))
  const useful = programs.map(({costs}) => Math.max(0, Number(costs.rewards.mean) - Number(costs.deadweight.mean)))
  const all: Part[] = [
    {name: parts.deadweight, colour: 'bad', values: mean('deadweight')},
    {name: parts.useful, colour: 'good', values: useful},
    {name: parts.outstanding, colour: 'second', values: mean('outstanding')},
    {name: parts.fixed, colour: 'soft', values: mean('fixed')},
    {name: parts.services, colour: 'third', values: mean('services')},
    {name: parts.contacts, colour: 'fourth', values: mean('contacts')},
    {name: parts.fees, colour: 'accent', values: mean('fees').map((fee) => -fee)},
  ]
  return all.filter(({values}) => values.some((value) => Math.abs(value) > 0.005))
}

function goalSection(result: SimulateResult, figures: SimulationFigures): Markup[] {
  const lines = result.programs.flatMap(({name, goals}) =>
    goals.map(({goal, target, probability}) => html`<li>${name}, ${figures.goal(goal, target, probability)}</li>`))
  return lines.length === 0 ? [] : [section('goals', figures.words.headings.goals, html`<ul>${lines}</ul>`)]
}

function assumptionTable(result: SimulateResult, figures: SimulationFigures): Markup {
  const {language} = figures.format
  const report = WORDS_REPORT[language]
  const rows = assumptions(result, figures).map(({name, believed, range, grade, source, overridden}) =>
    [capital(name), {text: believed, note: range}, `${grade}: ${report.grades[grade as 'A' | 'B' | 'C'] ?? ''}`,
      overridden ? report.yours : sourceText(source, language)])
  if (rows.length === 0) return html``
  const headings = [report.assumption, report.believed, report.grade, report.source]
  return html`${paragraph(report.assumedIntro)}${dataTable(headings, rows, 'words')}`
}

/** Minor units per major one: the charts draw major units, the formats print minor ones. */
function scale({currency}: SimulateResult): number {
  return 1 / toMajor(1, currency)
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}
