import {fromMajor, smallPrice, type Currency} from '../base/money.js'
import {ONE, ratioOf, scaled, times, type Ratio} from './arithmetic.js'
import {birthdayAttribute, birthdays} from './birthdays.js'
import {Shift, type CalendarUnit} from './calendar.js'
import {inCoins} from './coins.js'
import {Attributes, compileWhen, sameText, type When} from './conditions.js'
import type {Benefit, EarnRule, Limit, ProgramDefinition, Reward, Trigger, Voucher} from './definition.js'
import type {Period} from './grammar.js'
import type {CompileContext} from './mechanics.js'

/** A definition with texts turned into codes, money into minor units, decimals into fractions, dates into days. */
export type Compiled = ReturnType<typeof compileDefinition>

export interface CompiledLimit {
  readonly times: number
  readonly unit: CalendarUnit
}

/** A multiplier that depends on an attribute of the order. */
interface Table {
  readonly place: number
  readonly byCode: readonly Ratio[]
  readonly otherwise: Ratio
}

export interface CompiledEarn {
  readonly index: number
  readonly when: When | undefined
  readonly minimum: number
  readonly maximum: number
  /** points per `per`, per order where `per` is 0, or per minor unit where `per` is 1 and this a percentage */
  readonly points: Ratio
  readonly per: number
  /** an order as such earns, whatever its amount */
  readonly perOrder: boolean
  /** no points of its own: multiplies the other rules */
  readonly multiplies: boolean
  readonly multiplier: Ratio
  readonly table: Table | undefined
  /** points × multiplier × that of the tier, index 0 without a tier: what an order multiplies by where nothing else does */
  readonly usual: readonly Ratio[]
}

export interface CompiledReward {
  readonly index: number
  readonly when: When | undefined
  readonly points: number
  readonly face: number
  readonly percent: Ratio | undefined
  readonly maximum: number
  readonly costRatio: Ratio
  readonly redeem: Reward['redeem']
  readonly share: number
  readonly minimumPoints: number
  readonly maximumPerOrder: number
  /** lowers what is paid for the order */
  readonly reducesPrice: boolean
}

export interface CompiledVoucher {
  readonly face: number
  readonly percent: Ratio | undefined
  readonly maximum: number
  readonly costRatio: Ratio
  readonly valid: Shift | undefined
  readonly minimum: number
  readonly share: number
}

export interface CompiledTrigger {
  readonly index: number
  readonly on: Trigger['on']
  readonly when: When | undefined
  readonly amount: number
  readonly within: Shift | undefined
  readonly after: Shift | undefined
  readonly rhythm: Ratio | undefined
  readonly every: number
  readonly date: number | undefined
  readonly points: number
  readonly voucher: CompiledVoucher | undefined
  readonly contact: boolean
  readonly limit: CompiledLimit | undefined
  readonly cooldown: Shift | undefined
}

export interface CompiledBenefit {
  readonly index: number
  readonly when: When | undefined
  readonly forEverybody: boolean
  readonly percent: Ratio | undefined
  readonly costRatio: Ratio
  /** value and cost of one use at its average, minor units */
  readonly face: number
  readonly cost: number
  readonly every: Period | undefined
  readonly limit: CompiledLimit | undefined
}

export function compileDefinition(definition: ProgramDefinition, context: CompileContext) {
  const attributes = new Attributes(context)
  const tierNames = definition.tiers?.levels.map((level) => level.name) ?? []
  const tierMultipliers = definition.tiers?.levels.map((level) => ratioOf(level.multiplier)) ?? []
  const parts = {context, attributes, tierNames, tierMultipliers, unit: definition.points.unit}
  const born = birthdayAttribute(Object.keys(context.customerAttributes))
  const joinable = Object.entries(definition.enrolment.customer ?? {}).map(([name, texts]) => attributes.customerMask(name, texts))
  const earn = definition.earn.map((rule, i) => compileEarn(rule, i, parts))
  const compiled = {
    name: definition.name,
    from: definition.from ?? Number.NEGATIVE_INFINITY,
    until: Math.min(definition.until ?? Number.POSITIVE_INFINITY, context.until ?? Number.POSITIVE_INFINITY),
    joinable,
    welcome: definition.enrolment.welcome ?? 0,
    fee: compileFee(definition, context),
    base: earn.filter((rule) => !rule.multiplies),
    multipliers: earn.filter((rule) => rule.multiplies),
    points: compilePoints(definition),
    rewards: definition.rewards.map((reward, i) => compileReward(reward, i, parts)),
    tiers: compileTiers(definition, context),
    benefits: definition.benefits.map((benefit, i) => compileBenefit(benefit, i, parts)),
    triggers: definition.triggers.map((trigger, i) => compileTrigger(trigger, i, parts)),
    stacking: definition.stacking,
    blackout: definition.blackout,
    perContact: smallPrice(definition.costs.perContact, context.currency),
    birthdayPlace: definition.triggers.some((trigger) => trigger.on === 'birthday') ? attributes.customerPlace(born) : -1,
    birthdays: birthdays(context.customerAttributes[born]?.values ?? []),
    attributes: attributes.order as readonly string[],
    customerAttributes: attributes.customer as readonly string[],
  }
  return compiled
}

interface Parts {
  readonly context: CompileContext
  readonly attributes: Attributes
  readonly tierNames: readonly string[]
  readonly tierMultipliers: readonly Ratio[]
  readonly unit: ProgramDefinition['points']['unit']
}

function whenOf(item: {readonly when?: Parameters<typeof compileWhen>[0]}, {attributes, context, tierNames}: Parts): When | undefined {
  return compileWhen(item.when, attributes, context, tierNames)
}

function moneyOr(amount: number | undefined, currency: Currency, otherwise: number): number {
  return amount === undefined ? otherwise : fromMajor(amount, currency)
}

function compileEarn(rule: EarnRule, index: number, parts: Parts): CompiledEarn {
  const {context, attributes} = parts
  const percent = rule.percent
  const points = percent === undefined ? ratioOf(rule.points ?? 0) : percentOf(percent)
  const multiplier = rule.multiplier === undefined ? ONE : ratioOf(rule.multiplier)
  return {
    index,
    when: whenOf(rule, parts),
    minimum: moneyOr(rule.minimum, context.currency, 0),
    maximum: rule.maximum ?? Number.POSITIVE_INFINITY,
    points,
    per: percent === undefined ? spendPer(rule, index, parts) : 1,
    perOrder: percent === undefined && rule.per === undefined,
    multiplies: percent === undefined && rule.points === undefined,
    multiplier,
    usual: [ONE, ...parts.tierMultipliers].map((tier) => times(times(points, multiplier), tier)),
    table: rule.table === undefined ? undefined : {
      place: attributes.orderPlace(rule.table.by),
      byCode: attributes.values(rule.table.by).map((value) => ratioOf(factorOf(rule.table!, value))),
      otherwise: ratioOf(rule.table.otherwise),
    },
  }
}

/** Spend that earns, in minor units; 0 for rules of the order as such. */
function spendPer({per, points}: EarnRule, index: number, {unit, context}: Parts): number {
  return per === undefined ? 0 : inCoins(per, {of: `earn[${index}]`, key: 'per', points: points ?? 1, unit}, context.currency)
}

function factorOf(table: NonNullable<EarnRule['table']>, value: string): number {
  return Object.entries(table.factors).find(([name]) => sameText(name, value))?.[1] ?? table.otherwise
}

/** 5 % as a fraction. */
function percentOf(percent: number): Ratio {
  const {num, den} = ratioOf(percent)
  return {num, den: den * 100}
}

function compilePoints({points}: ProgramDefinition) {
  const {caps} = points
  return {
    expiry: points.expire === undefined ? undefined : new Shift(points.expire.after),
    fifo: points.expire?.rule === 'fifo',
    inactivity: points.expire?.rule === 'inactivity',
    rounding: points.rounding,
    onGross: points.earnOn === 'gross',
    refunds: points.refunds,
    capPerOrder: caps?.perOrder ?? Number.POSITIVE_INFINITY,
    capPerCustomer: caps?.perCustomer ?? Number.POSITIVE_INFINITY,
    capPerPeriod: caps?.perPeriod?.points ?? Number.POSITIVE_INFINITY,
    capUnit: (caps?.perPeriod?.per ?? 'ever') as CalendarUnit,
    capped: caps !== undefined,
  }
}

function compileFee(definition: ProgramDefinition, context: CompileContext) {
  const {fee} = definition.enrolment
  if (fee === undefined) return undefined
  const trial = fee.trial === undefined ? undefined : new Shift(fee.trial)
  return {amount: fromMajor(fee.amount, context.currency), every: fee.every, trial, renewal: context.renewal ?? fee.renewal}
}

function compileReward(reward: Reward, index: number, parts: Parts): CompiledReward {
  const {context: {currency}, unit} = parts
  const {points, faceValue} = reward
  return {
    index,
    when: whenOf(reward, parts),
    points,
    face: faceValue === undefined ? 0 : inCoins(faceValue, {of: `rewards[${index}]`, key: 'faceValue', points, unit}, currency),
    percent: reward.percent === undefined ? undefined : percentOf(reward.percent),
    maximum: moneyOr(reward.maximum, currency, Number.POSITIVE_INFINITY),
    costRatio: ratioOf(reward.costRatio),
    redeem: reward.redeem,
    share: reward.share,
    minimumPoints: reward.minimumPoints ?? 0,
    maximumPerOrder: reward.maximumPerOrder ?? Number.POSITIVE_INFINITY,
    reducesPrice: reward.kind === 'money-off' || reward.kind === 'percent-off',
  }
}

function compileTiers({tiers}: ProgramDefinition, {currency}: CompileContext) {
  if (tiers === undefined) return undefined
  return {
    by: tiers.by,
    window: tiers.window === undefined ? undefined : new Shift(tiers.window),
    keep: new Shift(tiers.keep),
    thresholds: tiers.levels.map((level) => (tiers.by === 'spend' ? fromMajor(level.from, currency) : level.from)),
    multipliers: tiers.levels.map((level) => ratioOf(level.multiplier)),
  }
}

function compileBenefit(benefit: Benefit, index: number, parts: Parts): CompiledBenefit {
  const {currency} = parts.context
  const costRatio = ratioOf(benefit.costRatio ?? 1)
  const usage = ratioOf(benefit.usage)
  const average = (amount: number, share: Ratio): number => scaled(fromMajor(amount, currency), share.num, share.den, 'nearest')
  return {
    index,
    when: whenOf(benefit, parts),
    forEverybody: benefit.kind === 'price-cut',
    percent: benefit.percent === undefined ? undefined : percentOf(benefit.percent),
    costRatio,
    face: average(benefit.value ?? 0, usage),
    cost: benefit.cost === undefined ? average(benefit.value ?? 0, times(usage, costRatio)) : average(benefit.cost, usage),
    every: benefit.every,
    limit: compileLimit(benefit.limit),
  }
}

function compileTrigger(trigger: Trigger, index: number, parts: Parts): CompiledTrigger {
  const shift = (period: Period | undefined): Shift | undefined => (period === undefined ? undefined : new Shift(period))
  return {
    index,
    on: trigger.on,
    when: whenOf(trigger, parts),
    amount: moneyOr(trigger.amount, parts.context.currency, 0),
    within: shift(trigger.within),
    after: shift(trigger.after),
    rhythm: trigger.rhythm === undefined ? undefined : ratioOf(trigger.rhythm),
    every: trigger.every ?? 1,
    date: trigger.date,
    points: trigger.points ?? 0,
    voucher: trigger.voucher === undefined ? undefined : compileVoucher(trigger.voucher, parts.context.currency),
    contact: trigger.contact,
    limit: compileLimit(trigger.limit),
    cooldown: shift(trigger.cooldown),
  }
}

function compileVoucher(voucher: Voucher, currency: Currency): CompiledVoucher {
  return {
    face: moneyOr(voucher.faceValue, currency, 0),
    percent: voucher.percent === undefined ? undefined : percentOf(voucher.percent),
    maximum: moneyOr(voucher.maximum, currency, Number.POSITIVE_INFINITY),
    costRatio: ratioOf(voucher.costRatio),
    valid: voucher.valid === undefined ? undefined : new Shift(voucher.valid),
    minimum: moneyOr(voucher.minimum, currency, 0),
    share: voucher.share,
  }
}

function compileLimit(limit: Limit | undefined): CompiledLimit | undefined {
  return limit === undefined ? undefined : {times: limit.times, unit: limit.per}
}
