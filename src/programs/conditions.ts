import {civil, weekday, type Day} from '../base/day.js'
import {numberIn} from '../base/loose-text.js'
import {fromMajor} from '../base/money.js'
import {NEVER, Shift} from './calendar.js'
import type {Condition} from './definition.js'
import type {Season} from './grammar.js'
import type {CompileContext} from './mechanics.js'

/** What a condition looks at. An event without an order (a birthday) has `amount` −1 and no attributes. */
export interface Moment {
  day: number
  second: number
  /** gross, minor units; −1 without an order */
  amount: number
  attributes: Int32Array
  firstOrder: boolean
  /** NEVER for somebody who is not a member */
  joined: number
  tier: number
  customer: Int32Array
}

/** Names of attributes, in the order in which their codes are handed over. */
export class Attributes {
  readonly order: string[] = []
  readonly customer: string[] = []

  constructor(private readonly context: CompileContext) {}

  /** Which codes of an attribute are meant by these texts; case and outer blanks do not matter. */
  orderMask(name: string, texts: readonly string[]): CodeMask {
    return {place: placeIn(this.order, name), codes: mask(this.context.attributes[name]?.values ?? [], texts)}
  }

  customerMask(name: string, texts: readonly string[]): CodeMask {
    return {place: placeIn(this.customer, name), codes: mask(this.context.customerAttributes[name]?.values ?? [], texts)}
  }

  customerPlace(name: string): number {
    return placeIn(this.customer, name)
  }

  values(name: string): readonly string[] {
    return this.context.attributes[name]?.values ?? []
  }

  orderPlace(name: string): number {
    return placeIn(this.order, name)
  }
}

interface CodeMask {
  readonly place: number
  /** 1 where the code is meant */
  readonly codes: Uint8Array
}

/** How files write what a program calls true and false. */
const YES_AND_NO: Readonly<Record<string, readonly string[]>> = {
  true: ['yes', 'y', '1', 'oui', 'o', 'vrai', 'sí', 'si', 'ja', 'x'], false: ['no', 'n', '0', 'non', 'faux', 'nein'],
}

/**
 * `wanted` as a program writes it, `found` as the files have it: case and outer blanks do not matter, and numbers, true and false are
 * met by any way of writing them.
 */
export function sameText(wanted: string, found: string): boolean {
  const [a, b] = [wanted.trim().toLowerCase(), found.trim().toLowerCase()]
  return a === b || (YES_AND_NO[a]?.includes(b) ?? false) || (a === String(Number(a)) && numberIn(b) === Number(a))
}

function mask(values: readonly string[], wanted: readonly string[]): Uint8Array {
  return Uint8Array.from(values, (value) => (wanted.some((text) => sameText(text, value)) ? 1 : 0))
}

function placeIn(names: string[], name: string): number {
  const found = names.indexOf(name)
  return found >= 0 ? found : names.push(name) - 1
}

/** A part of a condition, named as in the file; true where it holds. */
interface Part {
  readonly name: string
  readonly holds: (moment: Moment) => boolean
}

/** A compiled `when`: every part must hold. */
export class When {
  constructor(private readonly parts: readonly Part[]) {}

  holds(moment: Moment): boolean {
    for (let i = 0; i < this.parts.length; i += 1) if (!this.parts[i]!.holds(moment)) return false
    return true
  }

  /** Name of the first part that does not hold; undefined where all do. */
  firstFailing(moment: Moment): string | undefined {
    return this.parts.find((part) => !part.holds(moment))?.name
  }
}

/** Compiles a `when`; undefined where there is nothing to check. */
export function compileWhen(
  condition: Condition | undefined, attributes: Attributes, context: CompileContext, tiers: readonly string[],
): When | undefined {
  if (condition === undefined) return undefined
  const parts = [...codeParts(condition, attributes), ...orderParts(condition, context), ...memberParts(condition, tiers)]
  return parts.length === 0 ? undefined : new When(parts)
}

function codeParts(condition: Condition, attributes: Attributes): Part[] {
  const ofOrder = Object.entries({channel: condition.channel, category: condition.category, ...condition.order})
  const ofCustomer = Object.entries({segment: condition.segment, ...condition.customer})
  return [
    ...ofOrder.flatMap(([name, texts]): Part[] => {
      if (texts === undefined) return []
      const {place, codes} = attributes.orderMask(name, texts)
      return [{name, holds: (moment) => moment.amount >= 0 && codes[moment.attributes[place] ?? -1] === 1}]
    }),
    ...ofCustomer.flatMap(([name, texts]): Part[] => {
      if (texts === undefined) return []
      const {place, codes} = attributes.customerMask(name, texts)
      return [{name, holds: (moment) => codes[moment.customer[place] ?? -1] === 1}]
    }),
  ]
}

function orderParts(condition: Condition, context: CompileContext): Part[] {
  const parts: Part[] = []
  const {hours, firstOrder} = condition
  if (condition.minimum !== undefined) {
    const minimum = fromMajor(condition.minimum, context.currency)
    parts.push({name: 'minimum', holds: (moment) => moment.amount >= minimum})
  }
  if (condition.maximum !== undefined) {
    const maximum = fromMajor(condition.maximum, context.currency)
    parts.push({name: 'maximum', holds: (moment) => moment.amount >= 0 && moment.amount <= maximum})
  }
  if (hours !== undefined)
    parts.push({
      name: 'hours',
      holds: ({second}) => second >= 0
        && (hours.from < hours.until ? second >= hours.from && second < hours.until : second >= hours.from || second < hours.until),
    })
  if (firstOrder !== undefined) parts.push({name: 'firstOrder', holds: (moment) => moment.amount >= 0 && moment.firstOrder === firstOrder})
  return parts
}

function memberParts(condition: Condition, tiers: readonly string[]): Part[] {
  const parts: Part[] = []
  const {weekday: weekdays, tier, tenure, tenureBelow, from, until, season} = condition
  if (weekdays !== undefined) {
    const wanted = new Uint8Array(8)
    for (const day of weekdays) wanted[day] = 1
    parts.push({name: 'weekday', holds: (moment) => wanted[weekday(moment.day as Day)] === 1})
  }
  if (from !== undefined) parts.push({name: 'from', holds: (moment) => moment.day >= from})
  if (until !== undefined) parts.push({name: 'until', holds: (moment) => moment.day <= until})
  if (season !== undefined) parts.push({name: 'season', holds: (moment) => inSeason(moment.day, season)})
  if (tier !== undefined) {
    const wanted = Uint8Array.from(tiers, (name) => (tier.includes(name) ? 1 : 0))
    parts.push({name: 'tier', holds: (moment) => wanted[moment.tier] === 1})
  }
  if (tenure !== undefined) {
    const shift = new Shift(tenure)
    parts.push({name: 'tenure', holds: (moment) => moment.joined !== NEVER && moment.day >= shift.from(moment.joined)})
  }
  if (tenureBelow !== undefined) {
    const shift = new Shift(tenureBelow)
    parts.push({name: 'tenureBelow', holds: (moment) => moment.joined !== NEVER && moment.day < shift.from(moment.joined)})
  }
  return parts
}

/** Is the day within these days of its year? A season may reach over New Year. */
export function inSeason(value: number, {from, until}: Season): boolean {
  const {month, dayOfMonth} = civil(value as Day)
  const here = month * 100 + dayOfMonth
  return from <= until ? here >= from && here <= until : here >= from || here <= until
}
