import {NO_CURRENCY} from '../../base/money.js'
import type {Language} from '../../vocabulary.js'
import {formatFor} from '../format.js'
import {WORDS_POINTS} from '../words/points.js'

/** What an export has written to a file. */
export function describeWritten(what: 'rows' | 'batches', count: number, file: string, language: Language): string {
  return WORDS_POINTS[language].written[what](formatFor(language, NO_CURRENCY).integer(count), file)
}

/** What an export of points left out, and why. */
export function describeLeftOut({unnamed, otherAccounts, identities, account, asked}: {
  readonly unnamed: number
  readonly otherAccounts: number
  readonly identities: readonly string[]
  readonly account: string | undefined
  /** the person named the account: that the others are left out is what was wanted */
  readonly asked: boolean
}, language: Language): string[] {
  const words = WORDS_POINTS[language]
  const {integer} = formatFor(language, NO_CURRENCY)
  return [
    ...(unnamed > 0 ? [words.unnamed(integer(unnamed), identities.join(', '))] : []),
    ...(otherAccounts > 0 && !asked ? [words.otherAccounts(integer(otherAccounts), account ?? '')] : []),
  ]
}
