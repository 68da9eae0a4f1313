import {z} from 'zod'
import {
  amountOf, attributes, count, date, difference, factor, factorsByValue, hours, listOf, mapping, money, moneyAboveZero, oneOf, percent, period, season,
  share, shown, text, texts, weekdays, wholePoints, yesNo,
} from './grammar.js'
import {checkTogether} from './definition-checks.js'

/** How often something may happen, per calendar unit or ever. */
const limit = mapping({
  times: count('how often at most'),
  per: oneOf(['day', 'week', 'month', 'year', 'ever'], 'calendar unit the count starts again in').default('ever'),
}, 'at most so often per member')

const condition = mapping({
  channel: texts('a sales channel as the orders name it').optional(),
  category: texts('a category as the orders name it').optional(),
  order: attributes('other attributes of the order, by name').optional(),
  customer: attributes('attributes of the customer, by name').optional(),
  segment: texts('a customer segment').optional(),
  weekday: weekdays('days of the week').optional(),
  hours: hours('time of the day').optional(),
  minimum: money('the order is at least this, before any reduction').optional(),
  maximum: money('the order is at most this, before any reduction').optional(),
  firstOrder: yesNo('only (or only not) the member’s first order').optional(),
  tier: texts('a tier held at that moment (by orders: before the order)').optional(),
  tenure: period('member for at least this long').optional(),
  tenureBelow: period('member for less than this').optional(),
  from: date('first day').optional(),
  until: date('last day, included').optional(),
  season: season('days of every year, both included').optional(),
}, 'when it holds: every line must be true')

const enrolment = mapping({
  mode: oneOf(['automatic', 'opt-in', 'paid'], 'automatic: everybody at the first order; opt-in: those who join; paid: those who buy it').optional(),
  share: share('how many customers join').optional(),
  fee: mapping({
    amount: moneyAboveZero('what the member pays per term'),
    every: period('length of a term').default({count: 12, unit: 'month'}),
    renewal: share('how many renew at the end of a term').default(1),
    trial: period('free at the beginning').optional(),
  }, 'a membership that is paid for').optional(),
  welcome: wholePoints('points on the account at the start (endowed)').optional(),
  customer: attributes('only customers with these attributes').optional(),
}, 'who takes part and when')

const earnRule = mapping({
  points: amountOf('points above zero, such as 1', {above: 0, to: 1e6}).describe('points for each `per`, or for each order without `per`').optional(),
  per: moneyAboveZero('spend that earns `points`').optional(),
  percent: percent('of what is paid, to a cash wallet: one point is one minor unit (a cent)').optional(),
  multiplier: factor('multiplies what this rule earns; alone (no points, no percent): multiplies all other rules').optional(),
  table: mapping({
    by: text('name of an order attribute, such as category'),
    factors: factorsByValue('multiplier of each value'),
    otherwise: factor('multiplier of every other value').default(1),
  }, 'a multiplier looked up by an attribute of the order (distance, partner, category)').optional(),
  minimum: money('orders below earn nothing by this rule').optional(),
  maximum: wholePoints('at most so many points per order by this rule').optional(),
  when: condition.optional(),
  name: text('a name for explanations').optional(),
}, 'what an order earns')

const pointsPart = mapping({
  unit: oneOf(['points', 'stamps', 'miles', 'cash', 'entries'], 'what the account is called').default('points'),
  expire: mapping({
    after: period('age at which points expire'),
    rule: oneOf(['fifo', 'inactivity'], 'fifo: each point by its own age; inactivity: the whole balance after that long without an order').default('fifo'),
  }, 'when points are lost').optional(),
  rounding: oneOf(['down', 'nearest', 'up'], 'of fractions after multipliers, once per order').default('down'),
  earnOn: oneOf(['net', 'gross'], 'net: what is paid after rewards; gross: the order before them').default('net'),
  refunds: oneOf(['reverse', 'reverse-negative', 'ignore'], 'what a refund does to points').default('reverse'),
  caps: mapping({
    perOrder: wholePoints('points per order').optional(),
    perCustomer: wholePoints('points per member in all').optional(),
    perPeriod: mapping({points: wholePoints('points'), per: oneOf(['day', 'week', 'month', 'year'], 'calendar unit')}, 'points per member and calendar unit')
      .optional(),
  }, 'the most that orders earn').optional(),
}, 'how the account works')

const reward = mapping({
  name: text('what the customer gets, such as 5 € off'),
  kind: oneOf(['money-off', 'percent-off', 'item', 'delivery', 'donation', 'draw'], 'money-off and percent-off reduce what is paid').default('money-off'),
  points: wholePoints('what it costs the account'),
  faceValue: moneyAboveZero('what it is worth to the customer').optional(),
  percent: percent('off the order (percent-off)').optional(),
  maximum: moneyAboveZero('the most a percent-off reward gives').optional(),
  costRatio: amountOf('a ratio from 0 to 5, such as 0.3', {from: 0, to: 5}).describe('what it costs us, as a share of its face value').default(1),
  redeem: oneOf(['next-order', 'immediate', 'none'], 'when members use it').default('next-order'),
  share: share('how many use an opportunity').default(1),
  minimumPoints: wholePoints('balance below which nothing is redeemed').optional(),
  maximumPerOrder: count('rewards per order at most').optional(),
  when: condition.optional(),
}, 'what an account buys')

const voucher = mapping({
  faceValue: moneyAboveZero('off a later order').optional(),
  percent: percent('off a later order').optional(),
  maximum: moneyAboveZero('the most a percentage gives').optional(),
  costRatio: amountOf('a ratio from 0 to 5', {from: 0, to: 5}).describe('what it costs us, as a share of its face value').default(1),
  valid: period('how long it can be used').optional(),
  minimum: money('smallest order it can be used on').optional(),
  share: share('how many use an opportunity').default(1),
}, 'a voucher or credit for a later order')

const trigger = mapping({
  name: text('a name for explanations and mailings'),
  on: oneOf(['joined', 'order', 'spend', 'birthday', 'anniversary', 'silence', 'due', 'tier-up', 'referral', 'date'], 'the event'),
  when: condition.optional(),
  amount: moneyAboveZero('spend: the total that sets it off').optional(),
  within: period('spend: counted from joining').optional(),
  after: period('silence: without an order for this long; due: this long after the last order').optional(),
  rhythm: amountOf('a factor above 0, such as 2.5', {above: 0, to: 100})
    .describe('silence and due: times the member’s own usual gap between orders; `after` stands in until it is known').optional(),
  every: count('order: only every n-th order').optional(),
  date: date('date: the day it happens').optional(),
  points: wholePoints('points granted').optional(),
  voucher: voucher.optional(),
  contact: yesNo('a message is sent, at `costs.perContact`').default(false),
  limit: limit.optional(),
  cooldown: period('not again within this time').optional(),
  referral: mapping({
    friend: voucher.optional(),
    perMemberYear: amountOf('referrals a year, such as 0.02', {from: 0, to: 100}).describe('converting referrals per active member and year').optional(),
    fraudShare: share('referrals that are no new customer').default(0),
    organicShare: share('friends who would have come anyway').optional(),
  }, 'what the friend gets and how often it happens').optional(),
}, 'an event that grants or sends something')

const benefit = mapping({
  name: text('what the member has'),
  kind: oneOf(['discount', 'price-cut', 'promotion', 'free-delivery', 'support', 'replacement', 'event', 'early-access', 'bundle'], 'what it is'),
  percent: percent('off the order').optional(),
  value: money('what one use is worth to the member').optional(),
  cost: money('what one use costs us').optional(),
  costRatio: amountOf('a ratio from 0 to 5', {from: 0, to: 5}).describe('instead of cost: share of the value').optional(),
  usage: share('how many use an opportunity; booked at its average').default(1),
  every: period('granted per member in this rhythm instead of per order').optional(),
  limit: limit.optional(),
  when: condition.optional(),
}, 'a standing advantage')

const tiers = mapping({
  by: oneOf(['spend', 'points', 'orders'], 'what qualifies').default('spend'),
  window: period('counted over this long, rolling; without: for ever').optional(),
  keep: period('a tier is kept this long, then judged again').default({count: 12, unit: 'month'}),
  levels: listOf(mapping({
    name: text('name of the tier'),
    from: amountOf('a threshold above zero', {above: 0, to: 1e12}).describe('reached at this spend, points or orders'),
    multiplier: factor('multiplies what orders earn').default(1),
  }, 'a tier'), 'tiers from low to high').min(1, 'is empty; expected at least one tier, such as {name: Silver, from: 300}'),
}, 'status')

const WHAT_IS_UNCERTAIN = 'expected a number, a 90 % interval [low, high], or a distribution: '
  + 'lognormal or normal with mean, sd; beta with a, b; uniform with low, high'
const uncertain = z.union([
  z.number(),
  z.tuple([z.number(), z.number()]),
  z.strictObject({distribution: z.enum(['lognormal', 'normal']), mean: z.number(), sd: z.number().min(0)}),
  z.strictObject({distribution: z.literal('beta'), a: z.number().positive(), b: z.number().positive()}),
  z.strictObject({distribution: z.literal('uniform'), low: z.number(), high: z.number()}),
], {error: WHAT_IS_UNCERTAIN})

/** A text is most likely meant as a preset. */
function wrongAssumption({input}: {readonly input?: unknown}): string {
  return typeof input === 'string' ? `${shown(input)} is not valid; expected sceptical or optimistic or none` : WHAT_IS_UNCERTAIN
}

export const programSchema = mapping({
  name: text('the name of the program'),
  description: text('one sentence').optional(),
  from: date('first day of the program').optional(),
  until: date('last day of the program').optional(),
  enrolment: enrolment.default({}),
  earn: listOf(earnRule, 'earn rules').describe('what orders earn').default([]),
  points: pointsPart.default({unit: 'points', rounding: 'down', earnOn: 'net', refunds: 'reverse'}),
  rewards: listOf(reward, 'rewards').describe('what an account buys').default([]),
  tiers: tiers.optional(),
  benefits: listOf(benefit, 'benefits').describe('standing advantages').default([]),
  triggers: listOf(trigger, 'triggers').describe('events that grant or send something').default([]),
  stacking: mapping({
    multipliers: oneOf(['multiply', 'add', 'best'], 'several multipliers on one order').default('multiply'),
    discounts: oneOf(['best', 'add'], 'several percentages on one order').default('best'),
    vouchers: count('vouchers on one order at most').default(1),
    rewardsWithDiscounts: yesNo('may rewards be used on an order that had a percentage off?').default(true),
  }, 'what may come together').default({multipliers: 'multiply', discounts: 'best', vouchers: 1, rewardsWithDiscounts: true}),
  blackout: listOf(mapping({
    from: date('first day').optional(), until: date('last day').optional(), season: season('days of every year').optional(),
    what: oneOf(['earning', 'redeeming', 'both'], 'what stands still').default('both'),
  }, 'days on which the program stands still'), 'blackout dates').describe('days on which the program stands still').default([]),
  costs: mapping({
    setup: money('once').default(0),
    perMonth: money('each month').default(0),
    perActiveMember: money('each month for each member with an order in it').default(0),
    perContact: money('each message').default(0),
    prizeFund: mapping({amount: money('prizes of one draw'), every: period('a draw takes place each')}, 'prizes of a draw').optional(),
    budget: moneyAboveZero('the program ends on the day its rewards and benefits have cost this').optional(),
  }, 'what running it costs').default({setup: 0, perMonth: 0, perActiveMember: 0, perContact: 0}),
  response: z.record(z.string(), z.union([uncertain, z.enum(['sceptical', 'optimistic', 'none'])], {error: wrongAssumption}),
    {error: 'expected assumptions by name; see: regulars explain response PROGRAM'}).describe('assumptions that replace the defaults, by their id').default({}),
  goals: mapping({
    retention: difference('pp', 'retention above the baseline, such as +2pp').optional(),
    participation: share('members among active customers').optional(),
    sales: difference('%', 'sales above the baseline, such as +3%').optional(),
    margin: money('incremental margin over the horizon').optional(),
    budget: money('program cost at most').optional(),
    liability: money('liability at the end at most').optional(),
    roi: amountOf('a return such as 0 for break-even').describe('return on what the program costs, at least').optional(),
  }, 'what it should reach; judged after simulation').default({}),
}, 'A reward program: who takes part, what orders earn, what points buy, and what it costs.').superRefine(checkTogether)

/** A checked program with every default filled in. Money in major units, as written. */
export type ProgramDefinition = z.output<typeof programSchema>
export type Condition = z.output<typeof condition>
export type EarnRule = z.output<typeof earnRule>
export type Reward = z.output<typeof reward>
export type Trigger = z.output<typeof trigger>
export type Benefit = z.output<typeof benefit>
export type Voucher = z.output<typeof voucher>
export type Limit = z.output<typeof limit>
/** A value of `response`: a number, a 90 % interval, a distribution; or a preset's name under the key `preset`. */
export type UncertainValue = z.output<typeof uncertain>
