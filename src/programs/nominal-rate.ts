import type {ProgramDefinition} from './definition.js'

/** What a program gives back on an ordinary order if every reward is used: shares of spend, and money per order. */
export interface NominalRate {
  /** 0.05 for 5 % */
  readonly ofSpend: number
  /** major units */
  readonly perOrder: number
  /** some orders or members get more: tiers, tables, rules and benefits with conditions */
  readonly more: boolean
}

/** From the file alone: rules, benefits and rewards without conditions, at the best reward for a point. */
export function nominalRate(definition: ProgramDefinition): NominalRate {
  const perPoint = Math.max(0, ...definition.rewards.filter((reward) => reward.redeem !== 'none').map((reward) => (reward.faceValue ?? 0) / reward.points))
  // Rules that only multiply and hold for every order.
  const always = definition.earn.filter((rule) => rule.when === undefined && rule.points === undefined && rule.percent === undefined)
    .reduce((product, rule) => product * (rule.multiplier ?? 1) * (rule.table?.otherwise ?? 1), 1)
  let ofSpend = 0
  let perOrder = 0
  for (const rule of definition.earn) {
    if (rule.when !== undefined) continue
    // An ordinary order has none of the table's values.
    const factor = (rule.multiplier ?? 1) * (rule.table?.otherwise ?? 1) * always
    if (rule.percent !== undefined) ofSpend += (rule.percent / 100) * factor
    else if (rule.points !== undefined && rule.per !== undefined) ofSpend += (rule.points / rule.per) * factor * perPoint
    else if (rule.points !== undefined) perOrder += rule.points * factor * perPoint
  }
  for (const benefit of definition.benefits) {
    if (benefit.when !== undefined) continue
    if (benefit.percent !== undefined) ofSpend += benefit.percent / 100
    else if (benefit.every === undefined) perOrder += (benefit.value ?? 0) * benefit.usage
  }
  const more = (definition.tiers?.levels.some(({multiplier}) => multiplier > 1) ?? false)
    || definition.earn.some((rule) => rule.when !== undefined || Object.values(rule.table?.factors ?? {}).some((factor) => factor > 1))
    || definition.benefits.some((benefit) => benefit.when !== undefined) || definition.triggers.length > 0
  return {ofSpend, perOrder, more}
}
