import {fromMajor} from '../base/money.js'
import type {GoalOutcome, MoneySpread, PartialMoneySpread, PartialSpread, ProgramOutcome, Spread} from '../tasks/simulate/result.js'
import {parseIsoDay} from '../base/day.js'
import type {Format} from './format.js'
import type {SimulationWords} from './words/simulation.js'

/** A figure and the range behind it, as printed. */
export interface Figure {
  readonly middle: string
  /** `€300 to €2,100`; '' where there is none */
  readonly range: string
  /** `300…2,100`, for narrow tables */
  readonly short: string
}

/** How a simulation's figures are printed, on screen and on the page alike. */
export class SimulationFigures {
  constructor(
    readonly format: Format,
    readonly words: SimulationWords,
  ) {}

  money(spread: MoneySpread | PartialMoneySpread, show: 'plain' | 'signed' = 'plain'): Figure {
    const {format} = this
    const minor = (text: string) => fromMajor(Number(text), format.currency)
    const sign = (value: number, print: (each: number) => string) => (show === 'signed' ? format.signed(value, print) : print(value))
    return this.figure(spread, (text) => sign(minor(text), format.aboutMoney), (text) => sign(minor(text), format.aboutNumber))
  }

  /** A share as a percentage; `points` for a difference of shares. */
  share(spread: Spread | PartialSpread, show: 'percent' | 'points' = 'percent'): Figure {
    const {percent, pointsOfPercent, signed, number} = this.format
    const bare = (value: number) => (show === 'points' ? signed(value * 100, (each) => number(each)) : number(value * 100))
    const figure = this.figure(spread, (value) => (show === 'points' ? pointsOfPercent(value) : percent(value)), bare)
    // The unit once: 35 to 45%, −0.2 to +1.4 points.
    if (figure.range === '' || spread.p10 === null || spread.p90 === null) return figure
    return {...figure, range: this.words.range(bare(spread.p10), show === 'points' ? pointsOfPercent(spread.p90) : percent(spread.p90))}
  }

  /** Customers, orders: whole, unless there is less than one. */
  count(spread: Spread | PartialSpread): Figure {
    const print = (value: number) => this.format.number(value, Math.abs(value) < 1 ? 1 : 0)
    return this.figure(spread, print, print)
  }

  ratio(spread: PartialSpread): Figure {
    const print = (value: number) => this.format.number(value, 2)
    return this.figure(spread, print, print)
  }

  day(iso: string): string {
    const found = parseIsoDay(iso)
    return found === undefined ? iso : this.format.day(found)
  }

  /** `customers who come back +2 points: reached in 3 of 10 runs` */
  goal(goal: GoalOutcome['goal'], target: number, probability: number): string {
    const {format, words} = this
    const shown = goal === 'retention' ? format.pointsOfPercent(target) : goal === 'participation' ? format.percent(target)
      : goal === 'sales' ? format.signed(target, format.percent) : goal === 'roi' ? format.number(target, 2) : format.money(fromMajor(target, format.currency))
    return words.goal(words.goalNames[goal](shown), words.outOfTen(probability))
  }

  months(count: number): string {
    return this.format.language === 'en' ? `${count} month${count === 1 ? '' : 's'}` : `${count}\u00a0mois`
  }

  /** Middle and range on two lines, for a table on screen. */
  twoLines({middle, short}: Figure): string {
    return short === '' ? middle : `${middle}\n${short}`
  }

  private figure<T extends string | number>(
    {p10, p50, p90}: {p10: T | null; p50: T | null; p90: T | null}, print: (value: T) => string, bare: (value: T) => string,
  ): Figure {
    if (p50 === null) return {middle: '–', range: '', short: ''}
    const ends = (show: (value: T) => string) => [p10 === null ? '?' : show(p10), p90 === null ? '?' : show(p90)] as const
    const [low, high] = ends(print)
    if (low === high) return {middle: print(p50), range: '', short: ''}
    return {middle: print(p50), range: this.words.range(low, high), short: ends(bare).join('…')}
  }
}

export type VerdictKind = 'pays' | 'mayPay' | 'unlikely' | 'loses'

/** The four verdicts, by the share of runs in which the program pays for itself. */
export function verdictKind(program: Pick<ProgramOutcome, 'probabilityProfitable'>): VerdictKind {
  const share = program.probabilityProfitable
  if (share >= 0.8) return 'pays'
  if (share >= 0.5) return 'mayPay'
  return share > 0.2 ? 'unlikely' : 'loses'
}
