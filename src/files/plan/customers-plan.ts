import {RegularsError} from '../../base/errors.js'
import type {IdentityKind} from '../../history/identity.js'
import type {CustomerRole, CustomersPlan} from '../../tasks/import/plan.js'
import {columnList, columnOf, type ColumnMap} from '../columns/column-map.js'
import {CUSTOMER_ROLE_NAMES, plainName} from '../columns/column-names.js'
import {holdsEmails, mostFilled, valuesOf} from '../columns/column-values.js'
import {findColumns, matchPreset, type PresetMatch} from './match-preset.js'
import type {PreparedFile} from '../reading/prepare-file.js'
import {requireKind, type Preset} from './presets.js'
import {footerRows} from '../reading/footer.js'
import {matchRoles, SURE_ENOUGH, type RoleMatch} from '../columns/roles.js'
import {fileName} from '../../tasks/file-name.js'

type Matches = Readonly<Partial<Record<CustomerRole, RoleMatch>>>
type CustomersFile = CustomersPlan['files'][number]

/** The plan of a set of customers files. Throws `column-missing`. */
export function customersPlan(
  files: readonly PreparedFile[], map: ColumnMap<CustomerRole>, presets: readonly Preset[], key?: CustomersPlan['customerKey'],
): CustomersPlan {
  const understood = files.map((file) => understandFile(file, map, presets, key))
  return {
    files: understood.map((each) => each.plan),
    preset: understood[0]!.preset?.source ?? null,
    confidence: Math.min(...understood.map((each) => each.confidence)),
    customerKey: understood[0]!.key,
    findings: files.flatMap((file) => file.findings),
    ...headerDates(files, understood.map((each) => each.plan.roles)),
  }
}

/** The order of day and month that a header spells out: `Birthday (MM/DD)`. */
function headerDates(files: readonly PreparedFile[], roles: readonly CustomersFile['roles'][]): Pick<CustomersPlan, 'usualDates'> {
  const names = files.flatMap((file, i) => [roles[i]!['birth-date'], roles[i]!.joined].map((column) => file.rawNames[column ?? -1] ?? ''))
  if (names.some((name) => /\bmm ?[/.-] ?dd\b/i.test(name))) return {usualDates: 'mm/dd/yyyy'}
  return names.some((name) => /\b(?:dd|jj|tt) ?[/.-] ?mm\b/i.test(name)) ? {usualDates: 'dd/mm/yyyy'} : {}
}

interface UnderstoodCustomers {
  readonly plan: CustomersFile
  readonly preset: Preset | undefined
  readonly confidence: number
  readonly key: CustomersPlan['customerKey']
}

function understandFile(
  file: PreparedFile, map: ColumnMap<CustomerRole>, presets: readonly Preset[], key: CustomersPlan['customerKey'] | undefined,
): UnderstoodCustomers {
  const found = file.hasHeader ? matchPreset(file.rawNames, presets) : undefined
  if (found !== undefined && !map.get('customer')) requireKind(file.file, found.preset, 'customers')
  const match = found?.preset.holds === 'customers' ? found : undefined
  const usual = matchRoles(file.rawNames, CUSTOMER_ROLE_NAMES)
  const matches = withMap(file, match === undefined ? usual : {...usual, ...presetColumns(file, match)}, map)
  const email = matches.email !== undefined && holdsEmails(file, matches.email.column) ? matches.email : undefined
  const byKey = {email, phone: matches.phone, id: idMatch(file, usual, matches)}
  const known = map.get('customer') || key === undefined ? undefined : byKey[key]
  const customer = known ?? keyMatch(file, matches.customer) ?? email ?? matches.phone
  if (customer === undefined || customer.confidence < SURE_ENOUGH) throw missingKey(file)
  const roles: Partial<Record<CustomerRole, number>> = {customer: customer.column}
  for (const [role, match] of Object.entries(matches) as [CustomerRole, RoleMatch][])
    if (role !== 'customer' && match.column !== customer.column && match.confidence >= SURE_ENOUGH) roles[role] = match.column
  const {rawNames: _names, sample: _sample, tail: _tail, findings: _findings, repeated: _repeated, onFirstRow: _onFirstRow, ...rest} = file
  return {
    plan: {
      ...rest, roles, ...identitiesOf(file, roles, customer.column, matches, usual),
      footerRows: footerRows(file, {customer: customer.column}), attributes: attributesOf(file, roles), dates: undefined, numbers: undefined,
    },
    preset: match?.preset, confidence: customer.confidence, key: keyOf(file, customer.column),
  }
}

/** The column of ids, where a preset would rather take the e-mail. */
function idMatch(file: PreparedFile, usual: Matches, matches: Matches): RoleMatch | undefined {
  return [matches.customer, usual.customer].find((match) => match !== undefined && !/mail|phone|tele?f/i.test(file.rawNames[match.column] ?? ''))
}

/** A column called e-mail that holds none (some exports write the first name there) is no key. */
function keyMatch(file: PreparedFile, match: RoleMatch | undefined): RoleMatch | undefined {
  return match !== undefined && /mail/i.test(file.rawNames[match.column] ?? '') && !holdsEmails(file, match.column) ? undefined : match
}

function presetColumns(file: PreparedFile, {preset, confidence}: PresetMatch): Matches {
  const matches: Partial<Record<CustomerRole, RoleMatch>> = {}
  for (const [role, names] of Object.entries(preset.columns) as [CustomerRole, readonly string[]][]) {
    const column = mostFilled(file, findColumns(file.rawNames, names))
    if (column !== undefined) matches[role] = {column, confidence}
  }
  return matches
}

function withMap(file: PreparedFile, matches: Matches, map: ColumnMap<CustomerRole>): Matches {
  const given: Partial<Record<CustomerRole, RoleMatch>> = {}
  for (const [role, wanted] of map)
    if (wanted !== '') given[role] = {column: columnOf(wanted, role, file.columns, file.rawNames, file.file), confidence: 1}
  const taken = new Set(Object.values(given).map((match) => match.column))
  const others = Object.entries(matches).filter(([role, match]) => !map.has(role as CustomerRole) && !taken.has(match.column))
  return {...Object.fromEntries(others), ...given}
}

/** Who somebody is and where she lives decides no reward; it stays in the person's own file. */
const PRIVATE = new RegExp('\\b(?:name|nom|prenom|nombre|apellidos?|vorname|nachname|cognome|nome|firstname|lastname|surname|nickname|e ?mail|mail'
  + '|phone|telephone|fax|mobile|tel|address|adresse|direccion|indirizzo|anschrift|street|rue|strasse|zip|postal|postcode|plz'
  + '|cap|note|notes|memo|vat|password|username|iban|card)\\b')

/** Every other named column that holds something, under its name in lower case with dashes. */
function attributesOf(file: PreparedFile, roles: CustomersFile['roles']): CustomersFile['attributes'] {
  const taken = new Set(Object.values(roles))
  const names = new Set<string>()
  return file.rawNames.flatMap((raw, column) => {
    const name = plainName(raw).replaceAll(' ', '-')
    if (taken.has(column) || name === '' || names.has(name) || PRIVATE.test(plainName(raw))) return []
    if (file.sample.length > 0 && file.sample.every((cells) => (cells[column] ?? '').trim() === '')) return []
    names.add(name)
    return [{column, name}]
  })
}

const CARD = /\b(?:card|carte|karte|kundenkarte|tarjeta|tessera|badge|barcode|loyalty id)\b/
/** Cards that pay, and what else a column of cards may tell. */
const NO_CARD_NUMBER = /\b(?:credit|debit|bank|bancaire|bleue|payment|paiement|gift|cadeau|type|brand|expiry|exp|status|date|name|last|level|points?)\b/

/** The ids of a row: the key, and what else names the same person. */
function identitiesOf(
  file: PreparedFile, roles: CustomersFile['roles'], key: number, matches: Matches, usual: Matches,
): Pick<CustomersFile, 'keyKind' | 'ids'> {
  const isCard = (column: number): boolean => CARD.test(plainName(file.rawNames[column] ?? '')) && !NO_CARD_NUMBER.test(plainName(file.rawNames[column] ?? ''))
  const other = idMatch(file, usual, matches)
  const used = new Set([key, ...Object.values(roles)])
  const found: readonly (readonly [IdentityKind, number | undefined])[] = [
    ['id', other !== undefined && other.confidence >= SURE_ENOUGH && !isCard(other.column) ? other.column : undefined],
    ['email', roles.email !== undefined && holdsEmails(file, roles.email) ? roles.email : undefined],
    ['phone', roles.phone],
    ['card', file.rawNames.findIndex((_, column) => (column === other?.column || !used.has(column)) && isCard(column))],
  ]
  return {
    keyKind: isCard(key) ? 'card' : keyOf(file, key),
    ids: found.flatMap(([kind, column]) => (column === undefined || column < 0 || column === key ? [] : [{kind, column}])),
  }
}

function keyOf(file: PreparedFile, column: number): CustomersPlan['customerKey'] {
  if (valuesOf(file, column).length > 0 && holdsEmails(file, column)) return 'email'
  return /phone|tele?f|mobil|portable|handy/i.test(file.columns[column]!) ? 'phone' : 'id'
}

function missingKey(file: PreparedFile): RegularsError {
  return new RegularsError('input', 'column-missing', `${fileName(file.file)} has no column for the customer (an id, e-mail or phone number).`,
    `Say which it is: --map customer=COLUMN. Columns of the file: ${columnList(file.columns)}.`,
    {where: {file: file.file, line: Math.max(1, file.skipLines)}, details: {missing: ['customer'], columns: file.columns}})
}
