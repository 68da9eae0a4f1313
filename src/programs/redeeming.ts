import {scaled, type Ratio} from './arithmetic.js'
import {mayHappen, noteHappened} from './limits.js'
import type {Compiled, CompiledBenefit, CompiledReward, CompiledVoucher} from './compiled.js'
import {CHANCE, EVENT, type EventSink} from './mechanics.js'
import type {AccountState} from './state.js'

const cost = (face: number, ratio: Ratio): number => (ratio.num === ratio.den ? face : scaled(face, ratio.num, ratio.den, 'nearest'))

/** What a percentage takes off, rounded down as tills do. */
const percentage = (amount: number, percent: Ratio): number => scaled(amount, percent.num, percent.den, 'down')

/** Percentages off an order of that amount; returns what they take off together. A non-member has the price cuts only. */
export function giveDiscounts(program: Compiled, state: AccountState, amount: number, sink: EventSink): number {
  let off = 0
  let best = 0
  let bestBenefit: CompiledBenefit | undefined
  for (const benefit of program.benefits) {
    if (benefit.percent === undefined || !available(benefit, state)) continue
    if (program.stacking.discounts === 'best') {
      const face = percentage(amount, benefit.percent)
      if (face > best) [best, bestBenefit] = [face, benefit]
    } else off += giveDiscount(benefit, state, Math.min(amount - off, percentage(amount, benefit.percent)), sink)
  }
  return bestBenefit === undefined ? off : giveDiscount(bestBenefit, state, best, sink)
}

function giveDiscount(benefit: CompiledBenefit, state: AccountState, face: number, sink: EventSink): number {
  if (face <= 0) return 0
  noteHappened(state.benefitCounters, benefit.index, benefit.limit, state.moment.day)
  sink(EVENT.benefit, state.moment.day as never, 0, face, cost(face, benefit.costRatio), benefit.index)
  return face
}

/** Services that go with the order and do not change its price. */
export function giveServices(program: Compiled, state: AccountState, sink: EventSink): void {
  for (const benefit of program.benefits)
    if (benefit.percent === undefined && benefit.every === undefined && available(benefit, state)) giveService(benefit, state, sink)
}

export function giveService(benefit: CompiledBenefit, state: AccountState, sink: EventSink): void {
  noteHappened(state.benefitCounters, benefit.index, benefit.limit, state.moment.day)
  sink(EVENT.benefit, state.moment.day as never, 0, benefit.face, benefit.cost, benefit.index)
}

export function available(benefit: CompiledBenefit, state: AccountState): boolean {
  if (!state.member && !benefit.forEverybody) return false
  if (benefit.when !== undefined && !benefit.when.holds(state.moment)) return false
  return benefit.limit === undefined || mayHappen(state.benefitCounters, benefit.index, benefit.limit, undefined, state.moment.day)
}

/** Rewards of that timing, in the order of the file; returns what they take off an order on which `payable` is still to pay. */
export function redeem(program: Compiled, state: AccountState, timing: CompiledReward['redeem'], payable: number, sink: EventSink): number {
  let off = 0
  for (let i = 0; i < program.rewards.length; i += 1) {
    const reward = program.rewards[i]!
    if (reward.redeem !== timing || state.balance < reward.points || state.balance < reward.minimumPoints) continue
    const reduces = reward.reducesPrice && timing === 'next-order'
    const face = reward.percent === undefined ? reward.face : Math.min(reward.maximum, percentage(payable - off, reward.percent))
    const times = howMany(reward, state, face, reduces ? payable - off : Number.POSITIVE_INFINITY)
    if (times <= 0 || (reward.when !== undefined && !reward.when.holds(state.moment))) continue
    if (reward.share < 1 && state.chance(CHANCE.redeem) >= reward.share) continue
    const points = times * reward.points
    if (program.points.fifo) state.lots.useOldest(points)
    state.balance -= points
    if (reduces) off += times * face
    sink(EVENT.redeemed, state.moment.day as never, points, times * face, cost(times * face, reward.costRatio), reward.index)
  }
  return off
}

/** As many as the balance, the order and the file allow; a percentage once. */
function howMany(reward: CompiledReward, state: AccountState, face: number, payable: number): number {
  if (reward.percent !== undefined) return face > 0 ? 1 : 0
  const byBalance = Math.floor(state.balance / reward.points)
  const byOrder = face > 0 ? Math.floor(payable / face) : Number.POSITIVE_INFINITY
  return Math.min(byBalance, byOrder, reward.maximumPerOrder)
}

/** Vouchers on an order of `gross` with `payable` still to pay: those that end first, then the oldest. Returns what they take off. */
export function useVouchers(program: Compiled, state: AccountState, gross: number, payable: number, sink: EventSink): number {
  const {vouchers, moment} = state
  if (vouchers.count === 0) return 0
  let off = 0
  let used = 0
  let end = -1
  let place = -1
  while (used < program.stacking.vouchers) {
    const next = nextVoucher(state, end, place)
    if (next < 0) break
    end = vouchers.ends[next]!
    place = next
    const trigger = vouchers.triggers[next]!
    const voucher = program.triggers[trigger]!.voucher!
    const face = gross < voucher.minimum ? 0 : faceOf(voucher, payable - off)
    if (face <= 0 || (voucher.share < 1 && state.chance(CHANCE.voucher) >= voucher.share)) continue
    vouchers.remove(next)
    place -= 1
    used += 1
    off += face
    sink(EVENT.voucherUsed, moment.day as never, 0, face, cost(face, voucher.costRatio), trigger)
  }
  return off
}

function faceOf(voucher: CompiledVoucher, payable: number): number {
  return voucher.percent === undefined ? Math.min(voucher.face, payable) : Math.min(voucher.maximum, percentage(payable, voucher.percent))
}

/** The voucher after (end, place) in the order of use; −1 where there is none. */
function nextVoucher({vouchers}: AccountState, end: number, place: number): number {
  let best = -1
  for (let i = 0; i < vouchers.count; i += 1) {
    const here = vouchers.ends[i]!
    if (here < end || (here === end && i <= place)) continue
    if (best < 0 || here < vouchers.ends[best]!) best = i
  }
  return best
}
