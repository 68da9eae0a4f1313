import type {z} from 'zod'

/** What the checks below read: a program before its final type exists (that type is made from the schema they belong to). */
interface Checked {
  readonly from?: number | undefined
  readonly until?: number | undefined
  readonly enrolment: {readonly mode?: string | undefined; readonly fee?: unknown}
  readonly earn: readonly {readonly points?: unknown; readonly per?: unknown; readonly percent?: unknown; readonly multiplier?: unknown;
    readonly table?: unknown; readonly when?: When | undefined}[]
  readonly points: {readonly unit: string}
  readonly rewards: readonly {readonly kind: string; readonly faceValue?: unknown; readonly percent?: unknown; readonly redeem: string;
    readonly when?: When | undefined}[]
  readonly tiers?: {readonly by: string; readonly levels: readonly {readonly name: string; readonly from: number}[]} | undefined
  readonly benefits: readonly {readonly kind: string; readonly percent?: unknown; readonly value?: unknown; readonly cost?: unknown; readonly every?: unknown;
    readonly when?: When | undefined}[]
  readonly triggers: readonly {readonly on: string; readonly amount?: unknown; readonly after?: unknown; readonly date?: unknown; readonly points?: unknown;
    readonly voucher?: VoucherPart | undefined; readonly contact: boolean; readonly referral?: unknown; readonly when?: When | undefined}[]
  readonly blackout: readonly {readonly from?: number | undefined; readonly until?: number | undefined; readonly season?: unknown}[]
}
interface When {
  readonly [name: string]: unknown
  readonly tier?: readonly string[] | undefined
  readonly from?: number | undefined
  readonly until?: number | undefined
}
interface VoucherPart {
  readonly faceValue?: unknown
  readonly percent?: unknown
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
  for (const [i, trigger] of program.triggers.entries()) checkTrigger(trigger, ['triggers', i], say)
  checkTiers(program, say)
  if (program.enrolment.mode === 'paid' && program.enrolment.fee === undefined)
    say(['enrolment', 'mode'], '"paid" needs a fee; add fee: {amount: 29, every: 12 months}, or write opt-in')
  if (program.enrolment.fee !== undefined && program.enrolment.mode !== undefined && program.enrolment.mode !== 'paid')
    say(['enrolment', 'mode'], `"${program.enrolment.mode}" has no fee; write paid, or take the fee away`)
  if (program.earn.length + program.benefits.length + program.triggers.length === 0)
    say([], 'gives nothing; it needs at least one of earn, benefits, triggers')
  if (program.rewards.length > 0 && program.earn.length === 0 && !program.triggers.some((each) => each.points !== undefined))
    say(['rewards'], 'cannot be reached, because nothing earns points; add earn')
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
  const parts = {earn: program.earn, rewards: program.rewards, benefits: program.benefits, triggers: program.triggers}
  for (const [part, items] of Object.entries(parts))
    items.forEach((item, i) => {
      if (item.when !== undefined) order(item.when, [part, i, 'when'])
    })
}

function checkEarn(rule: Checked['earn'][number], program: Checked, path: Path, say: Say): void {
  if (rule.percent !== undefined && rule.points !== undefined) say([...path, 'percent'], 'cannot stand beside points; keep one of them')
  if (rule.percent !== undefined && program.points.unit !== 'cash') say([...path, 'percent'], 'earns cash; write points: {unit: cash} too')
  if (rule.per !== undefined && rule.points === undefined) say([...path, 'per'], 'says how much spend earns points; add points: 1')
  if (rule.percent === undefined && rule.points === undefined && rule.multiplier === undefined && rule.table === undefined)
    say(path, 'earns nothing; expected points, percent, multiplier or table')
}

function checkReward(reward: Checked['rewards'][number], path: Path, say: Say): void {
  if (reward.kind === 'percent-off' && reward.percent === undefined) say(path, 'percent-off needs percent, such as percent: 10')
  if (reward.kind !== 'percent-off' && reward.percent !== undefined) say([...path, 'percent'], 'belongs to kind: percent-off')
  if (reward.kind === 'percent-off' && reward.redeem === 'immediate') say([...path, 'redeem'],
    '"immediate" has no order to take a percentage of; expected next-order or none')
  if (reward.kind !== 'percent-off' && reward.kind !== 'draw' && reward.faceValue === undefined) say(path, 'needs faceValue, what it is worth to the customer')
}

function checkBenefit(benefit: Checked['benefits'][number], path: Path, say: Say): void {
  const reduces = benefit.kind === 'discount' || benefit.kind === 'price-cut' || benefit.kind === 'promotion'
  if (reduces && benefit.percent === undefined) say(path, `${benefit.kind} needs percent, such as percent: 5`)
  if (!reduces && benefit.percent !== undefined) say([...path, 'percent'], 'belongs to discount, price-cut or promotion')
  if (benefit.every !== undefined) checkWithoutOrder(benefit.when, 'every', path, say)
  if (reduces && benefit.every !== undefined) say([...path, 'every'], 'a percentage is given per order; take `every` away')
  if (!reduces && benefit.value === undefined && benefit.cost === undefined) say(path, `${benefit.kind} needs value (to the member) or cost (to us)`)
}

function checkTrigger(trigger: Checked['triggers'][number], path: Path, say: Say): void {
  const needs = (key: 'amount' | 'after' | 'date' | 'referral', events: readonly string[], example: string): void => {
    if (events.includes(trigger.on) && trigger[key] === undefined) say(path, `on: ${trigger.on} needs ${key}, such as ${key}: ${example}`)
    if (!events.includes(trigger.on) && trigger[key] !== undefined) say([...path, key], `belongs to on: ${events.join(' or ')}`)
  }
  needs('amount', ['spend'], '500')
  needs('after', ['silence', 'due'], '90 days')
  needs('date', ['date'], '2026-12-01')
  if (trigger.points === undefined && trigger.voucher === undefined && !trigger.contact && trigger.referral === undefined)
    say(path, 'does nothing; expected points, voucher or contact: true')
  if (!['order', 'spend', 'tier-up'].includes(trigger.on)) checkWithoutOrder(trigger.when, `on: ${trigger.on}`, path, say)
  const {voucher} = trigger
  if (voucher !== undefined && (voucher.faceValue === undefined) === (voucher.percent === undefined))
    say([...path, 'voucher'], 'needs either faceValue or percent')
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
  const parts = {earn: program.earn, rewards: program.rewards, benefits: program.benefits, triggers: program.triggers}
  for (const [part, items] of Object.entries(parts))
    items.forEach((item, i) => {
      for (const tier of item.when?.tier ?? [])
        if (!names.includes(tier))
          say([part, i, 'when', 'tier'],
          names.length === 0 ? `"${tier}" is not a tier; the program has no tiers` : `"${tier}" is not a tier; expected ${names.join(' or ')}`)
    })
}
