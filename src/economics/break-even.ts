import {MAXIMUM_VISITS, MINIMUM_HAZARD} from '../response/combine.js'

/** Net value of each asked replicate when members' response is replaced by this number alone. */
export type NetValueAt = (points: readonly {readonly replicate: number; readonly at: number}[]) => Promise<readonly number[]>

/** Rounds of narrowing: the net value is close to a straight line in the number, so few are enough. */
const ROUNDS = 5

/** The increase of members' visits at which each replicate's net value is zero; 0 where it pays without any; null beyond +150 %. */
export function breakEvenLift(replicates: readonly number[], netValueAt: NetValueAt): Promise<(number | null)[]> {
  return crossings(replicates, netValueAt, {from: 0, to: MAXIMUM_VISITS - 1, first: 0.15})
}

/** The drop-out hazard ratio of members at which each replicate's net value is zero; 1 where it pays without any; null below 0.70. */
export function breakEvenHazardRatio(replicates: readonly number[], netValueAt: NetValueAt): Promise<(number | null)[]> {
  return crossings(replicates, netValueAt, {from: 1, to: MINIMUM_HAZARD, first: MINIMUM_HAZARD})
}

interface Bracket {
  readonly replicate: number
  low: number
  lowNet: number
  high: number
  highNet: number
  /** the end moved last: −1 low, 1 high */
  moved: number
  settled: boolean
  answer: number | null
}

/**
 * Solves net value = 0 on the draws of each replicate, all replicates of a round together, by regula falsi with the Illinois
 * correction (an end that stays twice has its value halved). The bracket always holds the answer.
 */
async function crossings(
  replicates: readonly number[], netValueAt: NetValueAt, range: {readonly from: number; readonly to: number; readonly first: number},
): Promise<(number | null)[]> {
  const start = await netValueAt(replicates.map((replicate) => ({replicate, at: range.from})))
  const brackets = replicates.map((replicate, i): Bracket => {
    const pays = start[i]! >= 0
    return {replicate, low: range.from, lowNet: start[i]!, high: NaN, highNet: NaN, moved: 0, settled: pays, answer: pays ? range.from : null}
  })
  for (const at of new Set([range.first, range.to])) {
    const open = brackets.filter((each) => !each.settled && Number.isNaN(each.high))
    const nets = open.length === 0 ? [] : await netValueAt(open.map(({replicate}) => ({replicate, at})))
    open.forEach((bracket, i) => {
      if (nets[i]! >= 0) [bracket.high, bracket.highNet] = [at, nets[i]!]
      else if (at === range.to) bracket.settled = true
      else [bracket.low, bracket.lowNet] = [at, nets[i]!]
    })
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    const open = brackets.filter((each) => !each.settled)
    if (open.length === 0) break
    await narrow(open, netValueAt)
  }
  return brackets.map(({answer}) => answer)
}

async function narrow(open: readonly Bracket[], netValueAt: NetValueAt): Promise<void> {
  const points = open.map((bracket) => ({replicate: bracket.replicate, at: chord(bracket)}))
  const nets = await netValueAt(points)
  open.forEach((bracket, i) => {
    const [at, net] = [points[i]!.at, nets[i]!]
    bracket.answer = at
    bracket.settled = Math.abs(net) <= 1e-3 * Math.abs(bracket.highNet - bracket.lowNet)
    const side = net < 0 ? -1 : 1
    if (side < 0) {
      ;[bracket.low, bracket.lowNet] = [at, net]
      if (bracket.moved === side) bracket.highNet /= 2
    } else {
      ;[bracket.high, bracket.highNet] = [at, net]
      if (bracket.moved === side) bracket.lowNet /= 2
    }
    bracket.moved = side
  })
}

function chord({low, lowNet, high, highNet}: Bracket): number {
  return low + ((high - low) * -lowNet) / (highNet - lowNet)
}
