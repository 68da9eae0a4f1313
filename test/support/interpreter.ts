import {addMonths, civil, dayOf, daysInMonth, weekday, type Day} from '../../src/base/day.js'
import type {Benefit, Condition, EarnRule, Limit, ProgramDefinition, Reward, Trigger} from '../../src/programs/definition.js'
import type {Period} from '../../src/programs/grammar.js'
import {CHANCE, EVENT, type Chance, type EventKind} from '../../src/programs/mechanics.js'
import {atMost, floor, fraction, half, over, plus, roundHow, times, type Fraction} from './fractions.js'

/**
 * The slow, literal reading of programs.md and src/programs/README.md: one customer, day by day, every rule as a sentence, exact
 * fractions, whole lists kept and searched. It shares no code with the engine but the calendar and the names of events.
 */
export interface PlainOrder {
  readonly day: number
  readonly second: number
  readonly amount: number
  readonly attributes: Readonly<Record<string, string>>
  /** somebody she brought has come, just before this order */
  readonly refers: boolean
}
export interface PlainEvent {
  readonly kind: EventKind
  readonly day: number
  readonly points: number
  readonly face: number
  readonly cost: number
  readonly detail: number
}
export interface PlainResult {
  readonly events: readonly PlainEvent[]
  readonly paid: readonly number[]
  readonly balance: number
  readonly tier: number
  readonly member: boolean
}

interface Seen {
  readonly order: PlainOrder | undefined
  readonly day: number
  readonly first: boolean
}

const cents = (amount: number): number => Math.round(amount * 100)

/** Prices of messages may be less than a cent: cents to the nearest 2⁻²⁰, for exact sums. */
const finely = (amount: number): number => Math.round(Number(`${amount}e2`) * 1_048_576) / 1_048_576

export function later(day: number, period: Period, count = 1): number {
  return period.unit === 'day' ? day + period.count * count : addMonths(day as Day, period.count * count)
}

export function interpret(
  program: ProgramDefinition, orders: readonly PlainOrder[], customer: Readonly<Record<string, string>>, lastDay: number, chance: Chance,
): PlainResult {
  const reading = new Reading(program, customer, chance)
  const paid: number[] = []
  const first = Math.min(lastDay, ...orders.map((order) => order.day))
  for (let day = first; day <= lastDay; day += 1) {
    reading.startOfDay(day)
    for (const order of orders.filter((each) => each.day === day)) {
      if (order.refers) reading.referral(day)
      paid.push(reading.order(order))
    }
  }
  return {events: reading.events, paid, balance: reading.balance(), tier: reading.tier, member: reading.member}
}

class Reading {
  readonly events: PlainEvent[] = []
  member = false
  tier = -1
  private ever = false
  private joined = -1
  private lots: {points: number; end: number}[] = []
  private debt = 0
  private vouchers: {trigger: number; end: number; place: number}[] = []
  private grants = 0
  private visits: PlainOrder[] = []
  private towardsTier: {day: number; amount: number}[] = []
  private tierEnd = -1
  private termStart = -1
  private terms = 0
  private earnedOn: {day: number; points: number}[] = []
  private happened = new Map<string, number[]>()
  private spent = new Map<number, number>()
  private fallenSilent = new Set<string>()

  constructor(private readonly program: ProgramDefinition, private readonly customer: Readonly<Record<string, string>>, private readonly chance: Chance) {}

  balance(): number {
    return this.lots.reduce((sum, lot) => sum + lot.points, 0) - this.debt
  }

  private say(kind: EventKind, day: number, points = 0, face = 0, cost = 0, detail = 0): void {
    this.events.push({kind, day, points, face, cost, detail})
  }

  startOfDay(day: number): void {
    if (!this.member) return
    this.expirePoints(day)
    for (const voucher of this.vouchers.filter((each) => each.end <= day)) this.voucherGone(voucher, day)
    if (day > (this.program.until ?? day)) return
    if (this.program.tiers !== undefined && this.tierEnd === day) this.judgeAgain(day)
    const fee = this.program.enrolment.fee
    if (fee !== undefined && this.nextFee() === day) this.renewOrLeave(day)
    if (!this.member) return
    const seen = {order: undefined, day, first: false}
    this.program.benefits.forEach((benefit, i) => {
      if (benefit.every !== undefined && this.falls(day, benefit.every)) this.service(benefit, i, seen)
    })
    this.program.triggers.forEach((trigger, i) => {
      if (this.isToday(trigger, i, day)) this.setOff(trigger, i, seen)
    })
  }

  private expirePoints(day: number): void {
    const expire = this.program.points.expire
    if (expire === undefined) return
    let lost = 0
    if (expire.rule === 'fifo') {
      lost = this.lots.filter((lot) => lot.end <= day).reduce((sum, lot) => sum + lot.points, 0)
      this.lots = this.lots.filter((lot) => lot.end > day)
    } else if (later(this.visits.at(-1)?.day ?? this.joined, expire.after) === day) {
      lost = Math.max(0, this.balance())
      this.lots = []
    }
    if (lost > 0) this.say(EVENT.expired, day, lost)
  }

  private voucherGone(voucher: {trigger: number; end: number; place: number}, day: number): void {
    this.vouchers = this.vouchers.filter((each) => each !== voucher)
    this.say(EVENT.voucherExpired, day, 0, cents(this.program.triggers[voucher.trigger]!.voucher!.faceValue ?? 0), 0, voucher.trigger)
  }

  private deserved(day: number): number {
    const tiers = this.program.tiers!
    const sum = this.towardsTier.filter((each) => tiers.window === undefined || day < later(each.day, tiers.window)).reduce((total, each) => total + each.amount, 0)
    let level = -1
    tiers.levels.forEach((each, i) => {
      if (level === i - 1 && sum >= (tiers.by === 'spend' ? cents(each.from) : each.from)) level = i
    })
    return level
  }

  private judgeAgain(day: number): void {
    const level = this.deserved(day)
    const changed = level !== this.tier
    this.tier = level
    this.tierEnd = level < 0 ? -1 : later(day, this.program.tiers!.keep)
    if (changed) this.say(EVENT.tier, day, 0, 0, 0, level)
  }

  private nextFee(): number {
    return this.terms === 0 ? this.termStart : later(this.termStart, this.program.enrolment.fee!.every, this.terms)
  }

  private renewOrLeave(day: number): void {
    const {renewal, amount} = this.program.enrolment.fee!
    if (renewal >= 1 || this.chance(CHANCE.renew) < renewal) {
      this.terms += 1
      this.say(EVENT.fee, day, 0, cents(amount))
      return
    }
    if (this.balance() > 0) this.say(EVENT.expired, day, this.balance())
    for (const voucher of this.vouchers) this.voucherGone(voucher, day)
    this.lots = []
    this.member = false
    this.tier = -1
    this.joined = -1
    this.say(EVENT.left, day)
  }

  private falls(day: number, period: Period): boolean {
    for (let count = 1; later(this.joined, period, count) <= day; count += 1) if (later(this.joined, period, count) === day) return true
    return false
  }

  private isToday(trigger: Trigger, index: number, day: number): boolean {
    if (trigger.on === 'date') return trigger.date === day && day > this.joined
    if (trigger.on === 'anniversary') return day > this.joined && this.falls(day, {count: 12, unit: 'month'})
    if (trigger.on === 'birthday') return day > this.joined && isBirthday(this.customer['birthday'], day)
    if ((trigger.on !== 'silence' && trigger.on !== 'due') || this.visits.length === 0) return false
    const lastVisit = this.visits.at(-1)!.day
    if (this.silentFrom(trigger, lastVisit) !== day) return false
    const key = `${index} ${lastVisit}`
    if (this.fallenSilent.has(key)) return false
    this.fallenSilent.add(key)
    return true
  }

  private silentFrom(trigger: Trigger, lastVisit: number): number {
    const days = [...new Set(this.visits.map((order) => order.day))]
    if (trigger.rhythm === undefined || days.length < 3) return later(lastVisit, trigger.after!)
    const gap = over(fraction(lastVisit - days[0]!), fraction(days.length - 1))
    return lastVisit + Math.max(1, roundHow(times(gap, fraction(trigger.rhythm)), 'up'))
  }

  private mayJoin(day: number): boolean {
    const {from, until, enrolment} = this.program
    return !this.ever && day >= (from ?? day) && day <= (until ?? day)
      && Object.entries(enrolment.customer ?? {}).every(([name, values]) => among(values, this.customer[name]))
  }

  private join(day: number): void {
    const {enrolment, benefits, triggers} = this.program
    this.member = true
    this.ever = true
    this.joined = day
    this.say(EVENT.enrolled, day)
    if (enrolment.welcome !== undefined) {
      this.credit(enrolment.welcome, day)
      this.say(EVENT.issued, day, enrolment.welcome, 0, 0, -1)
    }
    if (enrolment.fee !== undefined) {
      this.termStart = enrolment.fee.trial === undefined ? day : later(day, enrolment.fee.trial)
      if (enrolment.fee.trial === undefined) {
        this.terms = 1
        this.say(EVENT.fee, day, 0, cents(enrolment.fee.amount))
      }
    }
    const seen = {order: undefined, day, first: false}
    benefits.forEach((benefit, i) => {
      if (benefit.every !== undefined) this.service(benefit, i, seen)
    })
    triggers.forEach((trigger, i) => {
      if (trigger.on === 'joined') this.setOff(trigger, i, seen)
    })
  }

  private credit(points: number, day: number): void {
    const {expire} = this.program.points
    const paysDebt = Math.min(points, this.debt)
    this.debt -= paysDebt
    if (points > paysDebt) this.lots.push({points: points - paysDebt, end: expire?.rule === 'fifo' ? later(day, expire.after) : Number.POSITIVE_INFINITY})
  }

  private take(points: number, newest: boolean): void {
    let left = points
    while (left > 0) {
      const lot = newest ? this.lots.at(-1)! : this.lots[0]!
      const used = Math.min(left, lot.points)
      lot.points -= used
      left -= used
      this.lots = this.lots.filter((each) => each.points > 0)
    }
  }

  /** A friend of a member came: no order or date shows it, so it is told from outside. */
  referral(day: number): void {
    if (!this.member || day > (this.program.until ?? day)) return
    this.program.triggers.forEach((trigger, i) => {
      if (trigger.on === 'referral') this.setOff(trigger, i, {order: undefined, day, first: false})
    })
  }

  order(order: PlainOrder): number {
    const {day, amount} = order
    if (amount > 0 && this.mayJoin(day)) this.join(day)
    if (amount === 0 || day < (this.program.from ?? day) || day > (this.program.until ?? day)) return amount
    if (amount < 0) {
      if (this.member) this.refund(order)
      return amount
    }
    const seen: Seen = {order, day, first: this.visits.length === 0}
    if (!this.member) return amount - this.discounts(seen)
    return this.purchase(order, seen)
  }

  private purchase(order: PlainOrder, seen: Seen): number {
    const {program} = this
    const {day, amount} = order
    const off = this.discounts(seen)
    let paid = amount - off
    if (!this.still('redeeming', day)) {
      if (off === 0 || program.stacking.rewardsWithDiscounts) paid -= this.redeem('next-order', paid, seen)
      paid -= this.useVouchers(amount, paid, day)
    }
    program.benefits.forEach((benefit, i) => {
      if (benefit.percent === undefined && benefit.every === undefined) this.service(benefit, i, seen)
    })
    this.visits.push(order)
    const counted = program.points.earnOn === 'gross' ? amount : paid
    const earned = this.still('earning', day) ? 0 : this.earn(counted, seen)
    if (!this.still('redeeming', day)) this.redeem('immediate', paid, seen)
    const upgraded = this.moveUp(counted, earned, day)
    this.triggersOfOrder(counted, upgraded, seen)
    return paid
  }

  private still(what: 'earning' | 'redeeming', day: number): boolean {
    return this.program.blackout.some((each) => (each.what === 'both' || each.what === what) && day >= (each.from ?? day) && day <= (each.until ?? day)
      && (each.season === undefined || inSeason(day, each.season)))
  }

  private discounts(seen: Seen): number {
    const amount = seen.order!.amount
    const usable = this.program.benefits.map((benefit, index) => ({benefit, index})).filter(({benefit, index}) => benefit.percent !== undefined
      && (this.member || benefit.kind === 'price-cut') && this.holds(benefit.when, seen) && this.within(`benefit ${index}`, benefit.limit, undefined, seen.day))
    const faces = usable.map((each) => ({...each, face: percentOf(amount, each.benefit.percent!)}))
    const best = Math.max(0, ...faces.map((each) => each.face))
    let off = 0
    for (const each of this.program.stacking.discounts === 'add' ? faces : faces.filter(({face}) => face === best).slice(0, 1)) {
      const face = Math.min(each.face, amount - off)
      if (face <= 0) continue
      off += face
      this.note(`benefit ${each.index}`, seen.day)
      this.say(EVENT.benefit, seen.day, 0, face, costOf(face, each.benefit.costRatio ?? 1), each.index)
    }
    return off
  }

  private service(benefit: Benefit, index: number, seen: Seen): void {
    if (!this.member && benefit.kind !== 'price-cut') return
    if (!this.holds(benefit.when, seen) || !this.within(`benefit ${index}`, benefit.limit, undefined, seen.day)) return
    this.note(`benefit ${index}`, seen.day)
    const usage = fraction(benefit.usage)
    const face = half(times(fraction(cents(benefit.value ?? 0)), usage))
    const cost = benefit.cost === undefined ? half(times(times(fraction(cents(benefit.value ?? 0)), usage), fraction(benefit.costRatio ?? 1)))
      : half(times(fraction(cents(benefit.cost)), usage))
    this.say(EVENT.benefit, seen.day, 0, face, cost, index)
  }

  private redeem(timing: Reward['redeem'], payable: number, seen: Seen): number {
    let off = 0
    this.program.rewards.forEach((reward, index) => {
      if (reward.redeem !== timing || this.balance() < Math.max(reward.points, reward.minimumPoints ?? 0)) return
      const reduces = timing === 'next-order' && (reward.kind === 'money-off' || reward.kind === 'percent-off')
      const left = payable - off
      const face = reward.percent === undefined ? cents(reward.faceValue ?? 0)
        : Math.min(percentOf(left, reward.percent), reward.maximum === undefined ? Number.POSITIVE_INFINITY : cents(reward.maximum))
      let count = Math.floor(this.balance() / reward.points)
      if (reduces && face > 0) count = Math.min(count, Math.floor(left / face))
      count = reward.percent === undefined ? Math.min(count, reward.maximumPerOrder ?? count) : face > 0 ? 1 : 0
      if (count <= 0 || !this.holds(reward.when, seen)) return
      if (reward.share < 1 && this.chance(CHANCE.redeem) >= reward.share) return
      this.take(count * reward.points, false)
      if (reduces) off += count * face
      this.say(EVENT.redeemed, seen.day, count * reward.points, count * face, costOf(count * face, reward.costRatio), index)
    })
    return off
  }

  private useVouchers(gross: number, payable: number, day: number): number {
    let off = 0
    let used = 0
    for (const voucher of [...this.vouchers].sort((a, b) => a.end - b.end || a.place - b.place)) {
      if (used >= this.program.stacking.vouchers) break
      const terms = this.program.triggers[voucher.trigger]!.voucher!
      if (gross < cents(terms.minimum ?? 0)) continue
      const left = payable - off
      const face = terms.faceValue !== undefined ? Math.min(cents(terms.faceValue), left)
        : Math.min(percentOf(left, terms.percent!), terms.maximum === undefined ? Number.POSITIVE_INFINITY : cents(terms.maximum))
      if (face <= 0) continue
      if (terms.share < 1 && this.chance(CHANCE.voucher) >= terms.share) continue
      used += 1
      off += face
      this.vouchers = this.vouchers.filter((each) => each !== voucher)
      this.say(EVENT.voucherUsed, day, 0, face, costOf(face, terms.costRatio), voucher.trigger)
    }
    return off
  }

  /** Multipliers that hold for the whole order, put together. */
  private common(seen: Seen, size: number): Fraction {
    const {earn, tiers, stacking} = this.program
    const factors = earn.filter((rule) => rule.points === undefined && rule.percent === undefined && size >= cents(rule.minimum ?? 0) && this.holds(rule.when, seen))
      .map((rule) => this.own(rule, seen))
    if (tiers !== undefined && this.tier >= 0) factors.unshift(fraction(tiers.levels[this.tier]!.multiplier))
    const [first, ...rest] = factors
    if (first === undefined) return fraction(1)
    return rest.reduce((sum, each) => {
      if (stacking.multipliers === 'multiply') return times(sum, each)
      if (stacking.multipliers === 'best') return atMost(each, sum) ? sum : each
      const added = plus(plus(sum, each), fraction(-1))
      return atMost(added, fraction(0)) ? fraction(0) : added
    }, first)
  }

  private own(rule: EarnRule, seen: Seen): Fraction {
    const value = rule.table === undefined ? undefined : seen.order?.attributes[rule.table.by]
    const entry = Object.entries(rule.table?.factors ?? {}).find(([name]) => value !== undefined && sameValue(name, value))
    return times(fraction(rule.multiplier ?? 1), fraction(rule.table === undefined ? 1 : (entry?.[1] ?? rule.table.otherwise)))
  }

  private pointsBy(rule: EarnRule, counted: number, size: number, seen: Seen): number {
    if (size < cents(rule.minimum ?? 0) || !this.holds(rule.when, seen)) return 0
    const raw = rule.percent !== undefined ? times(fraction(counted), over(fraction(rule.percent), fraction(100)))
      : times(fraction(rule.points!), fraction(rule.per === undefined ? 1 : floor(over(fraction(counted), fraction(cents(rule.per))))))
    const points = roundHow(times(times(raw, this.own(rule, seen)), this.common(seen, size)), this.program.points.rounding)
    return Math.min(points, rule.maximum ?? points)
  }

  private earn(counted: number, seen: Seen): number {
    const caps = this.program.points.caps
    let total = 0
    this.program.earn.forEach((rule, index) => {
      if (rule.points === undefined && rule.percent === undefined) return
      let points = this.pointsBy(rule, counted, seen.order!.amount, seen)
      const before = (test: (day: number) => boolean): number => this.earnedOn.filter((each) => test(each.day)).reduce((sum, each) => sum + each.points, 0)
      if (caps?.perOrder !== undefined) points = Math.min(points, caps.perOrder - total)
      if (caps?.perCustomer !== undefined) points = Math.min(points, caps.perCustomer - before(() => true))
      if (caps?.perPeriod !== undefined) points = Math.min(points, caps.perPeriod.points - before((day) => sameUnit(day, seen.day, caps.perPeriod!.per)))
      if (points <= 0) return
      total += points
      this.earnedOn.push({day: seen.day, points})
      this.credit(points, seen.day)
      this.say(EVENT.issued, seen.day, points, 0, 0, index)
    })
    return total
  }

  private refund(order: PlainOrder): void {
    const {program} = this
    if (program.points.refunds === 'ignore') return
    const amount = -order.amount
    const seen: Seen = {order: {...order, amount}, day: order.day, first: false}
    const owed = program.earn.filter((rule) => rule.percent !== undefined || (rule.points !== undefined && rule.per !== undefined))
      .reduce((sum, rule) => sum + this.pointsBy(rule, amount, amount, seen), 0)
    const there = Math.max(0, this.balance())
    const taken = program.points.refunds === 'reverse' ? Math.min(owed, there) : owed
    this.take(Math.min(taken, there), true)
    this.debt += Math.max(0, taken - there)
    if (taken > 0) this.say(EVENT.reversed, order.day, taken)
    if (owed > taken) this.say(EVENT.uncollected, order.day, owed - taken)
    if (program.tiers?.by === 'spend') this.towardsTier.push({day: order.day, amount: -amount})
    if (program.tiers?.by === 'points') this.towardsTier.push({day: order.day, amount: -taken})
  }

  private moveUp(counted: number, earned: number, day: number): boolean {
    const {tiers} = this.program
    if (tiers === undefined) return false
    this.towardsTier.push({day, amount: tiers.by === 'spend' ? counted : tiers.by === 'points' ? earned : 1})
    const level = this.deserved(day)
    if (level <= this.tier) return false
    this.tier = level
    this.tierEnd = later(day, tiers.keep)
    this.say(EVENT.tier, day, 0, 0, 0, level)
    return true
  }

  private triggersOfOrder(counted: number, upgraded: boolean, seen: Seen): void {
    this.program.triggers.forEach((trigger, index) => {
      if (trigger.on === 'order' && this.visits.length % (trigger.every ?? 1) === 0) this.setOff(trigger, index, seen)
      if (trigger.on === 'tier-up' && upgraded) this.setOff(trigger, index, seen)
      if (trigger.on !== 'spend' || this.spent.get(index) === -1 || !this.holds(trigger.when, seen)) return
      if (trigger.within !== undefined && seen.day >= later(this.joined, trigger.within)) return
      const sum = (this.spent.get(index) ?? 0) + counted
      this.spent.set(index, sum)
      if (sum >= cents(trigger.amount!) && this.setOff(trigger, index, seen)) this.spent.set(index, -1)
    })
  }

  private setOff(trigger: Trigger, index: number, seen: Seen): boolean {
    const {day} = seen
    if (!this.holds(trigger.when, seen) || !this.within(`trigger ${index}`, trigger.limit, trigger.cooldown, day)) return false
    this.note(`trigger ${index}`, day)
    if (trigger.contact) this.say(EVENT.contact, day, 0, 0, finely(this.program.costs.perContact), index)
    if (trigger.points !== undefined) {
      this.credit(trigger.points, day)
      this.say(EVENT.issued, day, trigger.points, 0, 0, -2)
    }
    if (trigger.voucher === undefined) return true
    this.grants += 1
    this.vouchers.push({trigger: index, end: trigger.voucher.valid === undefined ? 0x7fffffff : later(day, trigger.voucher.valid), place: this.grants})
    this.say(EVENT.granted, day, 0, cents(trigger.voucher.faceValue ?? 0), 0, index)
    return true
  }

  private note(key: string, day: number): void {
    this.happened.set(key, [...(this.happened.get(key) ?? []), day])
  }

  private within(key: string, limit: Limit | undefined, cooldown: Period | undefined, day: number): boolean {
    const before = this.happened.get(key) ?? []
    if (cooldown !== undefined && before.length > 0 && day < later(before.at(-1)!, cooldown)) return false
    return limit === undefined || before.filter((each) => sameUnit(each, day, limit.per)).length < limit.times
  }

  private holds(when: Condition | undefined, {order, day, first}: Seen): boolean {
    if (when === undefined) return true
    const member = this.member ? this.joined : undefined
    const orderSays = [
      ...Object.entries({channel: when.channel, category: when.category, ...when.order}).map(([name, values]) => values === undefined || (order !== undefined && among(values, order.attributes[name]))),
      when.minimum === undefined || (order !== undefined && order.amount >= cents(when.minimum)),
      when.maximum === undefined || (order !== undefined && order.amount <= cents(when.maximum)),
      when.firstOrder === undefined || (order !== undefined && first === when.firstOrder),
      when.hours === undefined || (order !== undefined && inHours(order.second, when.hours)),
    ]
    const customerSays = Object.entries({segment: when.segment, ...when.customer}).map(([name, values]) => values === undefined || among(values, this.customer[name]))
    return [...orderSays, ...customerSays,
      when.weekday === undefined || when.weekday.includes(weekday(day as Day)),
      when.from === undefined || day >= when.from,
      when.until === undefined || day <= when.until,
      when.season === undefined || inSeason(day, when.season),
      when.tier === undefined || (this.tier >= 0 && when.tier.includes(this.program.tiers!.levels[this.tier]!.name)),
      when.tenure === undefined || (member !== undefined && day >= later(member, when.tenure)),
      when.tenureBelow === undefined || (member !== undefined && day < later(member, when.tenureBelow)),
    ].every((each) => each)
  }
}

function among(values: readonly string[], value: string | undefined): boolean {
  return value !== undefined && values.some((each) => sameValue(each, value))
}

/** As texts; numbers, true and false however files write them. */
function sameValue(wanted: string, found: string): boolean {
  const [a, b] = [wanted, found].map((each) => each.trim().toLowerCase()) as [string, string]
  if (a === 'true') return ['true', 'yes', 'oui'].includes(b)
  if (a === 'false') return ['false', 'n', '0'].includes(b)
  return a === b || (/^\d+$/.test(a) && Number(a) === Number(b.replace(',', '.')))
}

function inHours(second: number, {from, until}: {from: number; until: number}): boolean {
  if (second < 0) return false
  return from < until ? second >= from && second < until : second >= from || second < until
}

function inSeason(day: number, {from, until}: {from: number; until: number}): boolean {
  const {month, dayOfMonth} = civil(day as Day)
  const here = month * 100 + dayOfMonth
  return from <= until ? from <= here && here <= until : here >= from || here <= until
}

function isBirthday(text: string | undefined, day: number): boolean {
  const match = /^\d{4}-(\d{2})-(\d{2})$/.exec(text ?? '')
  if (match === null) return false
  const {year} = civil(day as Day)
  const month = Number(match[1])
  return dayOf(year, month, Math.min(Number(match[2]), daysInMonth(year, month))) === day
}

function sameUnit(a: number, b: number, unit: 'day' | 'week' | 'month' | 'year' | 'ever'): boolean {
  const [x, y] = [civil(a as Day), civil(b as Day)]
  if (unit === 'ever') return true
  if (unit === 'day') return a === b
  if (unit === 'week') return a - weekday(a as Day) === b - weekday(b as Day)
  return x.year === y.year && (unit === 'year' || x.month === y.month)
}

function percentOf(amount: number, percent: number): number {
  return floor(over(times(fraction(amount), fraction(percent)), fraction(100)))
}

function costOf(face: number, ratio: number): number {
  return half(times(fraction(face), fraction(ratio)))
}
