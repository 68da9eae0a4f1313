import {basename} from 'node:path'
import type {ImportListResult} from '../../tasks/import/list.js'
import type {UndoneImport} from '../../tasks/import/undo.js'
import type {Language} from '../../vocabulary.js'
import {counted, countedFrench} from '../counted.js'
import {table} from '../table.js'

interface Words {
  readonly none: string
  readonly headings: readonly [string, string, string, string, string, string]
  readonly customers: string
  readonly orders: string
  readonly undone: (result: UndoneImport, files: string, number: (value: number) => string) => string
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    none: 'Nothing has been imported yet. Begin with: regulars import transactions FILE',
    headings: ['Import', 'When (UTC)', 'What', 'Files', 'Rows', 'Refused'],
    customers: 'customers', orders: 'orders',
    undone: (result, files) => `Import ${result.batch} (${files}) ${result.dryRun ? 'would be' : 'is'} taken back: ` +
      `${counted(result.rows, 'row')}, ${counted(result.orders, 'order')} and ${counted(result.customers, 'customer')} ` +
        `fewer.${result.dryRun ? ' Nothing was changed.' : ''}`,
  },
  fr: {
    none: 'Rien n’a encore été importé. Commencez par : regulars import transactions FICHIER',
    headings: ['Import', 'Quand (UTC)', 'Quoi', 'Fichiers', 'Lignes', 'Refusées'],
    customers: 'clients', orders: 'commandes',
    undone: (result, files, number) => `L’import ${result.batch} (${files}) ${result.dryRun ? 'serait' : 'est'} annulé : ` +
      `${countedFrench(number(result.rows), 'ligne')}, ${countedFrench(number(result.orders), 'commande')} et ` +
      `${countedFrench(number(result.customers), 'client')} de ` +
        `moins.${result.dryRun ? ' Rien n’a été modifié.' : ''}`,
  },
}

/** The imports, oldest first. */
export function describeImportList(result: ImportListResult, language: Language): string {
  const words = WORDS[language]
  const number = (value: number): string => new Intl.NumberFormat(language).format(value)
  if (result.batches.length === 0) return words.none
  const [batch, when, what, files, rows, refused] = words.headings
  return table(
    [{heading: batch, align: 'right'}, {heading: when}, {heading: what}, {heading: files}, {heading: rows, align: 'right'}, {heading: refused, align: 'right'}],
    result.batches.map((each) => [
      String(each.batch), each.importedAt.slice(0, 16).replace('T', ' '), each.kind === 'customers' ? words.customers : words.orders,
      each.files.map(({file}) => basename(file)).join(', '), number(each.rows.imported), number(each.rows.rejected),
    ]),
  )
}

/** What an undo took away. */
export function describeUndo(result: UndoneImport, language: Language): string {
  const number = (value: number): string => new Intl.NumberFormat(language).format(value)
  return WORDS[language].undone(result, result.files.map((file) => basename(file)).join(', '), number)
}
