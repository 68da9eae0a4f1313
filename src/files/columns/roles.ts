import {FOREIGN_WORDS, plainName, type RoleNames} from './column-names.js'

/** A role found in a column. */
export interface RoleMatch {
  readonly column: number
  /** 0..1 */
  readonly confidence: number
}

const CONFIDENCE = {sure: 1, likely: 0.8, parts: 0.65, weak: 0.4} as const

/** Below this, a column's meaning is a guess: the person is asked. */
export const SURE_ENOUGH = 0.6

/** The best column of every role, by names alone. A column gets one role; names listed earlier for a role are the better ones. */
export function matchRoles<R extends string>(columnNames: readonly string[], table: Readonly<Record<R, RoleNames>>): Readonly<Partial<Record<R, RoleMatch>>> {
  const plain = columnNames.map(plainName)
  const offers = (Object.keys(table) as R[]).flatMap((role) => plain.flatMap((name, column) => {
    const offer = name === '' ? undefined : offerOf(name, role, table[role])
    return offer === undefined ? [] : [{role, column, ...offer}]
  }))
  // Exact names first; among equals the one listed earlier, then the column further left.
  offers.sort((a, b) => b.confidence - a.confidence || a.rank - b.rank || a.column - b.column)
  const matches: Partial<Record<R, RoleMatch>> = {}
  const taken = new Set<number>()
  for (const {role, column, confidence} of offers) {
    if (matches[role] !== undefined || taken.has(column)) continue
    matches[role] = {column, confidence}
    taken.add(column)
  }
  return matches
}

function offerOf(name: string, role: string, {sure, likely, weak}: RoleNames): {readonly confidence: number; readonly rank: number} | undefined {
  const rank = (names: readonly string[]): number => names.findIndex((each) => each === name || each.replaceAll(' ', '') === name)
  if (rank(sure) >= 0) return {confidence: CONFIDENCE.sure, rank: rank(sure)}
  if (rank(likely) >= 0) return {confidence: CONFIDENCE.likely, rank: rank(likely)}
  if (rank(weak) >= 0) return {confidence: CONFIDENCE.weak, rank: rank(weak)}
  return byParts(name, role) ? {confidence: CONFIDENCE.parts, rank: name.length} : undefined
}

/** Names made of known words in an order nobody listed: `no du client web`, `order date utc`. */
const ID = /\b(?:id|no|nr|num|numero|number|code|codigo|codice|key|ref)\b/
const PARTS: Readonly<Record<string, readonly RegExp[]>> = {
  customer: [both(/\b(?:customer|cust|client|cliente|clients|kunden?|buyer|member|household|shopper|adherent|membre|socio)\b/, ID)],
  date: [/\b(?:date|datum|fecha|timestamp|datetime)\b/, /datum$/],
  amount: [/\b(?:amount|montant|importe|betrag|importo|revenue|umsatz)\b/],
  order: [both(/\b(?:order|commande|pedido|bestellung|ordine|invoice|facture|factura|rechnung|fattura|receipt|ticket|basket)\b/, ID)],
}

function both(one: RegExp, other: RegExp): RegExp {
  return new RegExp(`^(?=.*${one.source})(?=.*${other.source})`)
}

function byParts(name: string, role: string): boolean {
  if (name.split(' ').some((word) => FOREIGN_WORDS.has(word))) return false
  return (PARTS[role] ?? []).some((pattern) => pattern.test(name))
}
