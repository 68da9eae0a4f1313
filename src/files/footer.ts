import {looksLikeDate} from './cell-kinds.js'
import type {PreparedFile} from './prepare-file.js'

/** What a spreadsheet or report writes before the sums under a table (en, fr, es, de, it). */
const TOTAL = new RegExp('^\\s*(?:(?:grand |sub ?|sous-)?totals?|totaux|totali?e?|somme|sumas?|summen?|gesamt\\w*|insgesamt'
  + '|end of (?:report|file)|\\d+ (?:rows|records|lignes|filas|zeilen|righe))\\b', 'i')

type Keys = Readonly<Partial<Record<'customer' | 'date' | 'order', number>>>

/**
 * How many of the last rows stand under the table: nothing where the customer, the date and the order number should be, or a word
 * for a sum there.
 */
export function footerRows({tail, sample}: Pick<PreparedFile, 'tail' | 'sample'>, roles: Keys): number {
  const usual = median(sample.map(filled))
  let rows = 0
  for (const cells of [...tail].reverse()) {
    if (!isFooter(cells, roles, usual)) break
    rows += 1
  }
  // A file that is nothing but footers has none.
  return rows === tail.length ? 0 : rows
}

function isFooter(cells: readonly string[], roles: Keys, usual: number): boolean {
  const keys = [roles.customer, roles.date, roles.order].flatMap((column) => (column === undefined ? [] : [(cells[column] ?? '').trim()]))
  if (keys.some(looksLikeDate)) return false
  const first = cells.find((cell) => cell.trim() !== '') ?? ''
  if (TOTAL.test(first)) return filled(cells) < usual
  return keys.every((key) => key === '') && filled(cells) <= Math.max(1, usual / 2)
}

function filled(cells: readonly string[]): number {
  return cells.filter((cell) => cell.trim() !== '').length
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
