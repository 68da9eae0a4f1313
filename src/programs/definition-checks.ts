import type {z} from 'zod'
import {shown, type Period} from './grammar.js'

/** What the checks below read: a program before its final type exists (that type is made from the schema they belong to). */
interface Checked {
  readonly from?: number | undefined
  readonly until?: number | undefined
  readonly enrolment: {readonly mode?: string | undefined; readonly share?: unknown; readonly fee?: unknown; readonly welcome?: unknown}
  readonly earn: readonly Earn[]
  readonly points: {readonly unit: string}
  readonly rewards: readonly RewardPart[]
  readonly tiers?: {readonly by: string; readonly levels: readonly {readonly name: string; readonly from: number}[]} | undefined
  readonly benefits: readonly BenefitPart[]
  readonly triggers: readonly TriggerPart[]
  readonly blackout: readonly {readonly from?: number | undefined; readonly until?: number | undefined; readonly season?: unknown}[]
  readonly response: Readonly<Record<string, unknown>>
}
interface Conditional {
  readonly when?: When | undefined
}
interface Earn extends Conditional {
  readonly points?: unknown
  readonly per?: unknown
  readonly percent?: unknown
  readonly multiplier?: unknown
  readonly table?: unknown
  readonly maximum?: unknown
}
interface RewardPart extends Conditional, VoucherPart {
  readonly kind: string
  readonly redeem: string
}
interface BenefitPart extends Conditional {
  readonly kind: string
  readonly percent?: unknown
  readonly value?: unknown
  readonly cost?: unknown
  readonly costRatio?: unknown
  readonly usage: number
  readonly every?: unknown
}
interface TriggerPart extends Conditional {
  readonly on: string
  readonly amount?: unknown
  readonly after?: unknown
  readonly within?: unknown
  readonly rhythm?: unknown
  readonly every?: unknown
  readonly date?: unknown
  readonly points?: unknown
  readonly voucher?: VoucherPart | undefined
  readonly contact: boolean
  readonly referral?: {readonly friend?: VoucherPart | undefined} | undefined
}
interface When {
  readonly [name: string]: unknown
  readonly tier?: readonly string[] | undefined
  readonly from?: number | undefined
  readonly until?: number | undefined
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
  readonly tenure?: Period | undefined
  readonly tenureBelow?: Period | undefined
}
interface VoucherPart {
  readonly faceValue?: unknown
  readonly percent?: unknown
  readonly maximum?: unknown
}

/** Conditions that look at an order. */
const OF_AN_ORDER = ['channel', 'category', 'order', 'minimum', 'maximum', 'firstOrder', 'hours']

type Path = readonly (string | number)[]
type Say = (path: Path, message: string) => void

/** What one key alone cannot show: parts that need or exclude each other, names that must exist. */
export function checkTogether(program: Checked, context: z.RefinementCtx): void {
  const say: Say = (path, message) => context.addIssue({code: 'custom', path: [...path], message})
  checkDates(program, say)
  for (const [i, rule] of program.earn.entries()) checkEarn(rule, program, ['earn', i], say)
  for (const [i, reward] of program.rewards.entries()) checkReward(reward, ['rewards', i], say)
  for (const [i, benefit] of program.benefits.entries()) checkBenefit(benefit, ['benefits', i], say)
  for (const [i, trigger] of program.triggers.entries()) checkTrigger(trigger, ['triggers', i], program, say)
  checkTiers(program, say)
  checkEnrolment(program, say)
  if (program.earn.length + program.benefits.length + program.triggers.length === 0)
    say([], 'gives nothing; it needs at least one of earn, benefits, triggers')
  const pointsGiven = program.enrolment.welcome !== undefined || program.triggers.some((each) => each.points !== undefined)
  if (program.rewards.length > 0 && program.earn.length === 0 && !pointsGiven) say(['rewards'], 'cannot be reached, because nothing earns points; add earn')
  if (program.earn.length > 0 && program.earn.every(onlyMultiplies))
    say(['earn'], 'multiplies what other rules earn, and there is none; add {points: 1, per: 1.00}')
  const {preset} = program.response
  if (preset !== undefined && typeof preset !== 'string') say(['response', 'preset'], `${shown(preset)} is not valid; expected sceptical or optimistic or none`)
}

function onlyMultiplies(rule: Earn): boolean {
  return rule.points === undefined && rule.percent === undefined
}

function checkEnrolment({enrolment: {mode, fee, share}}: Checked, say: Say): void {
  if (mode === 'paid' && fee === undefined)
    say(['enrolment', 'mode'], '"paid" needs a fee; add fee: {amount: 29, every: 12 months}, or write opt-in')
  if (fee !== undefined && mode !== undefined && mode !== 'paid') say(['enrolment', 'mode'], `"${mode}" has no fee; write paid, or take the fee away`)
  if (mode === 'automatic' && share !== undefined && share !== 1)
    say(['enrolment', 'share'], 'is not for "automatic", where everybody takes part; write mode: opt-in, or take share away')
}

function checkDates(program: Checked, say: Say): void {
  const order = (range: Pick<When, 'from' | 'until'>, path: Path): void => {
    if (range.from !== undefined && range.until !== undefined && range.until < range.from) say([...path, 'until'], 'lies before `from`')
  }
  order(program, [])
  program.blackout.forEach((range, i) => {
    order(range, ['blackout', i])
    if (range.season === undefined && (range.from === undefined || range.until === undefined))
      say(['blackout', i], 'needs from and until, or season: 12-15 to 12-24')
  })
  eachCondition(program, (when, path) => {
    order(when, path)
    checkRanges(when, path, say)
  })
}

/** Ranges in which nothing lies. */
function checkRanges(when: When, path: Path, say: Say): void {
  const {minimum, maximum, tenure, tenureBelow} = when
  if (minimum !== undefined && maximum !== undefined && maximum < minimum) say([...path, 'maximum'], 'lies below `minimum`')
  if (tenure !== undefined && tenureBelow !== undefined && daysOf(tenureBelow) <= daysOf(tenure))
    say([...path, 'tenureBelow'], 'is not longer than `tenure`: nobody is member for so long and less')
}

/** About so many days: enough to compare lengths of time. */
function daysOf({count, unit}: Period): number {
  return unit === 'day' ? count : count * 30.4
}

function eachCondition({earn, rewards, benefits, triggers}: Checked, look: (when: When, path: Path) => void): void {
  for (const [part, items] of Object.entries({earn, rewards, benefits, triggers}))
    (items as readonly Conditional[]).forEach((item, i) => {
      if (item.when !== undefined) look(item.when, [part, i, 'when'])
    })
}

function checkEarn(rule: Earn, program: Checked, path: Path, say: Say): void {
  if (rule.percent !== undefined && rule.points !== undefined) say([...path, 'percent'], 'cannot stand beside points; keep one of them')
  if (rule.percent !== undefined && program.points.unit !== 'cash') say([...path, 'percent'], 'earns cash; write points: {unit: cash} too')
  if (rule.per !== undefined && rule.points === undefined) say([...path, 'per'], 'says how much spend earns points; add points: 1')
  if (rule.percent === undefined && rule.points === undefined && rule.multiplier === undefined && rule.table === undefined)
    say(path, 'earns nothing; expected points, percent, multiplier or table')
  else if (rule.maximum !== undefined && onlyMultiplies(rule)) say([...path, 'maximum'], 'limits points, and this rule only multiplies; see points.caps')
}

function checkReward(reward: RewardPart, path: Path, say: Say): void {
  if (reward.kind === 'percent-off' && reward.percent === undefined) say(path, 'percent-off needs percent, such as percent: 10')
  if (reward.kind !== 'percent-off' && reward.percent !== undefined) say([...path, 'percent'], 'belongs to kind: percent-off')
  if (reward.kind === 'percent-off' && reward.redeem === 'immediate') say([...path, 'redeem'],
    '"immediate" has no order to take a percentage of; expected next-order or none')
  if (reward.kind === 'percent-off' && reward.faceValue !== undefined) say([...path, 'faceValue'], 'cannot stand beside percent; keep one of them')
  if (reward.kind !== 'percent-off' && reward.maximum !== undefined) say([...path, 'maximum'], 'belongs to percent')
  if (reward.kind !== 'percent-off' && reward.kind !== 'draw' && reward.faceValue === undefined) say(path, 'needs faceValue, what it is worth to the customer')
}

function checkBenefit(benefit: BenefitPart, path: Path, say: Say): void {
  const reduces = benefit.kind === 'discount' || benefit.kind === 'price-cut' || benefit.kind === 'promotion'
  if (reduces && benefit.percent === undefined) say(path, `${benefit.kind} needs percent, such as percent: 5`)
  if (!reduces && benefit.percent !== undefined) say([...path, 'percent'], 'belongs to discount, price-cut or promotion')
  if (benefit.every !== undefined) checkWithoutOrder(benefit.when, 'every', path, say)
  if (reduces && benefit.every !== undefined) say([...path, 'every'], 'a percentage is given per order; take `every` away')
  for (const key of ['value', 'cost'] as const)
    if (reduces && benefit[key] !== undefined) say([...path, key], `is not for ${benefit.kind}, whose percent says it; take ${key} away`)
  if (reduces && benefit.usage < 1) say([...path, 'usage'], `is not for ${benefit.kind}, which every order gets; take usage away`)
  if (benefit.cost !== undefined && benefit.costRatio !== undefined) say([...path, 'costRatio'], 'cannot stand beside cost; keep one of them')
  if (!reduces && benefit.value === undefined && benefit.cost === undefined) say(path, `${benefit.kind} needs value (to the member) or cost (to us)`)
}

/** Keys that only some events have, those events, and an example where the event needs the key. */
const OF_EVENTS = [
  ['amount', ['spend'], '500'], ['after', ['silence', 'due'], '90 days'], ['date', ['date'], '2026-12-01'], ['within', ['spend'], undefined],
  ['rhythm', ['silence', 'due'], undefined], ['every', ['order'], undefined], ['referral', ['referral'], undefined],
] as const

function checkTrigger(trigger: TriggerPart, path: Path, program: Checked, say: Say): void {
  for (const [key, events, example] of OF_EVENTS) {
    const fits = (events as readonly string[]).includes(trigger.on)
    if (fits && example !== undefined && trigger[key] === undefined) say(path, `on: ${trigger.on} needs ${key}, such as ${key}: ${example}`)
    if (!fits && trigger[key] !== undefined) say([...path, key], `belongs to on: ${events.join(' or ')}`)
  }
  if (trigger.points === undefined && trigger.voucher === undefined && !trigger.contact && trigger.referral === undefined)
    say(path, 'does nothing; expected points, voucher or contact: true')
  if (!['order', 'spend', 'tier-up'].includes(trigger.on)) checkWithoutOrder(trigger.when, `on: ${trigger.on}`, path, say)
  if (trigger.on === 'tier-up' && program.tiers === undefined) say([...path, 'on'], '"tier-up" never comes; the program has no tiers')
  if (trigger.on === 'joined' && trigger.when?.tenure !== undefined) say([...path, 'when', 'tenure'], 'never holds on the day of joining; take it away')
  checkVoucher(trigger.voucher, [...path, 'voucher'], say)
  checkVoucher(trigger.referral?.friend, [...path, 'referral', 'friend'], say)
}

function checkVoucher(voucher: VoucherPart | undefined, path: Path, say: Say): void {
  if (voucher === undefined) return
  if ((voucher.faceValue === undefined) === (voucher.percent === undefined)) say(path, 'needs either faceValue or percent')
  else if (voucher.maximum !== undefined && voucher.percent === undefined) say([...path, 'maximum'], 'belongs to percent')
}

function checkWithoutOrder(when: When | undefined, event: string, path: Path, say: Say): void {
  for (const name of OF_AN_ORDER) if (when?.[name] !== undefined) say([...path, 'when', name], `looks at an order, and "${event}" has none; take it away`)
}

function checkTiers(program: Checked, say: Say): void {
  const levels = program.tiers?.levels ?? []
  const names = levels.map((level) => level.name)
  levels.forEach((level, i) => {
    if (i > 0 && level.from <= levels[i - 1]!.from) say(['tiers', 'levels', i, 'from'],
      `${level.from} is not above the tier before it (${levels[i - 1]!.from})`)
    if (program.tiers?.by !== 'spend' && !Number.isInteger(level.from)) say(['tiers', 'levels', i, 'from'],
      `${level.from} is not valid; ${program.tiers?.by} are whole`)
    if (names.indexOf(level.name) !== i) say(['tiers', 'levels', i, 'name'], `"${level.name}" is there twice`)
  })
  eachCondition(program, (when, path) => {
    for (const tier of when.tier ?? [])
      if (!names.includes(tier))
        say([...path, 'tier'],
          names.length === 0 ? `"${tier}" is not a tier; the program has no tiers` : `"${tier}" is not a tier; expected ${names.join(' or ')}`)
  })
}
