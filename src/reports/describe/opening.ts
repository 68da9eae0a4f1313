import {NO_CURRENCY} from '../../base/money.js'
import type {ImportOpeningResult} from '../../tasks/ledger/import-opening.js'
import type {Language} from '../../vocabulary.js'
import {formatFor} from '../format.js'
import type {Say} from '../french/phrase.js'
import {facts, SCREEN_WIDTH, table, wrap} from '../table.js'
import {WORDS_POINTS} from '../words/points.js'

const PROBLEMS = {
  en: {
    'redemption-adds': 'redemptions that add points', 'earning-takes': 'earnings that take points', 'expiry-adds': 'expiries that add points',
    'below-zero': 'points taken that were not there (balance below zero)', customers: 'customers', lines: 'for example lines',
  },
  fr: {
    'redemption-adds': 'des dépenses qui ajoutent des points', 'earning-takes': 'des gains qui en retirent', 'expiry-adds': 'des expirations qui en ajoutent',
    'below-zero': 'des points retirés qui n’y étaient pas (solde négatif)', customers: 'clients', lines: 'par exemple lignes',
  },
} as const satisfies Record<Language, Record<ImportOpeningResult['problems'][number]['code'] | 'customers' | 'lines', string>>

/** What came of bringing in another system's points. */
export function describeOpening(result: ImportOpeningResult, language: Language, say: Say): string {
  const words = WORDS_POINTS[language]
  const names = PROBLEMS[language]
  const format = formatFor(language, NO_CURRENCY)
  const columns = [{heading: ''}, {heading: words.rows, align: 'right'}, {heading: names.customers, align: 'right'}, {heading: names.lines}] as const
  const problems = result.problems.length === 0 ? '' : `${words.impossible}\n${table(columns, result.problems.map((problem) =>
    [names[problem.code], format.integer(problem.rows), format.integer(problem.customers), problem.lines.join(', ')]))}`
  const rejects = result.rejects.length === 0 ? '' : table([{heading: words.line, align: 'right'}, {heading: words.why}],
    result.rejects.map(({line, message}) => [String(line), say(message)]))
  if (!result.ok) return [problems, rejects,
    result.problems.length > 0 ? words.impossibleNext : words.openingRefused].filter((part) => part !== '').join('\n\n')
  const counts = facts([[words.read, format.integer(result.rows.read)], [words.applied, format.integer(result.rows.applied)],
    ...(result.rows.duplicate > 0 ? [[words.duplicate, format.integer(result.rows.duplicate)] as const] : [])])
  return [
    result.dryRun ? words.dryRun : '', problems, words.opening(format.integer(result.points), format.integer(result.members)),
    result.negative.members > 0 && result.as === 'balances' ? words.negativeLeft(format.integer(result.negative.members),
      format.integer(result.negative.points)) : '',
    counts, result.duplicatesOfUndone > 0 ? wrap(words.undoneDuplicates(format.integer(result.duplicatesOfUndone)), SCREEN_WIDTH) : '',
    result.batch === null ? '' : words.undo(result.batch),
  ].filter((part) => part !== '').join('\n\n')
}
