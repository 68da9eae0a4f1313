import {RandomStream} from '../base/random.js'
import {day as dayNumber, type Day} from '../base/day.js'
import {EVENT, type EventSink, type NextReward, type OrderView} from '../programs/mechanics.js'
import {hazardRatio, MAXIMUM_VISITS, visitMultiplier} from '../response/combine.js'
import {DAYS_PER_MONTH} from '../response/decay.js'
import {goalGradient} from '../response/goal-gradient.js'
import type {Candidates, Life} from './candidates.js'
import type {Account} from './compiled-program.js'
import type {Horizon} from './horizon.js'
import type {ProgramOutcome} from './outcome.js'
import type {PastOrders} from './past-orders.js'
import type {PersonalResponse} from './personal-response.js'
import type {ReplicateProgram} from './replicate-program.js'
import {STREAMS} from './streams.js'

/** Half-life of the lift right after a reward (evidence.csv: 4 weeks). */
const BUMP_HALF_LIFE = 28
/** How long a credit that ran out unused is resented (Venkatesan & Farris 2012 look at later purchases; judgement). */
const RESENTMENT_DAYS = 180
/** Silent for so long is lapsed (Kadiyala 2024: 4 to 13 months). */
const LAPSED_DAYS = 120
/** An order from here to the threshold may be topped up (evidence.csv: within 20 % below). */
const TOP_UP_FROM = 0.8

/**
 * One customer's life with the program, beside her life without it: the same candidate visits, the same stamina, the same luck
 * (model.md §3). One object is reused for all customers of a replicate; nothing is allocated per event.
 */
export class ProgramArm {
  private time = 0
  private stamina = 0
  private alive = true
  /** when her behaviour begins to change: with the announcement, or, where she has to pay, on joining */
  private since = Infinity
  private joined = Infinity
  private incremental = false
  private lastVisit = 0
  private bumpAt = -Infinity
  private voucherUntil = -Infinity
  private voucherPending = false
  private goal = 0
  private usedFace = 0
  private lastActiveMonth = -1
  private issued = 0
  private taken = 0
  private owed = 0
  private account!: Account
  private life!: Life
  private personal!: PersonalResponse
  private readonly order: OrderView
  private readonly customerCodes: Int32Array
  private readonly chance = new RandomStream()
  private readonly next: NextReward = {missing: 0, perOrder: 0, faceMinor: 0}

  constructor(
    private readonly program: ReplicateProgram,
    private readonly horizon: Horizon,
    private readonly out: ProgramOutcome,
    private readonly past: PastOrders,
    private readonly luckKey: readonly [seed: number, replicate: number],
  ) {
    this.order = {day: 0, second: -1, amountMinor: 0, attributes: new Int32Array(program.compiled.attributes.length).fill(-1)}
    this.customerCodes = new Int32Array(program.compiled.customerAttributes.length).fill(-1)
  }

  /** What the mechanics ask chance for. The dead renew nothing. */
  private readonly luck = (): number => (this.alive ? this.chance.uniform() : 1)

  private readonly sink: EventSink = (kind, day, points, face, cost, detail) => {
    const {out} = this
    const month = this.monthOf(day)
    switch (kind) {
      case EVENT.issued: this.issued += points; out.issued += points; break
      case EVENT.redeemed:
        this.taken += points
        out.redeemed += points
        out.redeemedCost += cost
        this.usedFace += face
        this.reward(month, cost)
        this.bumpAt = this.time
        break
      case EVENT.expired: this.taken += points; out.expired += points; break
      case EVENT.reversed: this.taken += points; out.reversed += points; break
      case EVENT.benefit:
        if (this.program.compiled.isPrice[detail]!) this.reward(month, cost)
        else out.services[month]! += cost
        break
      case EVENT.granted:
        this.owed += this.program.compiled.voucherCost[detail]!
        this.voucherUntil = Math.max(this.voucherUntil, day - this.horizon.start + this.program.compiled.voucherDays[detail]!)
        this.voucherPending = true
        break
      case EVENT.voucherUsed:
        this.owed -= this.program.compiled.voucherCost[detail]!
        this.reward(month, cost)
        this.bumpAt = this.time
        this.voucherPending = false
        this.voucherUntil = -Infinity
        break
      case EVENT.voucherExpired: this.owed -= this.program.compiled.voucherCost[detail]!; break
      case EVENT.fee: out.fees[month]! += face; break
      case EVENT.contact: out.contacts[month]! += cost; break
      default:
    }
  }

  private reward(month: number, cost: number): void {
    this.out.rewards[month]! += cost
    if (!this.incremental) this.out.deadweight[month]! += cost
  }

  private monthOf(day: number): number {
    const index = day - this.horizon.start
    return this.horizon.monthOf[index < 0 ? 0 : index >= this.horizon.days ? this.horizon.days - 1 : index]!
  }

  /**
   * Steps the life of one customer; `baselineDeath` is when she is lost without the program. Returns her orders.
   */
  run(life: Life, personal: PersonalResponse, candidates: Candidates, baselineDeath: number): number {
    this.begin(life, personal)
    let orders = 0
    for (let j = 0; j < candidates.count; j += 1) {
      const time = candidates.times[j]!
      if (!this.lives(time)) break
      const mark = candidates.marks[j]!
      if (mark >= this.multiplier(time)) continue
      this.incremental = mark >= 1 || time >= baselineDeath
      this.visit(time, candidates.basket(j), mark)
      orders += 1
      if (this.incremental) this.out.incrementalOrders += 1
    }
    this.finish()
    return orders
  }

  get isMember(): boolean {
    return this.joined !== Infinity
  }

  get isAliveAtEnd(): boolean {
    return this.alive
  }

  private begin(life: Life, personal: PersonalResponse): void {
    this.life = life
    this.personal = personal
    this.account = this.program.account(personal.redeems, personal.usesVouchers)
    this.chance.reset4(this.luckKey[0], this.luckKey[1], life.key, STREAMS.chance)
    this.past.customer(life.row, this.customerCodes)
    this.account.mechanics.reset(this.account.state, this.customerCodes, this.luck)
    this.time = life.birth
    this.stamina = life.stamina
    this.alive = true
    this.since = personal.takesPart && !this.program.paid ? Math.max(life.birth, this.program.compiled.opens) : Infinity
    this.joined = Infinity
    this.incremental = false
    this.lastVisit = -life.silence
    this.bumpAt = -Infinity
    this.voucherUntil = -Infinity
    this.voucherPending = false
    this.goal = 0
    this.lastActiveMonth = -1
    this.issued = 0
    this.taken = 0
    this.owed = 0
  }

  private visit(time: number, basket: number, mark: number): void {
    const {mechanics, state} = this.account
    const {out, horizon, order, personal} = this
    const day = dayNumber(horizon.start + Math.floor(time))
    if (personal.takesPart && this.joined === Infinity && mechanics.mayJoin(state, day)) {
      mechanics.enrol(state, day, this.sink)
      this.joined = time
      if (time < this.since) this.since = time
    }
    const member = this.joined !== Infinity && mechanics.isMember(state)
    this.usedFace = 0
    order.day = day
    // The low digits of the mark are as good as a draw of their own, and the same for every program.
    this.past.order(this.life.row, (mark * 1024) % 1, order)
    order.amountMinor = this.basket(time, basket, mark, member)
    mechanics.order(state, order, this.sink)
    const month = horizon.monthOf[day - horizon.start]!
    // Cash used is partly spent on top; the extra is part of this order (Vana, Lambrecht & Bertini 2018).
    out.revenue[month]! += order.amountMinor + Math.round(this.usedFace * this.program.effects.respend)
    out.orders += 1
    this.lastVisit = time
    if (!member) return
    if (month !== this.lastActiveMonth) out.activeMembers[month]! += 1
    this.lastActiveMonth = month
    if (personal.responds) this.lookAhead()
  }

  /** The basket with the program, minor units. */
  private basket(time: number, basket: number, mark: number, member: boolean): number {
    const {personal} = this
    let log = member ? personal.memberPrice : personal.strangerPrice
    if (member && personal.responds) log += personal.basket * this.program.decay.at(time - this.since)
    let amount = log === 0 ? basket : Math.max(1, Math.round(basket * Math.exp(log)))
    const {topUp} = this.program.effects
    if (topUp > 0 && member && personal.responds) {
      const luck = (mark * 65_536) % 1
      for (const threshold of this.program.compiled.thresholds)
        if (amount < threshold && amount >= TOP_UP_FROM * threshold && luck < topUp) amount = threshold
    }
    return amount
  }

  private lookAhead(): void {
    const {effects} = this.program
    if (effects.goalGamma === 0) return
    const {mechanics, state} = this.account
    this.goal = 0
    if (!mechanics.nextReward(state, this.personal.typicalBasket, this.next) || this.next.perOrder <= 0) return
    const {missing, perOrder} = this.next
    const cycle = Math.ceil((missing + mechanics.balance(state)) / perOrder)
    this.goal = goalGradient(effects.goalGamma, this.life.rate, Math.max(1, Math.ceil(missing / perOrder)), cycle)
  }

  /** The multiplier of her visit rate at that moment. */
  private multiplier(time: number): number {
    const {personal, program} = this
    if (!this.knows(time)) return visitMultiplier(personal.strangerPrice)
    if (program.probe !== undefined) return Math.min(MAXIMUM_VISITS, 1 + program.probe.visitLift)
    if (!personal.responds) return visitMultiplier(personal.memberPrice)
    const terms = personal.visits + personal.gate * (this.goal + this.voucher(time))
    // What follows a reward has a half-life of its own.
    return visitMultiplier(personal.memberPrice + terms * program.decay.at(time - this.since) + personal.gate * this.afterReward(time))
  }

  /** Is the program in her mind: announced or joined, and not left again? */
  private knows(time: number): boolean {
    if (time < this.since) return false
    return this.joined === Infinity || this.account.mechanics.isMember(this.account.state)
  }

  private afterReward(time: number): number {
    const {rewardBump} = this.program.effects
    return rewardBump === 0 || this.bumpAt === -Infinity ? 0 : rewardBump * 2 ** ((this.bumpAt - time) / BUMP_HALF_LIFE)
  }

  private voucher(time: number): number {
    if (!this.voucherPending) return 0
    const {voucherActive, voucherLapsed, voucherUnused} = this.program.effects
    if (time < this.voucherUntil) return time - this.lastVisit >= LAPSED_DAYS ? voucherLapsed : voucherActive
    return time < this.voucherUntil + RESENTMENT_DAYS ? voucherUnused : 0
  }

  /** Brings her life up to `time`; false when she is lost before. The hazard is constant within half a month. */
  private lives(time: number): boolean {
    const {hazard} = this.life
    while (this.time < time) {
      let until = time
      let ratio = 1
      if (this.personal.hazard !== 0 && this.time < this.since) until = Math.min(time, this.since)
      else if (this.personal.hazard !== 0 && this.knows(this.time)) {
        const cell = Math.floor(((this.time - this.since) * 2) / DAYS_PER_MONTH + 1e-9)
        until = Math.min(time, this.since + ((cell + 1) * DAYS_PER_MONTH) / 2)
        if (until <= this.time) until = time
        ratio = this.ratio()
      }
      const used = (until - this.time) * hazard * ratio
      if (used >= this.stamina) {
        this.time += this.stamina / (hazard * ratio)
        this.die()
        return false
      }
      this.stamina -= used
      this.time = until
    }
    return true
  }

  private ratio(): number {
    const {probe} = this.program
    if (probe !== undefined) return probe.hazardRatio
    return hazardRatio(this.personal.hazard * this.program.decay.at(this.time - this.since))
  }

  /** What was due while she lived happens before her death is known to the account. */
  private die(): void {
    this.incremental = false
    const {mechanics, state} = this.account
    if (mechanics.isMember(state)) mechanics.advance(state, (this.horizon.start + Math.floor(this.time)) as Day, this.sink)
    this.alive = false
  }

  private finish(): void {
    if (this.alive) this.lives(this.horizon.days)
    this.incremental = false
    if (this.joined === Infinity) return
    const {mechanics, state} = this.account
    mechanics.advance(state, this.horizon.end, this.sink)
    const left = this.issued - this.taken
    this.out.outstanding += left
    if (this.personal.redeems) this.out.usable += left
    if (this.personal.usesVouchers) this.out.vouchersOwed += Math.max(0, this.owed)
  }
}
