import {counted} from '../../base/counted.js'
import type {FileEvidence, FilePlan, Finding, ImportPlan, RowGrain, Told} from './plan.js'

type Grained = Partial<Pick<ImportPlan, 'grain' | 'preset' | 'amountRule' | 'grainBefore'>> & {
  readonly files: readonly (Pick<FilePlan, 'columns'> & {readonly roles?: FilePlan['roles']})[]
}

/** An amount column so named states what the whole order costs. */
const ORDER_TOTAL = new RegExp('\\b(?:order|grand|invoice|basket|cart|commande|facture|panier|pedido|factura|bestell|auftrags|rechnungs|ordine|fattura)\\w*\\b'
  + '|total.*(?:ttc|paid|paye)|^total$', 'i')

/** … unless it says that it is a line's. */
const OF_LINE = /\b(?:line|item|unit|product|article|ligne|produit|linea|articulo|producto|zeile|position|artikel|riga|articolo|prodotto)\w*\b/i

/** Fewer orders of several rows may look alike by chance. */
const FEW = 3

/**
 * Orders of several rows show whether each row states its own amount. Where nearly all of them have one filled amount only, or the
 * same order total on every row, summing the rows would be wrong. Says so in a finding; where only the figures hint at it, it just says so.
 * A file of too few such orders follows an earlier one of the same columns, as far as it does not contradict.
 */
export function decidedGrain(plan: Grained, evidence: readonly FileEvidence[], findings: Finding[]): Partial<Pick<ImportPlan, 'grain' | 'grainTold'>> {
  if (plan.grain !== 'line' || plan.preset !== null || plan.amountRule !== 'amount') return {}
  const orders = evidence.map((each) => each.orders ?? {several: 0, sameAmount: 0, oneAmount: 0})
  const total = (key: 'several' | 'sameAmount' | 'oneAmount'): number => orders.reduce((sum, each) => sum + each[key], 0)
  const [several, same, one] = [total('several'), total('sameAmount'), total('oneAmount')]
  const name = plan.files[0]!.columns[plan.files[0]!.roles?.amount ?? -1] ?? ''
  const named = ORDER_TOTAL.test(name.replaceAll('_', ' ')) && !OF_LINE.test(name.replaceAll('_', ' '))
  const before = several < FEW && evidence.every((each) => each.orders !== undefined) ? plan.grainBefore : undefined
  if (before !== undefined && (before.is === 'line' || several === (before.is === 'order-total-repeated' ? same : one))) {
    if (several > 0 && before.is !== 'line') findings.push(asBefore(before, several, name))
    return {grain: before.is}
  }
  // Few orders prove nothing, unless the column says itself whose total it is.
  if (several === 0 || (several < FEW && (!named || /^total$/i.test(name)))) return {}
  const told = several < FEW ? {} : {grainTold: true as const}
  if (one >= 0.95 * several) {
    findings.push({code: 'order-totals-on-first-row', rows: one,
      message: `${counted(one, 'order of several rows has', 'orders of several rows have')} an amount on one row only: it was taken as the order's total.`})
    return {grain: 'order-total-on-first-row', ...told}
  }
  if (same < 0.99 * several) return told
  if (named) {
    findings.push({code: 'order-totals-repeated', rows: same, values: [name],
      message: `${counted(same, 'order of several rows has', 'orders of several rows have')} the same "${name}" on every row: it was taken ` +
        `as the order's total, and counted once.`})
    return {grain: 'order-total-repeated', ...told}
  }
  if (several >= 20)
    findings.push({code: 'order-totals-perhaps-repeated', rows: same, values: [name],
      message: `${counted(same, 'order of several rows has', 'orders of several rows have')} the same "${name}" on every row, and the rows were added up. ` +
      'If it is the total of the order, give the column a name that says so (such as "order total") and import again.'})
  return {}
}

function asBefore({batch, is: grain}: Told<RowGrain>, several: number, name: string): Finding {
  const where = grain === 'order-total-repeated' ? 'on every row' : 'on its first row'
  return {code: 'order-totals-as-before', rows: several, values: [name, grain, String(batch)],
    message: `${counted(several, 'order has', 'orders have')} several rows, too few to tell what "${name}" is: as in import ${batch}, of the same columns, ` +
      `it was taken as the order's total, stated ${where}.`}
}
