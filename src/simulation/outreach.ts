import type {Day} from '../base/day.js'
import {RandomStream} from '../base/random.js'
import type {ArmBooks} from './arm-books.js'
import type {Life} from './candidates.js'
import type {Account} from './compiled-program.js'
import type {Horizon} from './horizon.js'
import type {Mind} from './mind.js'
import type {ProgramOutcome} from './outcome.js'
import type {ReplicateProgram} from './replicate-program.js'
import {STREAMS} from './streams.js'

/** Days from a campaign to the visit it brings about. */
const ANSWER_DAYS = 7
/** Who orders within so many days of a campaign is what a naive count credits to it. */
const NAIVE_DAYS = 60

type Luck = readonly [seed: number, replicate: number]

/** Campaigns to customers who have fallen silent, and whether they bring one back who would not have come. */
export class Campaigns {
  /** when the answer to a campaign comes; Infinity for never */
  answerAt = Infinity
  /** when somebody silent since before the start is due; Infinity where nobody is */
  silentAt = Infinity
  private sentAt = -Infinity
  private readonly stream = new RandomStream()

  constructor(private readonly program: ReplicateProgram, private readonly out: ProgramOutcome, private readonly luck: Luck) {}

  begin(life: Life, takesPart: boolean): void {
    const {silenceDays, opens} = this.program.compiled
    this.answerAt = Infinity
    this.sentAt = -Infinity
    this.silentAt = Infinity
    if (silenceDays === undefined || !takesPart || life.row < 0) return
    this.stream.reset4(this.luck[0], this.luck[1], life.key, STREAMS.campaigns)
    this.silentAt = Math.max(opens, silenceDays - life.silence)
  }

  /** An order: no longer silent; a naive count credits it to a campaign not long ago. */
  ordered(time: number): void {
    this.silentAt = Infinity
    if (time > this.sentAt + NAIVE_DAYS) return
    this.out.cameBack += 1
    this.sentAt = -Infinity
  }

  /** A campaign may have been sent: does it bring her back? */
  consider(books: ArmBooks): void {
    if (Number.isNaN(books.campaign)) return
    const sent = books.campaign
    books.campaign = NaN
    this.out.contacted += 1
    this.sentAt = sent
    const {winBack} = this.program.effects
    if (winBack !== undefined && this.stream.uniform() < (books.campaignHasOffer ? winBack.offer : winBack.message)) this.answerAt = sent + ANSWER_DAYS
  }

  /** The moment of an answer still to come, not before `now`; it comes once. */
  takeAnswer(now: number): number {
    const at = Math.max(this.answerAt, now)
    this.answerAt = Infinity
    return at
  }
}

/** Friends a member brings. */
export class Referrals {
  /** moments at which she brought somebody who would not have come otherwise */
  readonly friends: number[] = []
  private nextAt = Infinity
  private readonly stream = new RandomStream()

  constructor(private readonly program: ReplicateProgram, private readonly horizon: Horizon, private readonly luck: Luck) {}

  begin(life: Life, responds: boolean, since: number): void {
    this.friends.length = 0
    this.nextAt = Infinity
    if (this.program.effects.referral === undefined || !responds) return
    this.stream.reset4(this.luck[0], this.luck[1], life.key, STREAMS.referrals)
    this.nextAt = since + this.gap()
  }

  /** Everybody brought up to now: the sender's reward, the friend's, and who is really new. */
  until(time: number, account: Account, mind: Mind, books: ArmBooks): void {
    while (this.nextAt <= time) {
      const at = this.nextAt
      this.nextAt += this.gap()
      const {fraud, organic} = this.program.effects.referral!
      const {referralTrigger, friendCost} = this.program.compiled
      const isNew = this.stream.uniform() >= fraud + (1 - fraud) * organic
      const day = (this.horizon.start + Math.floor(at)) as Day
      if (mind.joined > at || !account.mechanics.fire(account.state, referralTrigger, day, books.sink)) continue
      books.pay(at, friendCost, isNew)
      mind.hasReferred()
      if (isNew) this.friends.push(at)
    }
  }

  private gap(): number {
    const perDay = this.program.effects.referral!.perYear / 365.25
    return perDay > 0 ? this.stream.exponential() / perDay : Infinity
  }
}
