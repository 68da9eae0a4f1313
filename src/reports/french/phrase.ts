import {frenchSpaces} from '../typography.js'

/** Turns what the code says, in English, into the reader's language. */
export type Say = (english: string) => string

/** What stood in a blank: as it was, and in French where that is known. */
export interface Blank {
  readonly plain: string
  readonly french: string
}

/** French with numbered blanks, or made from what stood in them. */
export type French = string | ((blanks: readonly Blank[]) => string)

/** English sentences, `{}` where a value is filled in, with their French. Blanks before : ; ! ? % » may be plain, but in functions. */
export type Catalogue = Readonly<Record<string, French>>

/** The words of a list with `and` or `or` between them, or commas, each with its French. */
export function eachIn(list: string, between: string, french: Readonly<Record<string, string>>, join = between): string {
  return list.split(between).map((word) => french[word] ?? word).join(join)
}

/** A French sentence with values in it, which keep the blanks they have. */
export function french(parts: TemplateStringsArray, ...values: readonly string[]): string {
  return parts.map((part, i) => frenchSpaces(part) + (values[i] ?? '')).join('')
}
