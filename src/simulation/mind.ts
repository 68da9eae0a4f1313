import type {NextReward} from '../programs/mechanics.js'
import {hazardRatio, MAXIMUM_VISITS, visitMultiplier} from '../response/combine.js'
import {goalGradient} from '../response/goal-gradient.js'
import type {Life} from './candidates.js'
import type {Account} from './compiled-program.js'
import type {PersonalResponse} from './personal-response.js'
import {Pulse} from './pulse.js'
import type {ReplicateProgram} from './replicate-program.js'
import {STATE} from './state-hazards.js'
import {pivotality} from './tier-goal.js'

/** Half-life of the lift right after a reward (evidence.csv: 4 weeks). */
const BUMP_HALF_LIFE = 28
/** How long a credit that ran out unused is resented, and a tier narrowly missed (judgement). */
const RESENTMENT_DAYS = 180
/** How long a lost tier is felt (evidence.csv: 12 months). */
const DEMOTION_DAYS = 365
/** Silent for so long is lapsed (Kadiyala 2024: 4 to 13 months). */
const LAPSED_DAYS = 120
/** A newcomer's first weeks (Retana, Forman & Wu 2016). */
const ONBOARDING_DAYS = 28
/** Who came at least so far towards a tier has missed it narrowly. */
const NARROWLY = 0.5

/** What a program means to one customer as her life goes on: what draws her in, what keeps her, what puts her off. Reused for all. */
export class Mind {
  private life!: Life
  private personal!: PersonalResponse
  private account!: Account
  /** when the program begins to be in her mind */
  since = Infinity
  joined = Infinity
  lastVisit = 0
  private bumpAt = -Infinity
  private voucherUntil = -Infinity
  private voucherPending = false
  private goal = 0
  private tierPull = 0
  private progress = 0
  private deadline = Infinity
  private lostTierAt = -Infinity
  private missedAt = -Infinity
  private tier = -1
  private refers = false
  private readonly event = new Pulse()
  private readonly message = new Pulse()
  private readonly next: NextReward = {missing: 0, perOrder: 0, faceMinor: 0}

  constructor(private readonly program: ReplicateProgram) {}

  begin(life: Life, personal: PersonalResponse, account: Account): void {
    this.life = life
    this.personal = personal
    this.account = account
    this.since = personal.takesPart && !this.program.paid ? Math.max(life.birth, this.program.compiled.opens) : Infinity
    this.joined = Infinity
    this.lastVisit = -life.silence
    this.bumpAt = -Infinity
    this.voucherUntil = -Infinity
    this.voucherPending = false
    this.goal = 0
    this.tierPull = 0
    this.progress = 0
    this.deadline = Infinity
    this.lostTierAt = -Infinity
    this.missedAt = -Infinity
    this.tier = -1
    this.refers = false
    this.event.clear()
    this.message.clear()
  }

  joins(time: number): void {
    this.joined = time
    if (time < this.since) this.since = time
    const {tierGoal} = this.program.compiled
    if (tierGoal !== undefined) this.deadline = time + tierGoal.periodDays
  }

  /** Is the program in her mind: announced or joined, and not left again? */
  knows(time: number): boolean {
    if (time < this.since || time >= this.program.compiled.ends) return false
    return this.joined === Infinity || this.account.mechanics.isMember(this.account.state)
  }

  rewarded(time: number): void {
    this.bumpAt = time
  }

  voucherGranted(until: number): void {
    this.voucherUntil = Math.max(this.voucherUntil, until)
    this.voucherPending = true
  }

  voucherUsed(time: number): void {
    this.bumpAt = time
    this.voucherPending = false
    this.voucherUntil = -Infinity
  }

  invited(time: number): void {
    const {event, eventPulled} = this.program.effects
    this.event.start(time, event * this.personal.gate, eventPulled, false)
  }

  written(time: number): void {
    const {message, messageDisplaced} = this.program.effects
    this.message.start(time, message, messageDisplaced, true)
  }

  tierIs(tier: number, time: number): void {
    if (tier < this.tier) this.lostTierAt = time
    this.tier = tier
    this.progress = tier >= 0 ? this.progress : 0
  }

  hasReferred(): void {
    this.refers = true
  }

  /** After an order that counted `counted` towards a tier: how far away is the next reward, the next tier? */
  lookAhead(time: number, counted: number): void {
    const {effects, compiled} = this.program
    if (!this.personal.responds || effects.goalGamma === 0) return
    const {mechanics, state} = this.account
    this.goal = 0
    if (mechanics.nextReward(state, this.personal.typicalBasket, this.next) && this.next.perOrder > 0 && compiled.hasGoal) {
      const {missing, perOrder} = this.next
      const cycle = Math.ceil((missing + mechanics.balance(state)) / perOrder)
      this.goal = goalGradient(effects.goalGamma, this.life.rate, Math.max(1, Math.ceil(missing / perOrder)), cycle)
    }
    if (compiled.tierGoal !== undefined) this.lookAtTiers(time, counted)
  }

  private lookAtTiers(time: number, counted: number): void {
    const {thresholds, periodDays} = this.program.compiled.tierGoal!
    if (time >= this.deadline) {
      const missed = thresholds.some((each) => this.progress < each && this.progress >= NARROWLY * each)
      if (missed) this.missedAt = this.deadline
      this.progress = 0
      while (this.deadline <= time) this.deadline += periodDays
    }
    this.progress += counted
    const wanted = thresholds.find((each) => each > this.progress)
    this.tierPull = 0
    if (wanted === undefined) return
    const perOrder = this.program.compiled.typicalCount(this.personal.typicalBasket, this.next.perOrder)
    const orders = Math.ceil((wanted - this.progress) / Math.max(1e-9, perOrder))
    this.tierPull = this.program.effects.goalGamma * pivotality(orders, this.life.rate, this.deadline - time)
  }

  /** The multiplier of her visit rate at that moment. */
  multiplier(time: number): number {
    const {personal, program} = this
    const {probe, effects} = program
    // Deals are for those who take part; what they borrowed is missing after the program's end too.
    const deal = personal.takesPart ? program.promotionTerm(time) : 0
    if (!program.isOpen(time)) return visitMultiplier(deal)
    if (!this.knows(time)) return visitMultiplier(personal.strangerPrice + deal + effects.bystander)
    if (probe !== undefined) return Math.min(MAXIMUM_VISITS, 1 + probe.visitLift)
    let sum = personal.memberPrice + deal
    if (effects.message !== 0) sum += this.message.term(time)
    if (effects.event !== 0) sum += this.event.term(time)
    if (!personal.responds) return visitMultiplier(sum)
    const pull = this.goal + (time < this.deadline ? this.tierPull : 0) + this.voucher(time) + this.grudge(time)
    sum += (personal.visits + personal.gate * pull) * program.decay.at(time - this.since)
    // What follows a reward has a half-life of its own.
    return visitMultiplier(sum + personal.gate * this.afterReward(time))
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

  private grudge(time: number): number {
    const {demoted, missedGoal} = this.program.effects
    return (time < this.lostTierAt + DEMOTION_DAYS ? demoted : 0) + (time < this.missedAt + RESENTMENT_DAYS ? missedGoal : 0)
  }

  /** Does anything change when she is lost? If not, her life need not be cut into pieces. */
  get staysDifferently(): boolean {
    return this.program.probe === undefined ? this.personal.gate !== 0 && this.program.changesHazard : this.program.probe.hazardRatio !== 1
  }

  /** The multiplier of her drop-out hazard at that moment. */
  hazard(time: number): number {
    const {program, personal} = this
    if (program.probe !== undefined) return program.probe.hazardRatio
    if (!personal.responds) return 1
    let states = this.tier >= 0 ? STATE.status : 0
    if (program.compiled.tenureDays < Infinity) states |= time - this.joined >= program.compiled.tenureDays ? STATE.tenured : STATE.recent
    if (this.refers) states |= STATE.sender
    if (this.life.row < 0 && time - this.life.birth < ONBOARDING_DAYS) states |= STATE.onboarding
    return hazardRatio(personal.gate * program.hazards[states]! * program.decay.at(time - this.since))
  }
}
