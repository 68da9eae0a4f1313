import {parseIsoDay} from '../../base/day.js'
import {type Currency, fromMajor, type MoneyJson} from '../../base/money.js'
import type {RepeatedFinding} from '../../tasks/history-port.js'
import type {RefusedRow} from '../../tasks/import/ports.js'
import type {ImportResult, PreviewJson} from '../../tasks/import/transactions.js'
import type {Language} from '../../vocabulary.js'
import {type Format, formatFor} from '../format.js'
import {facts, heading, table, wrap} from '../table.js'
import {findingText} from '../words/findings.js'
import {type ImportWords, WORDS_IMPORT} from '../words/import.js'
import {labelled} from '../typography.js'

/** Columns whose names say plainly what they are need no word; those understood by parts of their names or by their values do. */
const USUAL_CONFIDENCE = 0.75

/** What an import brought, what it refused and why, and what to do next. */
export function describeImport(result: ImportResult, language: Language): string {
  const words = WORDS_IMPORT[language]
  const format = formatFor(language, result.currency)
  const parts = [
    heading(title(result, words, format)),
    facts(factsOf(result, words, format)),
    ...(result.dryRun && result.preview.length > 0 ? [heading(words.preview), previewTable(result.preview, words, format)] : []),
    ...(result.findings.length === 0 ? [] : [heading(words.findings), findings(result.findings, language)]),
    ...(result.rows.rejected === 0 ? [] : [refusedLines(
      {refused: result.refused, rejected: result.rows.rejected, rejectsFile: result.rejectsFile, imported: result.batch !== null,
        others: othersReadable(result.rows)}, words, format.integer)]),
    ...(result.batch === null ? [] : [words.undo(result.batch)]),
  ]
  return parts.join('\n\n')
}

function title(result: ImportResult, words: ImportWords, format: Format): string {
  if (result.dryRun) return words.dryRun
  if (result.batch !== null) return words.imported(result.batch, format.integer(result.rows.imported))
  return result.rows.rejected > 0 ? (othersReadable(result.rows) ? words.nothingRefused : words.allRefused) : words.nothingNew
}

function factsOf(result: ImportResult, words: ImportWords, format: Format): [string, string][] {
  const {rows, dialect} = result
  const some = (value: number): boolean => value !== 0
  return [
    [words.source, [
      result.preset ?? words.unknownSource, ...(result.confidence < USUAL_CONFIDENCE ? [words.confidence(format.percent(result.confidence, 0))] : []),
      ...(result.files.length > 1 ? [words.files(result.files.length)] : []),
    ].join(' · ')],
    ...(dialect === null ? [] : [[words.written, words.dialect(dialect.delimiter, dialect.encoding, dialect.decimal,
      dialect.dateFormat)] as [string, string]]),
    [words.columns, [...Object.entries(result.mapping), ...Object.entries(result.attributes)]
      .map(([role, column]) => `${words.roles[role] ?? role} = ${column}`).join(', ')],
    [words.rows, words.rowCounts(format.integer(rows.read), format.integer(rows.imported))],
    ...(some(rows.duplicate) ? [[words.duplicate, format.integer(rows.duplicate)] as [string, string]] : []),
    ...(some(rows.excluded) ? [[words.excluded, format.integer(rows.excluded)] as [string, string]] : []),
    ...(some(rows.withoutCustomer) ? [[words.withoutCustomer, format.integer(rows.withoutCustomer)] as [string, string]] : []),
    ...(some(rows.rejected) ? [[words.rejected, format.integer(rows.rejected)] as [string, string]] : []),
    ...(result.from === null || result.to === null ? [] : [
      [words.customers, format.integer(result.customers)], [words.orders, format.integer(result.orders)],
      [words.span, `${format.day(parseIsoDay(result.from)!)} – ${format.day(parseIsoDay(result.to)!)}`],
      [words.revenue, money(result.revenue, format)],
      ...(result.refunds.amount.startsWith('-') ? [[words.refunds, money(result.refunds, format)]] : []),
    ] as [string, string][]),
  ]
}

function money(value: MoneyJson, format: Format): string {
  return format.money(fromMajor(Number(value.amount), value.currency as Currency))
}

function previewTable(preview: readonly PreviewJson[], words: ImportWords, format: Format): string {
  return table(
    [{heading: words.customer}, {heading: words.order}, {heading: words.day}, {heading: words.amount, align: 'right'}],
    preview.map((row) => [
      row.customer ?? '–', row.order ?? '–', `${format.day(parseIsoDay(row.date)!)}${row.time === null ? '' : ` ${row.time}`}`, money(row.amount, format),
    ]),
  )
}

/** What a person should know, each finding with its code and the lines where it stands. */
export function findings(list: readonly RepeatedFinding[], language: Language): string {
  return list.map((finding) => {
    // Of several imports, message and places are those of the first.
    const text = findingText({...finding, rows: finding.imports?.[0]?.rows ?? finding.rows}, language)
    const where = whereabouts(finding, language)
    const told = labelled(finding.code, `${text}${where === '' ? '' : ` (${where})`}`, language)
    return wrap(told, 78).split('\n').map((line, i) => `${i === 0 ? '• ' : '  '}${line}`).join('\n')
  }).join('\n')
}

/** `lines 12, 57, 103 … of jan.csv; 60 in all in imports 1 and 4` */
function whereabouts({rows, at, atFile, imports}: RepeatedFinding, language: Language): string {
  const words = WORDS_IMPORT[language]
  const own = imports?.[0]?.rows ?? rows
  return [
    ...(at === undefined ? [] : [words.lines(`${at.join(', ')}${own > at.length ? ' …' : ''}`, at.length, atFile)]),
    ...(imports === undefined ? [] : [words.inImports(formatFor(language, 'EUR').integer(rows), imports.map(({batch}) => String(batch)))]),
  ].join(language === 'fr' ? ' ; ' : '; ')
}

export interface Refusals {
  readonly refused: readonly RefusedRow[]
  readonly rejected: number
  readonly rejectsFile: string | null
  readonly imported: boolean
  /** rows that could be imported without the refused ones */
  readonly others: boolean
}

/** Whether rows are left once the refused ones, and those that are no sales or known, are taken away. */
export function othersReadable({read, duplicate, rejected, excluded = 0}: Rows): boolean {
  return read - duplicate - rejected - excluded > 0
}

interface Rows {
  readonly read: number
  readonly duplicate: number
  readonly rejected: number
  readonly excluded?: number
}

/** The first refused rows with their places, and what to do about them. */
export function refusedLines(refusals: Refusals, words: ImportWords, number: (value: number) => string): string {
  const shown = refusals.refused.slice(0, 5)
  const lines = shown.map((row) => {
    const value = row.value === '' ? '' : words.value(row.value)
    return `  ${row.file}:${row.line}:${row.column}  ${row.columnName === '' ? '' : `${row.columnName} `}${value}${words.reasons[row.reason]}`
  })
  const more = refusals.rejected > shown.length ? [`  ${words.more(number(refusals.rejected - shown.length))}`] : []
  const next = refusals.rejectsFile === null ? words.mend : words.mendFile(refusals.rejectsFile)
  const advice = refusals.imported ? [] : [wrap(refusals.others ? words.skip : words.skipNone, 78)]
  return [heading(words.refusedRows(number(refusals.rejected))), ...lines, ...more, '', wrap(next, 78), ...advice].join('\n')
}
