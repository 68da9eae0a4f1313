import {looksLikeDate} from '../columns/cell-kinds.js'
import type {PreparedFile} from './prepare-file.js'

/** What a spreadsheet or report writes before the sums under a table (en, fr, es, de, it). */
const TOTAL = new RegExp('^\\s*(?:(?:(?:grand |sub ?|sous-)?totals?|totaux|totali?e?|somme|sumas?|summen?|gesamt\\w*|insgesamt'
  + '|end of (?:report|file)|\\d+ (?:rows|records|lignes|filas|zeilen|righe))\\b|(?:nombre|number|n[uú]mero|anzahl|count) (?:de|of|der|di|d)\\b)', 'i')
/** What stands beside a total, and alone might as well be somebody's name. */
const BESIDE_TOTAL = new RegExp('^\\s*(?:(?:sales )?tax(?:es)?|taxes?|t\\.?v\\.?a\\.?|vat|iva|gst|mwst\\.?|ust\\.?'
  + '|net|netto|brut|brutto|gross|ht|ttc|shipping|delivery'
  + '|livraison|frais|discounts?|remises?|rabatte?|tips?|pourboires?|refunds?|remboursements?|average|moyenne|mean|count)\\b', 'i')

type Keys = Readonly<Partial<Record<'customer' | 'date' | 'order', number>>>
type Ends = Pick<PreparedFile, 'tail' | 'sample'>

/**
 * How many of the last rows stand under the table: nothing where the customer, the date and the order number should be, a word for a sum
 * there (and what stands beside it), or, in a table of sales, a remark that fills one cell and is no value of its column.
 */
export function footerRows({tail, sample}: Ends, roles: Keys): number {
  const usual = median(sample.map(filled))
  let [rows, beside, total] = [0, 0, false]
  for (const cells of [...tail].reverse()) {
    const kind = kindOf(cells, sample, roles, usual)
    if (kind === 'row') break
    total ||= kind === 'total'
    beside += 1
    // A tax counts as a footer once a total is found under it or above it.
    if (kind !== 'beside' || total) rows = beside
  }
  // A file that is nothing but footers has none.
  return rows === tail.length ? 0 : rows
}

function kindOf(cells: readonly string[], sample: Ends['sample'], roles: Keys, usual: number): 'row' | 'total' | 'beside' | 'footer' {
  const keys = [roles.customer, roles.date, roles.order].flatMap((column) => (column === undefined ? [] : [(cells[column] ?? '').trim()]))
  if (keys.some(looksLikeDate)) return 'row'
  const first = cells.find((cell) => cell.trim() !== '') ?? ''
  if (TOTAL.test(first)) return filled(cells) < usual ? 'total' : 'row'
  if (keys.every((key) => key === '') && filled(cells) <= Math.max(1, usual / 2)) return 'footer'
  if (roles.date === undefined || filled(cells) >= usual) return 'row'
  if (BESIDE_TOTAL.test(first)) return 'beside'
  return filled(cells) === 1 && isRemark(cells, sample) ? 'footer' : 'row'
}

/** A sentence or a word, not an id whose row was cut off. */
function isRemark(cells: readonly string[], sample: Ends['sample']): boolean {
  const column = cells.findIndex((cell) => cell.trim() !== '')
  const text = cells[column]!.trim()
  if (!/^[^@]*\p{L}[^@]*$/u.test(text) || !/[\s:]|^\p{L}+$/u.test(text)) return false
  return !sample.some((row) => (row[column] ?? '').trim() === text && filled(row) > 1)
}

function filled(cells: readonly string[]): number {
  return cells.filter((cell) => cell.trim() !== '').length
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
