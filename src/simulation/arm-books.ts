import {EVENT, type EventSink} from '../programs/mechanics.js'
import type {CompiledProgram} from './compiled-program.js'
import type {Horizon} from './horizon.js'
import type {Mind} from './mind.js'
import type {ProgramOutcome} from './outcome.js'

/** Writes down what the mechanics do to one member after another, and lets her know of it. */
export class ArmBooks {
  /** is the order being stepped one that would not have come without the program? */
  incremental = false
  alive = true
  /** the moment being simulated */
  time = 0
  /** face of rewards used on this order */
  usedFace = 0
  /** points this order brought */
  orderPoints = 0
  /** day (since the start) of a campaign to a silent member not yet looked at; NaN for none */
  campaign = NaN
  campaignHasOffer = false
  private issued = 0
  private taken = 0
  private owed = 0

  constructor(readonly out: ProgramOutcome, private readonly compiled: CompiledProgram, private readonly horizon: Horizon, private readonly mind: Mind) {}

  begin(): void {
    this.incremental = false
    this.alive = true
    this.time = 0
    this.usedFace = 0
    this.orderPoints = 0
    this.campaign = NaN
    this.issued = 0
    this.taken = 0
    this.owed = 0
  }

  readonly sink: EventSink = (kind, day, points, face, cost, detail) => {
    const {out, compiled, mind} = this
    const month = this.monthOf(day)
    switch (kind) {
      case EVENT.issued:
        this.issued += points
        this.orderPoints += points
        out.issued += points
        break
      case EVENT.redeemed:
        this.taken += points
        out.redeemed += points
        out.redeemedCost += cost
        this.usedFace += face
        this.reward(month, cost)
        mind.rewarded(this.time)
        break
      case EVENT.expired: this.taken += points; out.expired += points; break
      case EVENT.reversed: this.taken += points; out.reversed += points; break
      case EVENT.benefit:
        if (compiled.isPrice[detail]!) this.reward(month, cost)
        else out.services[month]! += cost
        if (compiled.isEvent[detail]! && this.alive) mind.invited(day - this.horizon.start)
        break
      case EVENT.granted:
        this.owed += compiled.voucherCost[detail]!
        mind.voucherGranted(day - this.horizon.start + compiled.voucherDays[detail]!)
        break
      case EVENT.voucherUsed:
        this.owed -= compiled.voucherCost[detail]!
        this.reward(month, cost)
        mind.voucherUsed(this.time)
        break
      case EVENT.voucherExpired: this.owed -= compiled.voucherCost[detail]!; break
      case EVENT.fee: out.fees[month]! += face; break
      case EVENT.contact:
        out.contacts[month]! += cost
        if (!compiled.isWinBack[detail]! && this.alive) mind.written(day - this.horizon.start)
        break
      case EVENT.tier: mind.tierIs(detail, day - this.horizon.start); break
      default:
    }
    if ((kind === EVENT.contact || kind === EVENT.granted) && compiled.isWinBack[detail]!) {
      this.campaign = day - this.horizon.start
      this.campaignHasOffer = compiled.voucherDays[detail]! > 0
    }
  }

  /** A reward paid outside the mechanics, such as a friend's voucher. */
  pay(time: number, cost: number, incremental: boolean): void {
    const before = this.incremental
    this.incremental = incremental
    this.reward(this.monthAt(time), cost)
    this.incremental = before
  }

  monthAt(time: number): number {
    return this.horizon.monthOf[Math.min(this.horizon.days - 1, Math.floor(time))]!
  }

  /** At the end of a life: what is still on the account. */
  close(redeems: boolean, usesVouchers: boolean): void {
    const left = this.issued - this.taken
    this.out.outstanding += left
    if (redeems) this.out.usable += left
    if (usesVouchers) this.out.vouchersOwed += Math.max(0, this.owed)
  }

  private reward(month: number, cost: number): void {
    this.out.rewards[month]! += cost
    if (!this.incremental) this.out.deadweight[month]! += cost
  }

  private monthOf(day: number): number {
    return this.monthAt(Math.max(0, day - this.horizon.start))
  }
}
