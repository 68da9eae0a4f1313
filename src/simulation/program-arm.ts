import {day as dayNumber} from '../base/day.js'
import {RandomStream} from '../base/random.js'
import type {OrderView} from '../programs/mechanics.js'
import {DAYS_PER_MONTH} from '../response/decay.js'
import {ArmBooks} from './arm-books.js'
import type {Candidates, Life} from './candidates.js'
import type {Account} from './compiled-program.js'
import type {Horizon} from './horizon.js'
import {Mind} from './mind.js'
import {Campaigns, Referrals} from './outreach.js'
import type {ProgramOutcome} from './outcome.js'
import type {PastOrders} from './past-orders.js'
import type {PersonalResponse} from './personal-response.js'
import type {ReplicateProgram} from './replicate-program.js'
import {STREAMS} from './streams.js'

/** An order from here to the threshold may be topped up (evidence.csv: within 20 % below). */
const TOP_UP_FROM = 0.8
/** How often the account of somebody lost is looked at for campaigns, days. */
const LOOK_DAYS = 7

/**
 * One customer's life with the program, beside her life without it: the same candidate visits, the same stamina, the same luck
 * (model.md §3). One object is reused for all customers of a replicate; nothing is allocated per event.
 */
export class ProgramArm {
  readonly mind: Mind
  readonly books: ArmBooks
  /** orders of the life being stepped */
  orders = 0
  private stamina = 0
  private lastActiveMonth = -1
  private account!: Account
  private life!: Life
  private personal!: PersonalResponse
  readonly referrals: Referrals
  private readonly campaigns: Campaigns
  private readonly order: OrderView
  private readonly customerCodes: Int32Array
  private readonly chance = new RandomStream()

  constructor(
    private readonly program: ReplicateProgram,
    private readonly horizon: Horizon,
    private readonly out: ProgramOutcome,
    private readonly past: PastOrders,
    private readonly luckKey: readonly [seed: number, replicate: number],
  ) {
    this.mind = new Mind(program)
    this.books = new ArmBooks(out, program.compiled, horizon, this.mind)
    this.campaigns = new Campaigns(program, out, luckKey)
    this.referrals = new Referrals(program, horizon, luckKey)
    this.order = {day: 0, second: -1, amountMinor: 0, attributes: new Int32Array(program.compiled.attributes.length).fill(-1)}
    this.customerCodes = new Int32Array(program.compiled.customerAttributes.length).fill(-1)
  }

  /** What the mechanics ask chance for. The dead renew nothing. */
  private readonly luck = (): number => (this.books.alive ? this.chance.uniform() : 1)

  /** Steps one life; `baselineDeath` is when she is lost without the program, before the start for those lost already. */
  run(life: Life, personal: PersonalResponse, candidates: Candidates, baselineDeath: number): void {
    this.begin(life, personal)
    if (baselineDeath <= life.birth) this.books.alive = false
    for (let j = 0; j < candidates.count && this.books.alive; j += 1) {
      const time = candidates.times[j]!
      this.answerBefore(time)
      if (!this.lives(time)) break
      this.catchUp(time)
      const mark = candidates.marks[j]!
      if (mark >= this.mind.multiplier(time)) continue
      this.books.incremental = mark >= 1 || time >= baselineDeath
      this.visit(time, candidates.basket(j), mark)
    }
    if (this.books.alive) this.lives(this.horizon.days)
    this.referrals.until(this.books.time, this.account, this.mind, this.books)
  }

  get isMember(): boolean {
    return this.mind.joined !== Infinity
  }

  get isAliveAtEnd(): boolean {
    return this.books.alive
  }

  private begin(life: Life, personal: PersonalResponse): void {
    const {program} = this
    this.life = life
    this.personal = personal
    this.account = program.account(personal.redeems, personal.usesVouchers)
    this.chance.reset4(this.luckKey[0], this.luckKey[1], life.key, STREAMS.chance)
    this.past.customer(life.row, this.customerCodes)
    this.account.mechanics.reset(this.account.state, this.customerCodes, this.luck)
    this.books.begin()
    this.mind.begin(life, personal, this.account)
    this.books.time = life.birth
    this.stamina = life.stamina
    this.orders = 0
    this.lastActiveMonth = -1
    this.campaigns.begin(life, personal.takesPart)
    this.referrals.begin(life, personal.responds, this.mind.since)
  }

  /** One order, with everything the program does to it. */
  visit(time: number, basket: number, mark: number): void {
    const {horizon, order, books, mind, out} = this
    const {mechanics, state} = this.account
    const day = dayNumber(horizon.start + Math.floor(time))
    books.time = time
    if (this.personal.takesPart && !this.isMember) this.join(time)
    const member = this.isMember && mechanics.isMember(state)
    books.usedFace = 0
    books.orderPoints = 0
    order.day = day
    // The low digits of the mark are as good as a draw of their own, and the same for every program.
    this.past.order(this.life.row, (mark * 1024) % 1, order)
    order.amountMinor = this.basket(time, basket, mark, member)
    mechanics.order(state, order, books.sink)
    const month = books.monthAt(time)
    // Cash used is partly spent on top; the extra is part of this order (Vana, Lambrecht & Bertini 2018).
    const extra = books.usedFace * this.program.effects.respend
    const returned = member && this.personal.responds ? order.amountMinor * this.program.returnedShare * this.personal.gate : 0
    out.revenue[month]! += order.amountMinor + Math.round(extra - returned)
    out.orders += 1
    this.orders += 1
    if (books.incremental) out.incrementalOrders += 1
    mind.lastVisit = time
    this.campaigns.ordered(time)
    if (!member) return
    if (this.program.isOpen(time)) {
      if (month !== this.lastActiveMonth) out.activeMembers[month]! += 1
      this.lastActiveMonth = month
    }
    const {tierGoal} = this.program.compiled
    mind.lookAhead(time, tierGoal?.by === 'spend' ? order.amountMinor : tierGoal?.by === 'points' ? books.orderPoints : 1)
    this.campaigns.consider(this.books)
  }

  private join(time: number): void {
    const {mechanics, state} = this.account
    const day = dayNumber(this.horizon.start + Math.floor(time))
    if (!mechanics.mayJoin(state, day)) return
    mechanics.enrol(state, day, this.books.sink)
    this.mind.joins(time)
  }

  /** The basket with the program, minor units. */
  private basket(time: number, basket: number, mark: number, member: boolean): number {
    const {personal, program, mind} = this
    const open = program.isOpen(time)
    let log = (open ? (member ? personal.memberPrice : personal.strangerPrice) : 0) + (member ? program.dealTerm(time) : 0)
    if (open && member && personal.responds) log += personal.basket * program.decay.at(time - mind.since)
    let amount = log === 0 ? basket : Math.max(1, Math.round(basket * Math.exp(log)))
    if (open && program.effects.topUp > 0 && member && personal.responds) {
      const luck = (mark * 65_536) % 1
      for (const threshold of program.compiled.thresholds)
        if (amount < threshold && amount >= TOP_UP_FROM * threshold && luck < program.effects.topUp) amount = threshold
    }
    return amount
  }

  /** Lets what is due happen at its time, where it changes behaviour: invitations, messages, campaigns, lost tiers. */
  private catchUp(time: number): void {
    if (!this.program.compiled.isTimely) return
    const {mechanics, state} = this.account
    if (time >= this.campaigns.silentAt) this.callSilent(this.campaigns.silentAt)
    this.referrals.until(time, this.account, this.mind, this.books)
    if (!this.isMember) return
    this.books.time = time
    mechanics.advance(state, dayNumber(this.horizon.start + Math.floor(time)), this.books.sink)
    this.campaigns.consider(this.books)
  }

  /** The first campaign to somebody who was silent when the program began: her account cannot know since when. */
  private callSilent(time: number): void {
    this.campaigns.silentAt = Infinity
    if (!this.isMember) this.join(time)
    if (!this.isMember) return
    for (const trigger of this.program.compiled.silentTriggers)
      this.account.mechanics.fire(this.account.state, trigger, dayNumber(this.horizon.start + Math.floor(time)), this.books.sink)
    this.campaigns.consider(this.books)
  }

  /** A campaign's answer that comes before the next candidate visit. */
  private answerBefore(time: number): void {
    if (this.campaigns.answerAt >= time) return
    const at = this.campaigns.takeAnswer(this.books.time)
    if (!this.lives(at)) return
    this.answer(at)
  }

  /** The order that a campaign brought about. */
  private answer(time: number): void {
    this.books.incremental = true
    this.out.answered += 1
    this.visit(time, Math.max(1, Math.round(this.personal.typicalBasket * Math.exp(this.program.effects.winBack!.spend))), 0.5)
  }

  /**
   * What campaigns do to somebody who is lost: looks at her account week by week. Returns the moment she comes back for a second
   * life, Infinity if she does not.
   */
  comesBack(): number {
    if (this.program.compiled.silenceDays === undefined || this.books.alive || !this.personal.takesPart) return Infinity
    const {horizon} = this
    for (let time = Math.max(this.books.time, 0); time < horizon.days && this.campaigns.answerAt === Infinity; time += LOOK_DAYS) {
      this.books.time = time
      if (time >= this.campaigns.silentAt) this.callSilent(time)
      if (this.isMember) this.account.mechanics.advance(this.account.state, dayNumber(horizon.start + Math.floor(time)), this.books.sink)
      this.campaigns.consider(this.books)
    }
    const at = this.campaigns.takeAnswer(this.books.time)
    if (at >= horizon.days) return Infinity
    this.books.alive = true
    this.answer(at)
    return at
  }

  /** Brings her life up to `time`; false when she is lost before. The hazard is constant within half a month. */
  private lives(time: number): boolean {
    const {books, mind} = this
    const {hazard} = this.life
    const changes = mind.staysDifferently
    while (books.time < time) {
      let until = time
      let ratio = 1
      if (changes && books.time < mind.since) until = Math.min(time, mind.since)
      else if (changes && mind.knows(books.time)) {
        const cell = Math.floor(((books.time - mind.since) * 2) / DAYS_PER_MONTH + 1e-9)
        until = Math.min(time, mind.since + ((cell + 1) * DAYS_PER_MONTH) / 2)
        if (until <= books.time) until = time
        ratio = mind.hazard(books.time)
      }
      const used = (until - books.time) * hazard * ratio
      if (used >= this.stamina) {
        books.time += this.stamina / (hazard * ratio)
        this.die()
        return false
      }
      this.stamina -= used
      books.time = until
    }
    return true
  }

  /** What was due while she lived happens before her death is known to the account. */
  private die(): void {
    const {mechanics, state} = this.account
    this.books.incremental = false
    if (mechanics.isMember(state)) mechanics.advance(state, dayNumber(this.horizon.start + Math.floor(this.books.time)), this.books.sink)
    this.books.alive = false
  }

  /** The end of the horizon. */
  finish(): void {
    this.books.incremental = false
    if (!this.isMember) return
    this.account.mechanics.advance(this.account.state, this.horizon.end, this.books.sink)
    this.books.close(this.personal.redeems, this.personal.usesVouchers)
  }
}
