import chalk from 'chalk'
import type {Language} from '../../vocabulary.js'
import type {SimulateResult} from '../../tasks/simulate/result.js'
import {formatFor} from '../format.js'
import {SimulationFigures, type VerdictKind} from '../simulation-figures.js'
import {type FigureTable, simulationTables} from '../simulation-tables.js'
import {acquisitionRemark, assumptions, cautions, certainty, moneyRemarks, premises} from '../simulation-text.js'
import {heading, SCREEN_WIDTH, table, wrap} from '../table.js'
import {verdictOf} from '../verdict.js'
import {WORDS_SIMULATION} from '../words/simulation.js'

const COLOUR: Readonly<Record<VerdictKind, (text: string) => string>> =
  {pays: chalk.green, mayPay: chalk.yellow, unlikely: chalk.yellow, loses: chalk.red}
const ASSUMPTIONS_SHOWN = 5

/** A simulation on screen: what was asked, the verdicts, three tables, and how sure it all is. */
export function describeSimulation(result: SimulateResult, language: Language): string {
  const figures = new SimulationFigures(formatFor(language, result.currency), WORDS_SIMULATION[language])
  const {words} = figures
  const [money, customers, acquisition] = simulationTables(result, figures).map((each) => section(each.title, figureTable(each, figures)))
  return [
    section(words.title(figures.months(result.horizonMonths)), [
      ...premises(result, figures).map((text) => paragraph(text)),
      ...cautions(result, figures).map((text) => chalk.yellow(paragraph(`! ${text}`))),
    ].join('\n')),
    section(words.headings.verdict, verdicts(result, figures)),
    [money, ...moneyRemarks(result, figures).map((text) => paragraph(text))].join('\n'),
    customers,
    [acquisition, paragraph(acquisitionRemark(result, figures))].filter((part) => part !== '').join('\n'),
    ...goals(result, figures),
    ...conditions(result, figures),
    section(words.headings.sure, trust(result, figures)),
  ].join('\n\n')
}

function verdicts(result: SimulateResult, figures: SimulationFigures): string {
  return result.programs.map((program) => {
    const {kind, name, headline, sentences} = verdictOf(program, result, figures)
    return [paragraph(figures.words.named(chalk.bold(name), COLOUR[kind](`${headline}.`))), ...sentences.map((sentence) => paragraph(sentence, 2))].join('\n')
  }).join('\n')
}

function figureTable({columns, rows}: FigureTable, figures: SimulationFigures): string {
  return table(columns, rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell : figures.twoLines(cell)))))
}

function goals(result: SimulateResult, figures: SimulationFigures): string[] {
  const lines = result.programs.flatMap((program) => program.goals.map(({goal, target, probability}) =>
    paragraph(`${program.name}, ${figures.goal(goal, target, probability)}`, 2)))
  return lines.length === 0 ? [] : [section(figures.words.headings.goals, lines.join('\n'))]
}

function conditions({conditions: all}: SimulateResult, {words}: SimulationFigures): string[] {
  const lines = all.map(({program, condition, probability, met}) =>
    paragraph(words.named(program, words.condition(condition, words.outOfTen(probability), met)), 2))
  return lines.length === 0 ? [] : [section(words.headings.conditions, lines.join('\n'))]
}

function trust(result: SimulateResult, figures: SimulationFigures): string {
  const {words} = figures
  const lines = assumptions(result, figures).slice(0, ASSUMPTIONS_SHOWN).map(({grade, name, believed, range}) =>
    paragraph(`${grade}  ${words.named(name, range === '' ? believed : `${believed} (${range})`)}`, 2))
  return [
    ...certainty(result, figures).map((text) => paragraph(text)),
    ...(lines.length === 0 ? [] : [paragraph(words.assumed), ...lines]),
    chalk.dim(paragraph(words.repeat(String(result.seed), result.fingerprint.history.slice(0, 12), result.fingerprint.version))),
  ].join('\n')
}

function section(title: string, body: string): string {
  return `${heading(title)}\n${body}`
}

function paragraph(text: string, indent = 0): string {
  const blanks = ' '.repeat(indent)
  return wrap(text, SCREEN_WIDTH - indent).split('\n').map((line) => blanks + line).join('\n')
}
