import {appendFile, mkdir, rm} from 'node:fs/promises'
import {join} from 'node:path'
import {RegularsError} from '../../base/errors.js'
import {POINTS_WALLET} from '../../ledger/account.js'
import {BALANCE_FIELDS, type ExportRow, IDENTITY_FIELDS, type IdentityField, TRANSFER_FIELDS} from '../../tasks/ledger/export.js'
import {type Layout, layoutNamed} from './adjustment-layouts.js'
import {tableFile, tableLines} from './effects-file.js'
import {fileError} from '../yaml-document.js'

export interface ExportFile {
  write(row: ExportRow): void
  close(): Promise<void>
}

/** What goes into a file, and in which columns. */
export interface ExportShape {
  readonly what: 'balances' | 'transfers'
  readonly account: string | undefined
  /** ids the columns can hold; undefined: our own columns, which name everybody */
  readonly identities: readonly IdentityField[] | undefined
  readonly columns: readonly (readonly [header: string, field: string | null])[]
}

/**
 * Our own columns, or those of a vendor. A vendor's file of balances holds balances, one of changes holds transfers unless balances are
 * asked for; where it has no column for the account, only one account can go into it. Throws `layout-unknown`, `layout-of-balances`.
 */
export function exportShape(name: string | undefined, what: 'balances' | 'transfers' | undefined, account: string | undefined): ExportShape {
  if (name === undefined) {
    const fields = what === 'balances' ? BALANCE_FIELDS : TRANSFER_FIELDS
    return {what: what ?? 'transfers', account, identities: undefined, columns: fields.map((field) => [field, field] as const)}
  }
  const layout = layoutNamed(name)
  if (layout === undefined) throw new RegularsError('usage', 'layout-unknown', `There is no layout "${name}".`,
    'See the layouts with: regulars points export --help')
  const ofBalances = has(layout, 'balance')
  if (ofBalances && what === 'transfers') throw new RegularsError('usage', 'layout-of-balances',
    `A file of the layout ${name} says what customers have, not how it came to be.`, 'Leave --what out, or choose another layout.')
  return {
    what: what ?? (ofBalances ? 'balances' : 'transfers'), account: account ?? (has(layout, 'account') ? undefined : POINTS_WALLET),
    identities: IDENTITY_FIELDS.filter((field) => has(layout, field)), columns: layout.out,
  }
}

function has(layout: Layout, field: string): boolean {
  return layout.out.some(([, each]) => each === field)
}

/** A CSV file of that shape. `lines`: where the text goes instead of a file. */
export function pointsExportFile(file: string, {columns}: ExportShape, lines: ((text: string) => void) | undefined): ExportFile {
  const header = columns.map(([name]) => name)
  const table = lines === undefined ? tableFile(file, header) : tableLines(lines, header)
  return {write: (row) => table.add(columns.map(([, field]) => (field === null ? '' : (row[field] ?? '')))), close: table.close}
}

/** Files of the chain in a folder: `000001.manifest`, `000001.transfers`, … */
export async function chainFolder(folder: string): Promise<(batch: number, section: string, text: string) => Promise<void>> {
  const begun = new Set<string>()
  try {
    await mkdir(folder, {recursive: true})
  } catch (error) {
    throw fileError(error, folder)
  }
  return async (batch, section, text) => {
    const file = join(folder, `${String(batch).padStart(6, '0')}.${section}`)
    try {
      if (!begun.has(file)) await rm(file, {force: true})
      begun.add(file)
      await appendFile(file, text)
    } catch (error) {
      throw fileError(error, file)
    }
  }
}
