import {looksLikeDate, looksLikeEmail, looksLikeNumber} from './cell-kinds.js'
import type {PreparedFile} from '../reading/prepare-file.js'

type Sampled = Pick<PreparedFile, 'sample' | 'columns'>

/** The values of a column in the beginning of the file, blanks left out. */
export function valuesOf(file: Sampled, column: number): readonly string[] {
  return file.sample.map((cells) => (cells[column] ?? '').trim()).filter((value) => value !== '').slice(0, 200)
}

/** Whether most values of the column are what its role needs. Dates may be bare numbers (20190131, epoch seconds, Excel serials). */
export function holds(file: Sampled, column: number, role: 'date' | 'amount' | 'quantity' | 'price'): boolean {
  const values = valuesOf(file, column)
  const fits = values.filter((value) => (role === 'date' ? looksLikeDate(value) || /^\d{5,14}(?:\.\d+)?$/.test(value) : looksLikeNumber(value))).length
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
export function likelyColumns(file: Sampled, taken: ReadonlySet<number>): Readonly<Partial<Record<'date' | 'amount' | 'customer', number>>> {
  const columns = [...file.columns.keys()].filter((column) => !taken.has(column) && valuesOf(file, column).length > 0)
  const date = columns.find((column) => valuesOf(file, column).every(looksLikeDate))
    ?? columns.find((column) => valuesOf(file, column).every((value) => /^(?:19|20)\d{6}$/.test(value)))
  const numbers = columns.filter((column) => column !== date && valuesOf(file, column).every(looksLikeNumber))
  const amount = numbers.find((column) => valuesOf(file, column).some((value) => /[.,]\d{2}\D*$/.test(value))) ?? numbers.at(-1)
  const customer = columns.find((column) => column !== date && column !== amount && repeats(valuesOf(file, column)))
  return {...(date === undefined ? {} : {date}), ...(amount === undefined ? {} : {amount}), ...(customer === undefined ? {} : {customer})}
}

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
