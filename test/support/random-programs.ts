import fc from 'fast-check'
import {dayOf} from '../../src/base/day.js'
import type {PlainOrder} from './interpreter.js'

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, {nil: undefined, freq: 2})
const rarely = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.oneof({weight: 6, arbitrary: fc.constant(undefined)}, {weight: 1, arbitrary})
const money = fc.constantFrom(0.01, 0.5, 1, 2.5, 3.33, 5, 10, 20, 49.99)
const percent = fc.constantFrom(0.5, 1, 3.3, 10, 12.5, 60, 100)
const factor = fc.constantFrom(0, 0.1, 0.5, 0.7, 1, 1.1, 1.25, 1.5, 2, 2, 3, 3)
const ratio = fc.constantFrom(0, 0.3, 0.333333, 1, 1.7)
const share = fc.constantFrom(0, 0.3, 0.5, 0.5, 1, 1, 1)
const period = fc.constantFrom('1 day', '3 days', '2 weeks', '1 month', '2 months', '6 months', '1 year')
const unit = fc.constantFrom('day', 'week', 'month', 'year')
const date = fc.integer({min: 0, max: 700}).map((offset) => {
  const at = new Date((dayOf(2023, 11, 15) + offset) * 86_400_000)
  return at.toISOString().slice(0, 10)
})
const season = fc.constantFrom('01-01 to 02-29', '11-20 to 01-05', '06-15 to 06-15')
const limit = fc.record({times: fc.integer({min: 1, max: 3}), per: fc.oneof(unit, fc.constant('ever'))})
const range = fc.tuple(date, date).map(([a, b]) => (a < b ? {from: a, until: b} : {from: b, until: a}))

/** Conditions of an order, and those that hold for any event; each with values that hold now and then. */
const OF_ORDERS: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  channel: fc.constantFrom('online', 'Shop '), category: fc.constantFrom(['a', 'B'], 'c'),
  order: fc.constantFrom({device: 'app'}, {express: true}, {distance: [500, 'far']}),
  hours: fc.constantFrom('09:00-12:30', '22:00-06:00', '12:30-24:00'), minimum: money, maximum: fc.constantFrom(5, 30, 100), firstOrder: fc.boolean(),
}
const OF_ANY: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  segment: fc.constantFrom('x', 'y'), customer: fc.constantFrom({town: ['Ulm']}, {vip: true}, {vip: false}, {age: 30}),
  weekday: fc.subarray(['monday', 'tuesday', 'saturday', 'sunday'], {minLength: 1}), tenure: period, tenureBelow: period, season,
  from: date, until: date,
}

/** One condition or two: of many together hardly any ever hold, and then none of them is seen to matter. */
function when(tiers: readonly string[], withOrder = true): fc.Arbitrary<object | undefined> {
  const parts = {...(withOrder ? OF_ORDERS : {}), ...OF_ANY, ...(tiers.length === 0 ? {} : {tier: fc.constantFrom(...tiers, [...tiers])})}
  const one = fc.constantFrom(...Object.entries(parts)).chain(([name, value]) => value.map((drawn) => ({[name]: drawn})))
  const two = fc.tuple(one, one).map(([a, b]) => ({...a, ...b})).filter(({from = '', until = '9'}: {from?: unknown; until?: unknown}) => `${from}` <= `${until}`)
  return fc.oneof({weight: 6, arbitrary: fc.constant(undefined)}, {weight: 3, arbitrary: one}, {weight: 1, arbitrary: two})
}

const voucher = fc.oneof(fc.record({faceValue: money}), fc.record({percent, maximum: maybe(money)})).chain((what) => fc.record({
  costRatio: ratio, valid: maybe(period), minimum: maybe(money), share,
}).map((rest) => ({...what, ...rest})))

function earnRule(tiers: readonly string[], cash: boolean): fc.Arbitrary<object> {
  const common = fc.record({
    multiplier: maybe(factor), minimum: rarely(money), maximum: rarely(fc.integer({min: 1, max: 50})), when: when(tiers),
    table: rarely(fc.record({by: fc.constantFrom('category', 'channel', 'distance'), factors: fc.constant({a: 2, b: 0.5, ONLINE: 3, 500: 1.5}), otherwise: maybe(factor)})),
  })
  const base = fc.oneof(
    fc.record({points: fc.constantFrom(0.5, 1, 1.5, 3, 10), per: maybe(money)}),
    cash ? fc.record({percent}) : fc.record({points: fc.constantFrom(1, 2), per: money}),
  )
  return fc.oneof({weight: 3, arbitrary: fc.tuple(base, common).map(([a, b]) => ({...a, ...b}))},
    {weight: 1, arbitrary: fc.tuple(common, factor).map(([a, multiplier]) => ({...a, multiplier, maximum: undefined}))})
}

function reward(tiers: readonly string[]): fc.Arbitrary<object> {
  const what = fc.oneof(
    fc.record({kind: fc.constantFrom('money-off', 'item', 'delivery', 'donation'), faceValue: money, redeem: fc.constantFrom('next-order', 'immediate', 'none')}),
    fc.record({kind: fc.constant('percent-off'), percent, maximum: maybe(money), redeem: fc.constant('next-order')}),
    fc.record({kind: fc.constant('draw'), redeem: fc.constantFrom('next-order', 'immediate')}),
  )
  return fc.tuple(what, fc.record({
    name: fc.constant('r'), points: fc.constantFrom(1, 1, 3, 10, 25), costRatio: ratio, share, minimumPoints: rarely(fc.integer({min: 1, max: 40})),
    maximumPerOrder: rarely(fc.integer({min: 1, max: 3})), when: when(tiers),
  })).map(([a, b]) => ({...a, ...b}))
}

function benefit(tiers: readonly string[]): fc.Arbitrary<object> {
  const what = fc.oneof(
    fc.record({kind: fc.constantFrom('discount', 'price-cut', 'promotion'), percent}),
    fc.record({kind: fc.constantFrom('free-delivery', 'support', 'replacement', 'event', 'early-access', 'bundle'), value: money, cost: maybe(money), usage: share, every: maybe(period)}),
  )
  return what.chain((a) => fc.record({name: fc.constant('b'), costRatio: maybe(ratio), limit: rarely(limit), when: when(tiers, !('every' in a && a.every !== undefined))})
    .map((b) => ({...a, ...b})))
}

function trigger(tiers: readonly string[]): fc.Arbitrary<object> {
  const what = fc.oneof(
    {weight: 3, arbitrary: fc.record({on: fc.constantFrom('joined', 'birthday', 'anniversary', 'tier-up', 'referral')})},
    {weight: 2, arbitrary: fc.record({on: fc.constant('order'), every: maybe(fc.integer({min: 1, max: 3}))})},
    {weight: 1, arbitrary: fc.record({on: fc.constant('spend'), amount: fc.constantFrom(20, 100), within: maybe(period)})},
    {weight: 2, arbitrary: fc.record({on: fc.constantFrom('silence', 'due'), after: period, rhythm: maybe(fc.constantFrom(0.5, 1.1, 2.5))})},
    {weight: 1, arbitrary: fc.record({on: fc.constant('date'), date})},
  )
  return what.chain((a) => fc.record({
    name: fc.constant('t'), points: fc.constantFrom(undefined, 1, 7), voucher: maybe(voucher), contact: fc.boolean(), limit: maybe(limit), cooldown: maybe(fc.oneof(period, fc.constant('2 years'))),
    when: when(tiers, ['order', 'spend', 'tier-up'].includes(a.on)),
  }).map((b) => ({...a, ...b, ...(a.on === 'referral' ? {referral: {}} : !b.contact && b.points === undefined && b.voucher === undefined ? {contact: true} : {})})))
}

const tierLevels = fc.constantFrom<readonly string[]>([], ['low'], ['low', 'high'])

/** Any program the grammar allows, small figures, so that everything happens within a few orders. */
export const anyProgram: fc.Arbitrary<object> = fc.tuple(tierLevels, fc.boolean()).chain(([levels, cash]) => fc.record({
  name: fc.constant('random'),
  days: rarely(range),
  enrolment: fc.record({
    welcome: maybe(fc.integer({min: 1, max: 9})), customer: rarely(fc.constantFrom({segment: ['X']}, {vip: true})),
    fee: rarely(fc.record({amount: money, every: period, renewal: share, trial: maybe(period)})),
  }),
  earn: fc.array(earnRule(levels, cash), {minLength: 1, maxLength: 3}),
  points: fc.record({
    unit: fc.constant(cash ? 'cash' : 'points'), expire: maybe(fc.record({after: period, rule: fc.constantFrom('fifo', 'inactivity')})),
    rounding: fc.constantFrom('down', 'nearest', 'up'), earnOn: fc.constantFrom('net', 'gross'), refunds: fc.constantFrom('reverse', 'reverse-negative', 'ignore'),
    caps: maybe(fc.record({
      perOrder: maybe(fc.integer({min: 1, max: 30})), perCustomer: maybe(fc.integer({min: 1, max: 80})),
      perPeriod: maybe(fc.record({points: fc.integer({min: 1, max: 30}), per: unit})),
    })),
  }),
  rewards: fc.array(reward(levels), {minLength: 0, maxLength: 3}),
  tiers: levels.length === 0 ? fc.constant(undefined) : fc.record({
    by: fc.constantFrom('spend', 'points', 'orders'), window: maybe(period), keep: period,
    levels: fc.tuple(factor, factor).map((factors) => levels.map((name, i) => ({name, from: 2 + i * 3, multiplier: factors[i]}))),
  }),
  benefits: fc.array(benefit(levels), {maxLength: 2}),
  triggers: fc.array(trigger(levels), {maxLength: 3}),
  stacking: fc.record({
    multipliers: fc.constantFrom('multiply', 'add', 'best'), discounts: fc.constantFrom('best', 'add'), vouchers: fc.integer({min: 1, max: 3}),
    rewardsWithDiscounts: fc.boolean(),
  }),
  blackout: maybe(fc.array(fc.oneof(range, season.map((days) => ({season: days}))).chain((days) =>
    fc.constantFrom('earning', 'redeeming', 'both').map((what) => ({...days, what}))), {minLength: 1, maxLength: 2})),
  costs: fc.record({perContact: fc.oneof(money, fc.constantFrom(0.004, 0.0015))}),
}).map(({days, ...rest}) => ({...rest, ...days}))).map(withoutUndefined)

/** Orders of one customer over about two years: weeks with many, month ends, leap day, same-day orders, voids and refunds among them. */
export const anyOrders: fc.Arbitrary<readonly PlainOrder[]> = fc.array(fc.record({
  day: fc.oneof(fc.integer({min: 0, max: 700}).map((offset) => dayOf(2023, 11, 20) + offset),
    fc.integer({min: 0, max: 40}).map((offset) => dayOf(2024, 5, 20) + offset), fc.constantFrom(dayOf(2024, 1, 31), dayOf(2024, 2, 29), dayOf(2024, 5, 31), dayOf(2024, 2, 1))),
  second: fc.constantFrom(-1, 0, 9 * 3600, 45_000, 79_200),
  amount: fc.oneof({weight: 5, arbitrary: fc.integer({min: 1, max: 6000})}, {weight: 1, arbitrary: fc.constantFrom(0, 100, 500, 10_000, 1_234_567)},
    {weight: 1, arbitrary: fc.integer({min: -4000, max: -1})}),
  refers: fc.oneof({weight: 4, arbitrary: fc.constant(false)}, {weight: 1, arbitrary: fc.constant(true)}),
  attributes: fc.record({
    channel: maybe(fc.constantFrom('Online', 'shop')), category: maybe(fc.constantFrom('A', 'b', 'c')), device: maybe(fc.constantFrom('app', 'web')),
    express: maybe(fc.constantFrom('Yes', 'false')), distance: maybe(fc.constantFrom('500', '500,0', ' Far', '80')),
  }).map((each) => withoutUndefined(each) as Record<string, string>),
}), {minLength: 1, maxLength: 16, size: 'max'}).map((orders) => orders.map((order, i) => ({order, i})).sort((a, b) => a.order.day - b.order.day || a.i - b.i).map(({order}) => order))

export const anyCustomer: fc.Arbitrary<Readonly<Record<string, string>>> = fc.record({
  segment: maybe(fc.constantFrom('x', 'Y')), town: maybe(fc.constantFrom('Ulm', 'Trier')), vip: maybe(fc.constantFrom('oui', 'N', 'TRUE', '0')), age: maybe(fc.constantFrom('30.0', '31')), birthday: maybe(fc.constantFrom('1990-02-29', '1985-06-15', '2001-12-31')),
}).map((each) => withoutUndefined(each) as Record<string, string>)

function withoutUndefined(value: object): object {
  return JSON.parse(JSON.stringify(value, (_, part: unknown) => (Array.isArray(part) && part.length === 0 ? undefined : part))) as object
}
