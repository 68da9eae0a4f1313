import {plainWords} from '../plain-words.js'

/** Whether an amount is without tax (net) or with it (gross). */
export type TaxSide = 'net' | 'gross'

const TAX = '(?:tax|taxes|vat|gst)'
const NET = new RegExp(`\\b(?:ht|htva|hors tax\\w*|excl\\w* (?:of )?${TAX}|ex ${TAX}|${TAX} excl\\w*|without ${TAX}|before tax|sin iva|ohne mwst|` +
  'netto\\w*|imponibi?le)\\b')
const GROSS = new RegExp(`\\b(?:ttc|tvac|toutes taxes|incl\\w* (?:of )?${TAX}|inc ${TAX}|${TAX} incl\\w*|with ${TAX}|con iva|iva incl\\w*|` +
  'in[ck]l mwst|mit mwst|brutto\\w*)\\b')

/** What the name of a column says of tax by itself; undefined for names that say nothing ("Total", or "net" of fees). */
export function taxSide(name: string): TaxSide | undefined {
  const words = plainWords(name)
  return NET.test(words) ? 'net' : GROSS.test(words) ? 'gross' : undefined
}
