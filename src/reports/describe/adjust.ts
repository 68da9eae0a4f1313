import {NO_CURRENCY} from '../../base/money.js'
import type {AdjustResult, RowEffect} from '../../tasks/ledger/adjust-result.js'
import type {Language} from '../../vocabulary.js'
import {type Format, formatFor} from '../format.js'
import type {Say} from '../french/phrase.js'
import {facts, SCREEN_WIDTH, table, wrap} from '../table.js'
import {WORDS_POINTS} from '../words/points.js'

/** What a file of adjustments came to, for the person who ran it. */
export function describeAdjust(result: AdjustResult, language: Language, say: Say): string {
  const words = WORDS_POINTS[language]
  const format = formatFor(language, NO_CURRENCY)
  const {rows, points} = result
  const count = (value: number): string => format.integer(value)
  const shown: [string, string, boolean][] = [
    [words.source, result.source.layout === null || result.source.layout === 'regulars' ? result.source.name
      : `${result.source.name} (${result.source.layout})`, true],
    [words.columns, Object.entries(result.source.mapping).map(([field, column]) => (field === column ? field : `${field} = ${column}`)).join(', '),
      Object.keys(result.source.mapping).length > 0],
    [words.ignored, result.source.ignored.join(', '), result.source.ignored.length > 0],
    [words.read, count(rows.read), true], [words.applied, count(rows.applied), true], [words.duplicate, count(rows.duplicate), rows.duplicate > 0],
    [words.rejected, count(rows.rejected), rows.rejected > 0], [words.added, count(points.added), true], [words.deducted, count(points.deducted), true],
    [words.newMembers, count(result.newMembers), result.newMembers > 0], [words.backdated, count(result.backdated), result.backdated > 0],
    [words.rejectsFile, result.rejectsFile ?? '', result.rejectsFile !== null],
  ]
  const parts = [
    result.dryRun ? (result.refused ? wrap(words.dryRunRefused,
      SCREEN_WIDTH) : words.dryRun) : result.refused ? words.refused : result.batch === null ? '' : words.batch(result.batch),
    facts(shown.filter(([, , show]) => show).map(([name, value]) => [name, value] as const)),
    result.effects.length > 0 ? effects(result, language, say, format) : rejects(result, language, say, format),
    ...remarks(result, language, format),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

function effects(result: AdjustResult, language: Language, say: Say, format: Format): string {
  const words = WORDS_POINTS[language]
  const number = (value: number | null): string => (value === null ? '' : format.integer(value))
  const columns = [{heading: words.line, align: 'right'}, {heading: words.customer}, {heading: words.op}, {heading: words.before, align: 'right'},
    {heading: words.after, align: 'right'}, {heading: ''}] as const
  const row = (effect: RowEffect): string[] => [
    number(effect.line), effect.customer, `${effect.op} ${number(effect.points)}`.trim(), number(effect.before), number(effect.after),
    effect.status === 'rejected' ? `${words.status.rejected}${words.colon} ${say(effect.message ?? '')}` : words.status[effect.status],
  ]
  return withMore(table(columns, result.effects.map(row)), result.effectsLeftOut, language, format)
}

function rejects(result: AdjustResult, language: Language, say: Say, format: Format): string {
  if (result.rejects.length === 0) return ''
  const words = WORDS_POINTS[language]
  const rows = result.rejects.map((reject) => [format.integer(reject.line), say(reject.message)])
  return withMore(table([{heading: words.line, align: 'right'}, {heading: words.why}], rows), result.rows.rejected - rows.length, language,
    format)
}

function remarks(result: AdjustResult, language: Language, format: Format): string[] {
  const words = WORDS_POINTS[language]
  return [
    result.keysDerived > 0 ? words.derived : '',
    result.duplicatesOfUndone > 0 ? words.undoneDuplicates(format.integer(result.duplicatesOfUndone)) : '',
    result.clockBehindMs > 0 ? words.clock(format.integer(Math.ceil(result.clockBehindMs / 1000))) : '',
    result.batch === null ? '' : words.undo(result.batch),
  ].map((remark) => wrap(remark, SCREEN_WIDTH))
}

/** A table and, under it, how many rows are not shown. */
export function withMore(text: string, leftOut: number, language: Language, format: Format): string {
  return leftOut > 0 ? `${text}\n${WORDS_POINTS[language].more(format.integer(leftOut))}` : text
}
