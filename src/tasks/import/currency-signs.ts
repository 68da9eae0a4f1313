import type {Currency} from '../../base/money.js'
import type {Finding, ShapeEvidence} from './plan.js'

/** Currencies that a sign can stand for. */
const SIGNS: readonly (readonly [sign: RegExp, currencies: readonly Currency[], name: string])[] = [
  [/€|\bEUR\b/i, ['EUR'], '€'],
  [/£|\bGBP\b/i, ['GBP', 'EGP', 'LBP'], '£'],
  [/CHF|\bFr\.?/, ['CHF'], 'CHF'],
  [/¥|\bJPY\b|\bCNY\b/i, ['JPY', 'CNY'], '¥'],
  [/₹|\bINR\b|\bRs\b/i, ['INR', 'PKR', 'LKR', 'NPR'], '₹'],
  [/\$|\bUSD\b|\bCAD\b|\bAUD\b/i, ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN', 'BRL', 'ARS', 'CLP', 'COP', 'TWD'], '$'],
  [/\bkr\b|\bSEK\b|\bNOK\b|\bDKK\b/i, ['SEK', 'NOK', 'DKK', 'ISK'], 'kr'],
  [/zł|\bPLN\b/i, ['PLN'], 'zł'],
]

/** What the currency signs in the amounts say against the workspace's currency, and against each other. */
export function currencyFindings(shapes: readonly ShapeEvidence[], currency: Currency): readonly Finding[] {
  const seen = SIGNS.map(([sign, currencies, name]) => {
    const signed = shapes.filter(({shape}) => sign.test(shape))
    return {name, signed, fits: currencies.includes(currency), rows: signed.reduce((sum, {rows}) => sum + rows, 0), example: signed[0]?.example ?? ''}
  }).filter(({rows}) => rows > 0)
  const others = seen.filter(({fits}) => !fits)
  const rows = others.reduce((sum, each) => sum + each.rows, 0)
  if (others.length === 0) return []
  const list = others.map((each) => `${each.rows} with ${each.name}, such as ${each.example}`).join('; ')
  const values = [currency, ...others.flatMap((each) => [String(each.rows), each.name, each.example])]
  const places = placesOf(others.flatMap((each) => each.signed))
  if (seen.length > 1)
    return [{code: 'currency-signs-mixed', rows, ...places, values,
      message: `Amounts are in several currencies: ${list}. All were read as ${currency}; import each currency apart.`}]
  return [{code: 'currency-sign-other', rows, ...places, values,
    message: `Amounts carry the sign of another currency than the workspace's ${currency}: ${list}. ` +
    'They were read as they stand; set the currency of regulars.yaml, or give --currency.'}]
}

/** The first rows of these shapes, as far as they are known. */
export function placesOf(shapes: readonly ShapeEvidence[]): Pick<Finding, 'places'> {
  const places = [...new Set(shapes.flatMap((each) => each.places ?? []))].sort((a, b) => a - b).slice(0, 5)
  return places.length === 0 ? {} : {places}
}
