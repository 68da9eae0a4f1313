import type {ProgramOutcome, SimulateResult} from '../tasks/simulate/result.js'
import type {Figure, SimulationFigures} from './simulation-figures.js'
import type {Column} from './table.js'

/** A table of figures with their ranges; the screen and the page print the same one. */
export interface FigureTable {
  readonly title: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly (Figure | string)[])[]
}

/** The three comparisons of a simulation: money, customers, and acquisition. */
export function simulationTables(result: SimulateResult, figures: SimulationFigures): FigureTable[] {
  return [moneyTable(result, figures), customersTable(result, figures), acquisitionTable(result, figures)]
}

function moneyTable(result: SimulateResult, figures: SimulationFigures): FigureTable {
  const {columns, headings, nobody} = figures.words
  return {
    title: headings.money,
    columns: withNumbers(columns.program, columns.extraMargin, columns.cost, columns.deadweight, columns.netValue, columns.pays),
    rows: result.programs.map((program) => [
      program.name,
      figures.money(program.incrementalMargin),
      figures.money(program.programCost),
      Number(program.costs.rewards.mean) === 0 ? nobody : figures.money(program.costs.deadweight),
      figures.money(program.netValue, 'signed'),
      figures.words.shortRuns(program.probabilityProfitable),
    ]),
  }
}

function customersTable(result: SimulateResult, figures: SimulationFigures): FigureTable {
  const {columns, headings} = figures.words
  return {
    title: headings.customers,
    columns: withNumbers(columns.program, columns.members, columns.comeBack, columns.difference, columns.kept),
    rows: result.programs.map((program) => [
      program.name,
      figures.share(program.participation),
      figures.share(program.retention),
      figures.share(program.retentionDifference, 'points'),
      figures.count(program.customersRetained),
    ]),
  }
}

function acquisitionTable(result: SimulateResult, figures: SimulationFigures): FigureTable {
  const {columns, headings} = figures.words
  const known = result.programs.some(({acquisition}) => acquisition.netValue !== null)
  const row = (program: ProgramOutcome): (Figure | string)[] => {
    const {acquisition} = program
    const own = [program.name, figures.ratio(program.roi), figures.money(acquisition.costPerRetained)]
    if (acquisition.netValue === null) return [...own, figures.money(acquisition.breakEvenCac)]
    return [...own, figures.money(acquisition.netValue, 'signed'), figures.words.shortRuns(acquisition.probabilityRetentionWins ?? 0)]
  }
  return {
    title: headings.acquisition,
    columns: withNumbers(columns.program, columns.returned, columns.perKept,
      ...(known ? [columns.acquisitionValue, columns.better] : [columns.breakEvenCac])),
    rows: result.programs.map(row),
  }
}

function withNumbers(first: string, ...others: readonly string[]): Column[] {
  return [{heading: first}, ...others.map((name) => ({heading: name, align: 'right'}) as const)]
}
