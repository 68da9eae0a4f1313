import {fromMajor} from '../base/money.js'
import type {ProgramOutcome, SimulateResult} from '../tasks/simulate/result.js'
import {type SimulationFigures, type VerdictKind, verdictKind} from './simulation-figures.js'

/** What a simulation says about one program, in words a shop owner reads first. */
export interface Verdict {
  readonly kind: VerdictKind
  readonly name: string
  /** `loses money (in 9 of 10 runs)` */
  readonly headline: string
  /** the reasons, one sentence each */
  readonly sentences: readonly string[]
}

/** The verdict on one program: does it pay, what would it take, who gets the rewards, and would acquisition be the better use. */
export function verdictOf(program: ProgramOutcome, result: SimulateResult, figures: SimulationFigures): Verdict {
  const {words} = figures
  const kind = verdictKind(program)
  const share = kind === 'loses' ? 1 - program.probabilityProfitable : program.probabilityProfitable
  const net = figures.money(program.netValue, 'signed')
  return {
    kind,
    name: program.name,
    headline: words.verdict[kind](words.outOfTen(share)),
    sentences: [
      words.net(net.middle, figures.months(result.horizonMonths), net.range),
      breakEvenSentence(program, figures),
      deadweightSentence(program, figures),
      retainedSentence(program, result, figures),
      ...othersSentences(program, figures),
      acquisitionSentence(program, figures),
    ].filter((sentence) => sentence !== ''),
  }
}

function breakEvenSentence(program: ProgramOutcome, {words, format}: SimulationFigures): string {
  if (program.onlyRewards && program.participation.p50 > 0 && program.perceivedValue.p90 < 0.0005) return words.unreachable
  const needed = program.breakEvenLift.p50
  const moved = program.selfSelection.causal.p50
  const reality = moved === null ? '' : moved >= 0.0005 ? words.moved(format.percent(moved)) : words.movedNot
  if (needed === null) return `${words.breakEvenNever} ${reality}`.trim()
  if (needed <= 0) return words.breakEvenZero
  return `${words.breakEven(format.percent(needed))} ${reality}`.trim()
}

function deadweightSentence({costs}: ProgramOutcome, {words, format}: SimulationFigures): string {
  const rewards = Number(costs.rewards.mean)
  if (rewards <= 0) return ''
  const of = fromMajor(10, format.currency)
  const wasted = Math.min(1, Math.max(0, Number(costs.deadweight.mean) / rewards))
  return words.deadweight(format.wholeMoney(of), format.money(fromMajor(10 * wasted, format.currency)))
}

function retainedSentence(program: ProgramOutcome, result: SimulateResult, figures: SimulationFigures): string {
  const {words, format} = figures
  const {baseline} = result
  // The middle run, as in the table.
  const gain = program.customersRetained.p50
  if (gain <= -0.5) return words.lost(format.integer(-gain), format.integer(baseline.activeCustomers))
  const back = gain < 0.5 ? words.retainedNot : words.retained(format.integer(gain), format.integer(baseline.activeCustomers))
  // Who is lost late in the horizon still came back once; what a program saves of them shows only here.
  const still = (program.alive.mean - baseline.alive.mean) * baseline.activeCustomers
  return still < 0.5 ? back : `${back} ${words.stillThere(format.integer(still), figures.months(result.horizonMonths))}`
}

/** Win-back campaigns and referrals: what they seem to do is not what they do. */
function othersSentences({campaigns, friends}: ProgramOutcome, {words, format}: SimulationFigures): string[] {
  return [
    campaigns === null || campaigns.contacted.mean < 0.5 ? ''
      : words.campaigns(format.integer(campaigns.contacted.mean), format.integer(campaigns.cameBack.mean), format.integer(campaigns.becauseOfIt.mean)),
    friends === null ? '' : words.friends(format.integer(friends.mean)),
  ]
}

function acquisitionSentence({acquisition}: ProgramOutcome, figures: SimulationFigures): string {
  const {words} = figures
  if (acquisition.netValue !== null && acquisition.probabilityRetentionWins !== null)
    return words.acquisition(figures.money(acquisition.netValue, 'signed').middle, words.outOfTen(acquisition.probabilityRetentionWins))
  if (acquisition.breakEvenCac.p50 === null || Number(acquisition.breakEvenCac.p50) <= 0) return ''
  if (Number(acquisition.newCustomerValue.p50) < Number(acquisition.breakEvenCac.p50))
    return words.acquisitionPays(figures.money(acquisition.newCustomerValue).middle)
  return words.acquisitionUnknown(figures.money(acquisition.breakEvenCac).middle)
}
