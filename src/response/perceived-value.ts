import type {Day} from '../base/day.js'
import {EVENT, type EventSink, type Mechanics, type MemberState, type OrderView} from '../programs/mechanics.js'

/** What a member gets back per unit of spend, by what it is. */
export interface PerceivedValue {
  /** rewards, vouchers, services: what the attractiveness gate looks at */
  readonly rewards: number
  /** percentages off the price: what the price elasticity looks at */
  readonly price: number
}

const NOTHING: PerceivedValue = {rewards: 0, price: 0}

/** Log-width of a cell: customers whose rate and basket are within 10 % of each other see the same value. */
const STEP = 0.1
/** Evenly spread chances tried where a program asks for chance. */
const CHANCES = 8
/** Nobody thinks further ahead than so many orders. */
const MOST_ORDERS = 1500

export interface ValueQuestion {
  readonly mechanics: Mechanics
  readonly start: Day
  readonly days: number
  /** codes of a typical order */
  readonly attributes: Int32Array
  /** what a `benefit` event of this index is to the customer: a lower price, something of value, or a deal she judges when it comes */
  readonly benefitIs: (benefit: number) => 'price' | 'value' | 'deal'
  /** what baskets are in units of the mean, one after another: they vary, and a threshold may be reached by some only */
  readonly baskets: readonly number[]
  /** expected prizes per unit of spend of those who hold entries in a draw */
  readonly prizeShare: number
  /** false: what somebody sees who is no member */
  readonly joins: boolean
}

/**
 * The expected reward per unit of spend for a typical customer of a rate and a basket: the compiled mechanics stepped over
 * equally spaced orders of varying size (model.md §2). What cannot be reached within those days is worth nothing.
 */
export class PerceivedValues {
  private readonly cells = new Map<number, PerceivedValue>()
  private readonly state: MemberState
  private readonly order: OrderView
  private asked = 0

  constructor(private readonly question: ValueQuestion) {
    this.state = question.mechanics.newState()
    this.order = {day: 0, second: -1, amountMinor: 0, attributes: question.attributes}
  }

  /** `rate` in visits per day, `basketMinor` the customer's mean basket. */
  of(rate: number, basketMinor: number): PerceivedValue {
    const rateCell = Math.round(Math.log(rate) / STEP)
    const basketCell = Math.round(Math.log(basketMinor) / STEP)
    const key = rateCell * 4096 + basketCell
    const known = this.cells.get(key)
    if (known !== undefined) return known
    // The middle of the cell, so that the answer does not depend on who asked first.
    const fresh = this.average(Math.exp(rateCell * STEP), Math.exp(basketCell * STEP))
    this.cells.set(key, fresh)
    return fresh
  }

  /** Where the program says a share, the mean over evenly spread chances; otherwise one life tells all. */
  private average(rate: number, basketMinor: number): PerceivedValue {
    this.asked = 0
    const first = this.step(rate, basketMinor, 0.5 / CHANCES)
    if (this.asked === 0) return first
    let [rewards, price] = [first.rewards, first.price]
    for (let i = 1; i < CHANCES; i += 1) {
      const other = this.step(rate, basketMinor, (i + 0.5) / CHANCES)
      rewards += other.rewards
      price += other.price
    }
    return {rewards: rewards / CHANCES, price: price / CHANCES}
  }

  private step(rate: number, basketMinor: number, luck: number): PerceivedValue {
    const {mechanics, start, days, benefitIs, prizeShare, joins, baskets} = this.question
    if (basketMinor < 1 || !Number.isFinite(rate)) return NOTHING
    let [rewards, price, spend, redeemed, redeemedFace, issued] = [0, 0, 0, 0, 0, 0]
    const sink: EventSink = (kind, _day, points, face, _cost, detail) => {
      if (kind === EVENT.redeemed) {
        redeemed += points
        redeemedFace += face
      } else if (kind === EVENT.voucherUsed) rewards += face
      else if (kind === EVENT.benefit && benefitIs(detail) === 'price') price += face
      else if (kind === EVENT.benefit && benefitIs(detail) === 'value') rewards += face
      else if (kind === EVENT.issued) issued += points
    }
    let next = luck
    mechanics.reset(this.state, undefined, () => {
      this.asked += 1
      const here = next
      // Evenly spread in place of chance (golden-ratio sequence).
      next = (next + 0.6180339887498949) % 1
      return here
    })
    if (joins && mechanics.mayJoin(this.state, start)) mechanics.enrol(this.state, start, sink)
    const orders = Math.min(MOST_ORDERS, Math.floor(days * rate) + 1)
    for (let k = 0; k < orders; k += 1) {
      const day = Math.floor(start + k / rate) as Day
      mechanics.advance(this.state, day, sink)
      this.order.day = day
      const amount = Math.max(1, Math.round(basketMinor * baskets[k % baskets.length]!))
      this.order.amountMinor = amount
      mechanics.order(this.state, this.order, sink)
      spend += amount
    }
    // Who has had a reward knows what the points on the way to the next are worth; who has had none sees nothing.
    const onTheWay = redeemed > 0 ? (Math.max(0, mechanics.balance(this.state)) * redeemedFace) / redeemed : 0
    const prizes = issued > 0 ? prizeShare : 0
    return {rewards: (rewards + redeemedFace + onTheWay) / spend + prizes, price: price / spend}
  }
}
