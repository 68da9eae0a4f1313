import type {FilePlan} from '../../tasks/import/plan.js'
import {plainWords} from '../../tasks/plain-words.js'
import {taxSide} from '../../tasks/import/tax-side.js'
import {holds, valuesOf} from './column-values.js'
import type {PreparedFile} from '../reading/prepare-file.js'

const TAX = /^(?:(?:total|order|sales|montant|importe|importo) )?(?:de la |du )?(?:tax(?:es?)?|vat|tva|iva|mwst|ust|gst)(?: (?:amount|total|betrag))?$/
const USUAL_NET = new Set(['subtotal', 'sub total', 'sous total', 'net', 'net amount', 'net total', 'total net', 'montant net', 'zwischensumme', 'subtotale'])
const USUAL_GROSS = new Set(['total', 'order total', 'grand total', 'total amount', 'gross', 'gross amount', 'gross total', 'montant total',
  'total general', 'gesamt', 'gesamtbetrag', 'totale'])

/** Totals without and with tax in one file, and which of them is the amount; undefined where names say nothing of tax. */
export function taxColumns(file: PreparedFile, amount: number | undefined): FilePlan['tax'] {
  if (amount === undefined) return undefined
  const names = file.rawNames.map(plainWords)
  const money = [...names.keys()].filter((i) => !/\bunit|\bpu\b/.test(names[i]!) && valuesOf(file, i).length > 0 && holds(file, i, 'amount'))
  // The amount itself comes first, so that of several totals it is the one compared.
  const candidates = [amount, ...money.filter((i) => i !== amount)]
  const tax = money.find((i) => TAX.test(names[i]!))
  const find = (side: 'net' | 'gross'): number | undefined => candidates.find((i) => taxSide(file.rawNames[i]!) === side)
  const usual = (set: ReadonlySet<string>, known: boolean): number | undefined => (known ? candidates.find((i) => set.has(names[i]!)) : undefined)
  // Beside fees, "net" is what is left after them.
  const fees = names.some((name) => /\b(?:fees?|frais|commission|gebuhr\w*)\b/.test(name))
  const sureNet = find('net')
  const gross = find('gross') ?? usual(USUAL_GROSS, tax !== undefined || sureNet !== undefined)
  const net = sureNet ?? usual(USUAL_NET, tax !== undefined && !fees)
  const side = amount === net ? 'net' : amount === gross ? 'gross' : undefined
  if (side === undefined && (net === undefined || gross === undefined)) return undefined
  return {...(side && {side}), ...(net !== undefined && {net}), ...(gross !== undefined && {gross}), ...(tax !== undefined && {tax})}
}
