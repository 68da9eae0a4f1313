import {dateShapes} from '../../tasks/import/date-rule.js'

/** Whether a cell is a number in some style: `12`, `-1.234,56 €`, `(3.10)`. */
export function looksLikeNumber(cell: string): boolean {
  const text = cell.trim()
  return /\d/.test(text) && /^['(+−-]?\s*[$€£¥]?\s*[-−]?\d[\d.,'’ \u00A0\u202F]*\s*(?:[$€£¥]|[A-Z]{3})?\s*[-)]?$/.test(text)
}

/** Whether a cell is written like a date that is not just a number: `2019-01-31 10:00`, `3/4/19`, `5 janv. 2019`. */
export function looksLikeDate(cell: string): boolean {
  const shape = cell.trim().replaceAll(/\d/g, '9')
  const [found] = dateShapes([{shape, rows: 1, example: cell, firstOver12: 0, secondOver12: 0}])
  return found !== undefined && !/^9+(?:[.,]9+)?$/.test(shape)
}

export function looksLikeEmail(cell: string): boolean {
  return /^\s*[^\s@]+@[^\s@]+\.[^\s@]+\s*$/.test(cell)
}
