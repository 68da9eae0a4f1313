import type {ProgramDefinition} from '../../programs/definition.js'
import {enrolmentMode} from '../../programs/facts.js'
import {nominalRate} from '../../programs/nominal-rate.js'
import type {ProgramReach} from '../../tasks/programs/show.js'
import type {Language} from '../../vocabulary.js'
import {formatFor} from '../format.js'
import {conditionText, everyText, moneyText, periodText, priceText, pointsText, seasonText, type Telling} from '../program-phrases.js'
import {benefitLines, triggerLines} from '../program-extras.js'
import {heading, wrap} from '../table.js'
import {PROGRAM_WORDS} from '../words/program.js'
import {labelled} from '../typography.js'

/** What a customer would experience, what it gives away, and how soon: in plain language. */
export function describeProgram(definition: ProgramDefinition, currency: string, language: Language, reach?: ProgramReach): string {
  const telling: Telling = {words: PROGRAM_WORDS[language], format: formatFor(language, currency)}
  const {headings} = telling.words
  const parts: readonly (readonly [string, readonly string[]])[] = [
    [headings.who, whoLines(definition, telling)],
    [headings.earn, earnLines(definition, telling)],
    [headings.rewards, rewardLines(definition, telling)],
    [headings.tiers, tierLines(definition, telling)],
    [headings.benefits, benefitLines(definition, telling)],
    [headings.triggers, triggerLines(definition, telling)],
    [headings.rules, ruleLines(definition, telling)],
    [headings.cost, costLines(definition, telling, reach)],
  ]
  const told = parts.filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => `${heading(title)}\n${lines.map((line) => bullet(line)).join('\n')}`)
  return [heading(definition.name), ...(definition.description === undefined ? [] : [wrap(definition.description, 78)]), '', told.join('\n\n')].join('\n')
}

function bullet(line: string): string {
  return wrap(line, 76).split('\n').map((part, i) => `${i === 0 ? '- ' : '  '}${part}`).join('\n')
}

function whoLines(definition: ProgramDefinition, telling: Telling): string[] {
  const {words, format} = telling
  const {enrolment} = definition
  const mode = enrolmentMode(definition)
  const lines: string[] = []
  const {share, fee, welcome} = enrolment
  const onlyFor = enrolment.customer === undefined ? undefined
    : Object.entries(enrolment.customer).map(([name, values]) => `${name} ${words.or(values)}`).join(', ')
  if (mode === 'automatic') lines.push(onlyFor === undefined ? words.everybody : words.everybodyWith(onlyFor))
  else if (mode === 'opt-in') lines.push(words.optIn(share === undefined ? undefined : format.percent(share)))
  else if (fee !== undefined) {
    lines.push(words.paid(moneyText(telling, fee.amount), everyText(telling, fee.every), format.percent(fee.renewal)))
    if (fee.trial !== undefined) lines.push(words.trial(periodText(telling, fee.trial)))
    if (share !== undefined) lines.push(words.paidShare(format.percent(share)))
  }
  if (welcome !== undefined) lines.push(words.welcome(pointsText(telling, definition, welcome)))
  const {from, until} = definition
  if (from !== undefined || until !== undefined)
    lines.push(words.runs(from === undefined ? undefined : format.day(from), until === undefined ? undefined : format.day(until)))
  return lines
}

function earnLines(definition: ProgramDefinition, telling: Telling): string[] {
  const {words, format} = telling
  return definition.earn.map((rule) => {
    const factor = rule.multiplier === undefined ? undefined : format.number(rule.multiplier, 6)
    const points = pointsText(telling, definition, rule.points ?? 0)
    let text = rule.percent !== undefined ? words.percentBack(format.percent(rule.percent / 100, 4))
      : rule.points === undefined ? (factor === undefined ? '' : words.multiplied(factor))
      : rule.per === undefined ? words.perOrder(points) : words.perSpend(moneyText(telling, rule.per), points)
    const details = [
      rule.minimum === undefined ? undefined : words.atLeast(moneyText(telling, rule.minimum)),
      conditionText(telling, rule.when),
      rule.points !== undefined && factor !== undefined ? `× ${factor}` : undefined,
      rule.maximum === undefined ? undefined : words.atMostPoints(pointsText(telling, definition, rule.maximum)),
    ].filter((part) => part !== undefined)
    if (details.length > 0) text = text.replace(/\.$/, `, ${details.join(', ')}.`)
    if (rule.table !== undefined) {
      const entries = Object.entries(rule.table.factors).map(([value, each]) => words.tableEntry(value, format.number(each, 6)))
      text = `${text} ${words.table(rule.table.by, format.list(entries), format.number(rule.table.otherwise, 6))}`.trim()
    }
    return rule.name === undefined ? text : labelled(rule.name, text, format.language)
  })
}

function rewardLines(definition: ProgramDefinition, telling: Telling): string[] {
  const {words, format} = telling
  const first = definition.earn.find((rule) => rule.points !== undefined && rule.when === undefined)
  return definition.rewards.map((reward) => {
    const details = [
      reward.percent === undefined ? undefined : words.percentOff(format.percent(reward.percent / 100, 4),
      reward.maximum === undefined ? undefined : moneyText(telling, reward.maximum)),
      reward.faceValue === undefined || definition.points.unit === 'cash' ? undefined : words.worth(moneyText(telling, reward.faceValue)),
      reward.faceValue === undefined || reward.costRatio === 1 ? undefined : words.costsUs(moneyText(telling, reward.faceValue * reward.costRatio)),
      words.redeem[reward.redeem],
      reward.share < 1 ? words.usedBy(format.percent(reward.share)) : undefined,
      conditionText(telling, reward.when),
    ].filter((part) => part !== undefined)
    const what = `${reward.name}, ${details.join(', ')}`
    if (definition.points.unit === 'cash' && reward.points === 1)
      return words.wallet(details.join(', '), reward.minimumPoints === undefined ? undefined : format.money(reward.minimumPoints))
    const needed = Math.max(reward.points, reward.minimumPoints ?? 0)
    const points = pointsText(telling, definition, needed)
    const step = first?.points ?? 0
    if (first === undefined || step <= 0 || first.table !== undefined) return words.forPoints(points, what)
    const missing = Math.max(1, needed - (definition.enrolment.welcome ?? 0))
    if (first.per === undefined) return words.visits(words.ordinal(Math.ceil(missing / step)), what)
    return words.afterSpend(moneyText(telling, (first.per * missing) / (step * (first.multiplier ?? 1))), points, what)
  })
}

function tierLines(definition: ProgramDefinition, telling: Telling): string[] {
  const {words, format} = telling
  const {tiers} = definition
  if (tiers === undefined) return []
  const from = (level: number): string => (tiers.by === 'spend' ? moneyText(telling, level) : format.number(level))
  const counted = words.tierBy[tiers.by](tiers.window === undefined ? undefined : periodText(telling, tiers.window))
  return [
    ...tiers.levels.map((level) => [
      words.tier(level.name, from(level.from)), counted, ...(level.multiplier === 1 ? [] : [words.tierMultiplier(format.number(level.multiplier, 6))]),
    ].join(', ')),
    words.kept(periodText(telling, tiers.keep)),
  ]
}

function ruleLines(definition: ProgramDefinition, telling: Telling): string[] {
  const {words, format} = telling
  const {points, stacking, blackout} = definition
  const lines: string[] = []
  if (definition.earn.length > 0) {
    const {expire} = points
    if (expire === undefined) lines.push(words.neverExpire)
    else lines.push(expire.rule === 'fifo' ? words.expireFifo(words.units[points.unit][0],
    periodText(telling, expire.after)) : words.expireInactive(periodText(telling, expire.after)))
    const byAmount = definition.earn.some((rule) => rule.percent !== undefined || (rule.points !== undefined && rule.per !== undefined))
    lines.push(byAmount ? words.refunds[points.refunds] : words.refundsVisits)
    if (points.earnOn === 'gross') lines.push(words.earnOnGross)
    const {caps} = points
    const show = (count: number): string => pointsText(telling, definition, count)
    if (caps?.perOrder !== undefined) lines.push(words.caps.perOrder(show(caps.perOrder)))
    if (caps?.perPeriod !== undefined) lines.push(words.caps.perPeriod[caps.perPeriod.per](show(caps.perPeriod.points)))
    if (caps?.perCustomer !== undefined) lines.push(words.caps.perCustomer(show(caps.perCustomer)))
  }
  lines.push(words.stackMultipliers[stacking.multipliers], words.stackDiscounts[stacking.discounts])
  if (stacking.vouchers > 1) lines.push(words.vouchersTogether(format.integer(stacking.vouchers)))
  if (!stacking.rewardsWithDiscounts) lines.push(words.noRewardsWithDiscounts)
  for (const each of blackout) {
    const days = each.season === undefined ? words.between(format.day(each.from!),
      format.day(each.until!)) : words.when.season(...seasonText(format, each.season))
    lines.push(words.blackout[each.what](days))
  }
  return lines.filter((line) => line !== '')
}

function costLines(definition: ProgramDefinition, telling: Telling, reach: ProgramReach | undefined): string[] {
  const {words, format} = telling
  const {costs} = definition
  const lines: string[] = []
  const rate = nominalRate(definition)
  if (rate.ofSpend > 0) lines.push(words.gives(format.percent(rate.ofSpend)))
  if (rate.perOrder > 0) lines.push(words.givesPerVisit(moneyText(telling, rate.perOrder)))
  if ((rate.ofSpend > 0 || rate.perOrder > 0) && rate.more) lines.push(words.givesMore)
  if (reach !== undefined) {
    // Of prizes and of friends brought along, past orders know nothing: none would be a wrong figure.
    const unseen = definition.costs.prizeFund !== undefined || definition.triggers.some(({on}) => on === 'referral')
    if (reach.rewardRate !== null && (reach.rewardRate > 0 || !unseen))
      lines.push(words.givesMeasured(format.percent(reach.rewardRate, 2), format.day(reach.from), format.day(reach.to)))
    if (definition.triggers.some(({on}) => on === 'referral')) lines.push(words.referralsUnseen)
    const {medianDays, shareWithinAYear, outOfReach, membersWatchedForAYear} = reach.firstReward
    if (membersWatchedForAYear === 0) lines.push(...(definition.rewards.length > 0 ? [words.reachUnknown] : []))
    else if (outOfReach) lines.push(words.outOfReach(format.percent(shareWithinAYear ?? 0)))
    else if (medianDays !== null) lines.push(medianDays === 0 ? words.reachAtOnce : words.reach(words.length('day', format.integer(medianDays))))
  }
  const running = [
    costs.setup > 0 ? words.costs.setup(moneyText(telling, costs.setup)) : undefined,
    costs.perMonth > 0 ? words.costs.perMonth(moneyText(telling, costs.perMonth)) : undefined,
    costs.perActiveMember > 0 ? words.costs.perActiveMember(priceText(telling, costs.perActiveMember)) : undefined,
    costs.perContact > 0 ? words.costs.perContact(priceText(telling, costs.perContact)) : undefined,
    costs.prizeFund === undefined ? undefined : words.costs.prizes(moneyText(telling, costs.prizeFund.amount), everyText(telling, costs.prizeFund.every)),
  ].filter((part) => part !== undefined)
  if (running.length > 0) lines.push(words.running(format.list(running)))
  if (costs.budget !== undefined) lines.push(words.budget(moneyText(telling, costs.budget)))
  return lines
}
