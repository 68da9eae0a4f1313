import {RegularsError} from '../../base/errors.js'
import type {Role} from '../../tasks/import/plan.js'
import {mapValue, mapWord} from '../../tasks/import/map-argument.js'
import {columnList} from './column-map.js'
import {likelyColumns} from './column-values.js'
import {findColumn} from '../plan/match-preset.js'
import type {PreparedFile} from '../reading/prepare-file.js'
import type {Preset} from '../plan/presets.js'
import {SURE_ENOUGH, type RoleMatch} from './roles.js'
import {fileName} from '../../tasks/file-name.js'

type Matches = Readonly<Partial<Record<Role, RoleMatch>>>

/** Throws `column-missing` or `column-unsure`, with the `--map` that would settle it. */
export function requireRoles(file: PreparedFile, matches: Matches, needed: readonly Role[], preset?: Preset): void {
  const missing = needed.filter((role) => matches[role] === undefined)
  const unsure = needed.filter((role) => (matches[role]?.confidence ?? 1) < SURE_ENOUGH)
  if (missing.length === 0 && unsure.length === 0) return
  if (preset?.noCustomer !== undefined && missing.includes('customer'))
    throw new RegularsError('input', 'column-missing', `${fileName(file.file)} (${preset.source}) has no column for the customer.`, withNames(preset, file),
      {where: {file: file.file, line: Math.max(1, file.skipLines)}, details: {missing, unsure, columns: file.columns, preset: preset.source}})
  const likely: Readonly<Partial<Record<Role, number>>> = likelyColumns(file, new Set(Object.values(matches).map(({column}) => column)))
  const suggestion = mapWord(Object.fromEntries(needed.map((role) => [role, mapArgument(file, matches[role]?.column ?? likely[role])])))
  const hint = `Say which columns they are: --map ${suggestion}. Columns of the file: ${columnList(file.columns)}.`
  const details = {missing, unsure, columns: file.columns,
    likely: Object.fromEntries(needed.flatMap((role) => {
      const column = matches[role]?.column ?? likely[role]
      return column === undefined ? [] : [[role, column + 1]]
    }))}
  if (!file.hasHeader && missing.length > 0)
    throw new RegularsError('input', 'column-missing',
      `${fileName(file.file)} does not name its columns, so nothing says which is ${missing.map((role) => MEANINGS[role] ?? role).join(', ')}.`,
      `Say it by position: --map ${suggestion}. Its first row: ${(file.sample[0] ?? []).map((cell, i) => `${cell} (${i + 1})`).join(', ').slice(0, 300)}.`,
      {where: {file: file.file, line: file.skipLines + 1}, details})
  if (missing.length > 0)
    throw new RegularsError('input', 'column-missing',
      `${fileName(file.file)} has no column for ${missing.map((role) => MEANINGS[role] ?? role).join(', nor for ')}.`,
      missing.includes('customer') ? `${hint} Without customers there is nobody to reward: some systems have another export with them.` : hint,
      {where: {file: file.file, line: Math.max(1, file.skipLines)}, details})
  const guesses = unsure.map((role) => `${role} may be "${file.columns[matches[role]!.column]!}"`).join(', ')
  throw new RegularsError('input', 'column-unsure', `The columns of ${fileName(file.file)} are not clear: ${guesses}.`, hint,
    {where: {file: file.file, line: Math.max(1, file.skipLines)}, details})
}

/** What a preset says of its missing customers, with this file's column of names. */
function withNames({noCustomer = '', names}: Preset, {rawNames, columns}: PreparedFile): string {
  const column = findColumn(rawNames, names)
  return noCustomer.replace('{}', () => mapWord({customer: column === undefined ? names[0] ?? '' : mapValue(columns, column)}))
}

const MEANINGS: Readonly<Partial<Record<Role, string>>> = {
  customer: 'the customer', date: 'the date', amount: 'the amount', quantity: 'the quantity', price: 'the price',
}

function mapArgument(file: PreparedFile, column: number | undefined): string {
  if (column === undefined) return 'COLUMN'
  return file.hasHeader ? mapValue(file.columns, column) : String(column + 1)
}
