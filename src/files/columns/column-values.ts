import {looksLikeDate, looksLikeEmail, looksLikeNumber} from './cell-kinds.js'
import {plainName} from './column-names.js'
import type {PreparedFile} from '../reading/prepare-file.js'

type Sampled = Pick<PreparedFile, 'sample' | 'columns'>

/** The values of a column in the beginning of the file, blanks left out. */
export function valuesOf(file: Sampled, column: number): readonly string[] {
  return file.sample.map((cells) => (cells[column] ?? '').trim()).filter((value) => value !== '').slice(0, 200)
}

/** Whether most values of the column are what its role needs. Dates may be bare numbers (20190131, epoch seconds, Excel serials). */
export function holds(file: Sampled, column: number, role: 'date' | 'amount' | 'quantity' | 'price'): boolean {
  const values = valuesOf(file, column)
  const fits = values.filter((value) => (role === 'date' ? looksLikeDate(value) || /^\d{5,14}(?:[.,]\d+)?$/.test(value) : looksLikeNumber(value))).length
  return values.length === 0 || fits >= 0.5 * values.length
}

/** Days of persons, not of orders. */
const OF_PERSONS = /birth|naissance|geburt|nacimiento|nascita|anniversa/i

/** The only column, besides these, that holds dates and nothing else; undefined where there is none or there are several. */
export function onlyDates(file: Sampled, taken: ReadonlySet<number>): number | undefined {
  const found = [...file.columns.keys()].filter((column) => {
    const values = taken.has(column) ? [] : valuesOf(file, column)
    return values.length > 0 && values.every(looksLikeDate)
  })
  return found.length === 1 && !OF_PERSONS.test(file.columns[found[0]!]!) ? found[0] : undefined
}

/**
 * Which columns may be date, amount and customer by their values alone: a suggestion where names say nothing. `taken`: columns whose role is
 * known.
 */
export function likelyColumns(
  file: Sampled & Pick<PreparedFile, 'hasHeader'>, taken: ReadonlySet<number>,
): Readonly<Partial<Record<'date' | 'amount' | 'customer', number>>> {
  const columns = [...file.columns.keys()].filter((column) => !taken.has(column) && valuesOf(file, column).length > 0)
  const date = columns.find((column) => valuesOf(file, column).every(looksLikeDate))
    ?? columns.find((column) => valuesOf(file, column).every((value) => /^(?:19|20)\d{6}$/.test(value)))
  const says = (column: number, what: RegExp): boolean => what.test(plainName(file.columns[column] ?? ''))
  const numbers = columns.filter((column) => column !== date && !says(column, NO_AMOUNT) && valuesOf(file, column).every(looksLikeNumber))
  const amount = numbers.find((column) => valuesOf(file, column).some((value) => /[.,]\d{2}\D*$/.test(value))) ?? numbers.at(-1)
  const customer = columns.find((column) => column !== date && column !== amount && !says(column, NO_CUSTOMER) && repeats(valuesOf(file, column))
    && (!file.hasHeader || valuesOf(file, column).some((value) => /[\d@]/.test(value))))
  return {...(date === undefined ? {} : {date}), ...(amount === undefined ? {} : {amount}), ...(customer === undefined ? {} : {customer})}
}

/** Names that say a column is something else, whatever its values look like. */
const NO_AMOUNT = new RegExp('\\b(?:id|no|nr|num|number|numero|nummer|code|key|ref|year|annee|jahr|count|qty|quantity|quantite|menge|cantidad'
  + '|zip|postal|phone|lines?)\\b')
const NO_CUSTOMER = new RegExp('\\b(?:shipping|delivery|livraison|versand|envio|tax|taxes|vat|tva|iva|mwst|discount|remise|rabatt|city|ville|ciudad|stadt|citta'
  + '|zip|postal|postcode|plz|province|state|region|country|pays|pais|land|address|adresse|status|statut|payment|paiement|currency|devise|products?'
  + '|produits?|producto|produkt|prodotto|articles?|articulo|artikel|items?|sku|category|categorie|qty|quantity|quantite|price|prix|time|heure|hour|year)\\b')

/** Customers come back; ids of orders and lines do not, and product names hold blanks. */
function repeats(values: readonly string[]): boolean {
  return new Set(values).size < values.length && values.every((value) => !/\s/.test(value))
}

/** Of columns that could all serve, the first that is filled nearly as often as the fullest one; texts may count as `nothing`. */
export function mostFilled(file: Sampled, candidates: readonly number[], nothing: (cell: string) => boolean = () => false): number | undefined {
  const columns = candidates.filter((column) => !/mail/i.test(file.columns[column] ?? '') || holdsEmails(file, column))
  const filled = columns.map((column) => 
    file.sample.filter((cells) => (cells[column] ?? '').trim() !== '' && !nothing(cells[column]!)).length)
  const most = Math.max(0, ...filled)
  return columns.find((_, i) => filled[i]! >= 0.9 * most)
}

/** Whether most values are e-mail addresses; so is a column without values, for want of a counterexample. */
export function holdsEmails(file: Sampled, column: number): boolean {
  const values = valuesOf(file, column)
  return values.filter(looksLikeEmail).length >= 0.5 * values.length
}
