import type {Finding, ImportPlan, Role} from '../../tasks/import/plan.js'
import {mapValue, mapWord} from '../../tasks/import/map-argument.js'
import type {ColumnMap} from './column-map.js'
import {plainName, ROLE_NAMES} from './column-names.js'
import {looksLikeEmail} from './cell-kinds.js'
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

/** E-mails by what they hold; phones by the column's name (many ids are just digits too); mixed where a column, or the files, hold several. */
export function customerKey(files: readonly PreparedFile[], roles: readonly Roles[]): ImportPlan['customerKey'] {
  const kinds = roles.map(({customer, phone}, i) => {
    const file = files[i]!
    const ofPhones = phone === customer || /phone|tele?f|mobil|portable|handy/i.test(file.columns[customer!]!)
    if (holdsSeveral(file, customer!, ofPhones)) return 'mixed'
    if (valuesOf(file, customer!).length > 0 && holdsEmails(file, customer!)) return 'email'
    return ofPhones ? 'phone' : 'id'
  })
  return kinds.every((kind) => kind === kinds[0]) ? kinds[0]! : 'mixed'
}

/** A kind of key is one where so many rows, and this share of them, have it. */
const FEWEST_ROWS = 2
const LEAST_SHARE = 0.05

/**
 * Whether a column holds at least two of e-mails, phone numbers that are written as such, and other ids. `ofPhones`: it says that it holds
 * phone numbers, so that other numbers are phone numbers too.
 */
function holdsSeveral({sample, tail}: PreparedFile, column: number, ofPhones: boolean): boolean {
  const texts = [...sample, ...tail].map((cells) => (cells[column] ?? '').trim()).filter((text) => /[\d@]/.test(text))
  const emails = texts.filter(looksLikeEmail).length
  const phones = texts.filter((text) => /^[+(0][\d ./()\u00A0\u202F-]{7,}$/.test(text) && /^\+|[ ./()\u00A0\u202F]/.test(text)).length
  // Plain digits beside phone numbers may be phone numbers too.
  const digits = phones === 0 ? 0 : texts.filter((text) => /^0[1-9]\d{8}$/.test(text)).length
  const kinds = ofPhones ? [emails, texts.length - emails] : [emails, phones + digits, texts.length - emails - phones - digits]
  return kinds.filter((rows) => rows >= FEWEST_ROWS && rows >= LEAST_SHARE * texts.length).length > 1
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
