import type {OrderColumns, TextColumn} from '../history/purchases.js'
import {birthdayAttribute} from './birthdays.js'
import {sameText} from './conditions.js'
import type {Condition, ProgramDefinition} from './definition.js'

/** A condition that can never hold on this history: nothing there has the attribute, or none of the values. */
export interface UnmatchedCondition {
  readonly attribute: string
  readonly of: 'order' | 'customer'
  /** the values asked for that never occur; empty where the attribute itself is missing */
  readonly values: readonly string[]
  /** some that do occur */
  readonly known: readonly string[]
}

interface Asked {
  readonly attribute: string
  readonly of: 'order' | 'customer'
  readonly values: readonly string[]
}

/** What a program asks of orders and customers that this history does not know: a misspelt channel earns nothing, silently. */
export function unmatchedConditions(definition: ProgramDefinition, purchases: OrderColumns): readonly UnmatchedCondition[] {
  const seen = new Set<string>()
  return askedFor(definition, birthdayAttribute(Object.keys(purchases.customerAttributes))).flatMap(({attribute, of, values}): UnmatchedCondition[] => {
    const column = of === 'order' ? purchases.attributes[attribute] : purchases.customerAttributes[attribute]
    const missing = !isKnown(column)
    const unknown = missing ? [] : values.filter((value) => !column!.values.some((known) => sameText(value, known)))
    const key = `${of} ${attribute} ${unknown.join()}`
    if ((!missing && unknown.length === 0) || seen.has(key)) return []
    seen.add(key)
    return [{attribute, of, values: unknown, known: missing ? [] : column!.values.slice(0, 5)}]
  }).concat(hoursUnknown(definition, purchases) ? [{attribute: 'hours', of: 'order', values: [], known: []}] : [])
}

function isKnown(column: TextColumn | undefined): boolean {
  return column?.codes.some((code) => code >= 0) ?? false
}

function hoursUnknown(definition: ProgramDefinition, {seconds}: OrderColumns): boolean {
  return asksForHours(definition) && seconds.every((second) => second < 0)
}

/** Does it matter to the program at what time of the day an order was made? */
export function asksForHours(definition: ProgramDefinition): boolean {
  return conditionsOf(definition).some((condition) => condition.hours !== undefined)
}

function conditionsOf({earn, rewards, benefits, triggers}: ProgramDefinition): readonly Condition[] {
  return [...earn, ...rewards, ...benefits, ...triggers].flatMap((part) => part.when ?? [])
}

function askedFor(definition: ProgramDefinition, born: string): readonly Asked[] {
  const ofOrder = (attribute: string, values: readonly string[]): Asked => ({attribute, of: 'order', values})
  const ofCustomer = (attribute: string, values: readonly string[]): Asked => ({attribute, of: 'customer', values})
  return [
    ...conditionsOf(definition).flatMap((condition) => [
      ...(condition.channel === undefined ? [] : [ofOrder('channel', condition.channel)]),
      ...(condition.category === undefined ? [] : [ofOrder('category', condition.category)]),
      ...Object.entries(condition.order ?? {}).map(([name, values]) => ofOrder(name, values)),
      ...(condition.segment === undefined ? [] : [ofCustomer('segment', condition.segment)]),
      ...Object.entries(condition.customer ?? {}).map(([name, values]) => ofCustomer(name, values)),
    ]),
    ...definition.earn.flatMap((rule) => (rule.table === undefined ? [] : [ofOrder(rule.table.by, Object.keys(rule.table.factors))])),
    ...Object.entries(definition.enrolment.customer ?? {}).map(([name, values]) => ofCustomer(name, values)),
    ...(definition.triggers.some((trigger) => trigger.on === 'birthday') ? [ofCustomer(born, [])] : []),
  ]
}
