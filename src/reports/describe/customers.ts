import type {CustomersResult} from '../../tasks/import/customers.js'
import type {Language} from '../../vocabulary.js'
import {findings, othersReadable, refusedLines} from './import.js'
import {facts, heading, table} from '../table.js'
import {WORDS_IMPORT} from '../words/import.js'

interface Words {
  readonly customers: string
  readonly known: string
  readonly attribute: string
  readonly values: string
  readonly preview: string
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {customers: 'Customers', known: 'Of them with orders', attribute: 'Attribute', values: 'Different values', preview: 'The first customers, as understood'},
  fr: {customers: 'Clients', known: 'Dont avec commandes', attribute: 'Attribut', values: 'Valeurs différentes',
    preview: 'Les premiers clients, tels que compris'},
}

/** What an import of customers brought. */
export function describeCustomersImport(result: CustomersResult, language: Language): string {
  const words = WORDS_IMPORT[language]
  const own = WORDS[language]
  const number = (value: number): string => new Intl.NumberFormat(language).format(value)
  const others = othersReadable(result.rows)
  const title = result.dryRun ? words.dryRun
    : result.batch !== null ? words.imported(result.batch, number(result.rows.imported))
      : result.rows.rejected > 0 ? (others ? words.nothingRefused : words.allRefused) : words.nothingNew
  return [
    heading(title),
    facts([
      [words.source, result.preset ?? words.unknownSource],
      ...(result.dialect === null ? [] : [[words.written, words.dialect(result.dialect.delimiter, result.dialect.encoding,
        result.dialect.decimal, result.dialect.dateFormat ?? undefined)] as [string, string]]),
      [words.columns, Object.entries(result.mapping).map(([role, column]) => `${words.roles[role] ?? role} = ${column}`).join(', ')],
      [words.rows, words.rowCounts(number(result.rows.read), number(result.rows.imported))],
      [own.customers, number(result.customers)], [own.known, number(result.known)],
    ]),
    ...(!result.dryRun || result.preview.length === 0 ? [] : [heading(own.preview), facts(result.preview.map(({customer, attributes}) =>
      [customer, Object.entries(attributes).map(([name, value]) => `${words.roles[name] ?? name} = ${value}`).join(', ')]))]),
    ...(result.attributes.length === 0 ? [] : [table(
      [{heading: own.attribute}, {heading: own.customers, align: 'right'}, {heading: own.values, align: 'right'}],
      result.attributes.map((each) => [each.name, number(each.customers), number(each.values)]),
    )]),
    ...(result.findings.length === 0 ? [] : [heading(words.findings), findings(result.findings, language)]),
    ...(result.rows.rejected === 0 ? [] : [refusedLines({refused: result.refused, rejected: result.rows.rejected, rejectsFile: result.rejectsFile,
      imported: result.batch !== null, others}, words, number)]),
    ...(result.batch === null ? [] : [words.undo(result.batch)]),
  ].join('\n\n')
}
