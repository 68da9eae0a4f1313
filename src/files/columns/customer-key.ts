import type {Finding, ImportPlan, Role} from '../../tasks/import/plan.js'
import {mapValue, mapWord} from '../../tasks/import/map-argument.js'
import type {ColumnMap} from './column-map.js'
import {plainName, ROLE_NAMES} from './column-names.js'
import {holdsEmails, valuesOf} from './column-values.js'
import type {PreparedFile} from '../reading/prepare-file.js'
import type {Preset} from '../plan/presets.js'

/** By what customers are known: which of the columns that tell them apart, what it holds, and which texts there are nobody. */

type Sampled = Pick<PreparedFile, 'sample' | 'columns' | 'rawNames'>
type Roles = Readonly<Partial<Record<Role, number>>>

/** What shop systems write as the id of somebody without an account. */
const NO_ACCOUNT = ['0', '0.0'] as const

/** As many rows of the sample under one id, and as many times those of the next one, belong to no person. */
const GUEST_ROWS = 5
const TIMES_THE_NEXT = 5

/**
 * Texts of a column of ids that stand for guests: those the source is known for; else `0`, where the other columns name several people
 * under it, or where it has far more rows than anybody.
 */
export function guestIds(file: Sampled, column: number | undefined, preset: Preset | undefined): readonly string[] {
  if (preset !== undefined && preset.guests.length > 0) return preset.guests
  if (column === undefined) return []
  const rows = file.sample.filter((cells) => isGuest(cells[column], NO_ACCOUNT))
  if (rows.length < 2) return []
  return namesSeveral(file, rows, column) || farAboveOthers(file, rows.length, column) ? NO_ACCOUNT : []
}

export function isGuest(cell: string | undefined, guests: readonly string[]): boolean {
  return guests.includes((cell ?? '').trim().replace(/^'/, ''))
}

function namesSeveral(file: Sampled, rows: readonly (readonly string[])[], column: number): boolean {
  const contacts = new Set([...ROLE_NAMES.email.sure, ...ROLE_NAMES.phone.sure, ...ROLE_NAMES.customer.weak])
  return [...file.rawNames.keys()].some((other) => {
    if (other === column || !contacts.has(plainName(file.rawNames[other]!))) return false
    return new Set(rows.map((cells) => (cells[other] ?? '').trim().toLowerCase()).filter((text) => text !== '')).size > 1
  })
}

function farAboveOthers(file: Sampled, rows: number, column: number): boolean {
  const counts = new Map<string, number>()
  for (const cells of file.sample) {
    const id = (cells[column] ?? '').trim()
    if (id !== '' && !isGuest(id, NO_ACCOUNT)) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts.size > 0 && rows >= GUEST_ROWS && rows >= TIMES_THE_NEXT * Math.max(...counts.values())
}

/** E-mails by what they hold; phones by the column's name (many ids are just digits too). */
export function customerKey(files: readonly PreparedFile[], roles: readonly Roles[]): ImportPlan['customerKey'] {
  const kinds = roles.map(({customer, phone}, i) => {
    const file = files[i]!
    if (valuesOf(file, customer!).length > 0 && holdsEmails(file, customer!)) return 'email'
    return phone === customer || /phone|tele?f|mobil|portable|handy/i.test(file.columns[customer!]!) ? 'phone' : 'id'
  })
  return kinds.every((kind) => kind === kinds[0]) ? kinds[0]! : 'id'
}

/** That rows without the key have another one: which was taken, and how to take the other. */
export function keyFindings(
  file: PreparedFile, {customer}: Roles, known: {readonly guests: readonly string[]; readonly others: readonly number[]; readonly map: ColumnMap<Role>},
): readonly Finding[] {
  if (customer === undefined) return []
  const {guests, others, map} = known
  const name = file.columns[customer]!
  const blank = file.sample.filter((cells) => isNobody(cells[customer], guests))
  const instead = map.has('customer') ? [] : others.filter((column) => column !== customer && blank.some((cells) => !isNobody(cells[column], guests)))
  if (instead.length === 0) return []
  const another = mapValue(file.columns, instead[0]!)
  return [{
    code: 'customer-choice', rows: 0, values: [another, ...[customer, ...instead].map((each) => file.columns[each]!)],
    message: `The customer is "${name}"; the file also has ${instead.map((each) => `"${file.columns[each]!}"`).join(', ')}. ` +
      `To take another: --map ${mapWord({customer: another})}.`,
  }]
}

function isNobody(cell: string | undefined, guests: readonly string[]): boolean {
  return (cell ?? '').trim() === '' || isGuest(cell, guests)
}
