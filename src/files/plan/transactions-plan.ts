import {RegularsError} from '../../base/errors.js'
import type {Currency} from '../../base/money.js'
import {ROLES, type FilePlan, type ImportPlan, type Role} from '../../tasks/import/plan.js'
import {columnOf, type ColumnMap} from '../columns/column-map.js'
import {choices, headerCurrency} from '../columns/column-choices.js'
import {discountRule} from '../columns/discount-rule.js'
import {requireRoles} from '../columns/required-columns.js'
import {ROLE_NAMES} from '../columns/column-names.js'
import {customerKey, guestIds, isGuest, keyFindings} from '../columns/customer-key.js'
import {holds, holdsEmails, mostFilled, onlyDates, valuesOf} from '../columns/column-values.js'
import {findColumns, matchPreset, type PresetMatch} from './match-preset.js'
import type {PreparedFile} from '../reading/prepare-file.js'
import {requireKind, type Preset} from './presets.js'
import {footerRows} from '../reading/footer.js'
import {matchRoles, SURE_ENOUGH, type RoleMatch} from '../columns/roles.js'
import {OTHER_TYPES, REFUND_TYPES, SALE_TYPES, statusRule} from '../columns/status-words.js'
import {taxColumns} from '../columns/tax-columns.js'
import {zoneOfFile} from '../columns/zones.js'
import {fileName} from '../../tasks/file-name.js'

interface UnderstoodFile {
  readonly plan: FilePlan
  readonly preset: Preset | undefined
  readonly amountRule: ImportPlan['amountRule']
  readonly confidence: number
  readonly guests: readonly string[]
}

type Matches = Readonly<Partial<Record<Role, RoleMatch>>>

export interface TransactionsContext {
  readonly map: ColumnMap<Role>
  /** what the person says that discounts are */
  readonly discount: ImportPlan['discountRule'] | undefined
  /** attribute of orders → its column, by name or position */
  readonly attributes: ReadonlyMap<string, string>
  readonly timeZone: string
  readonly givenTimeZone: string | undefined
  readonly currency: Currency
  readonly presets: readonly Preset[]
}

/** The plan of a set of sales exports, dates and numbers still undecided. */
export function transactionsPlan(files: readonly PreparedFile[], context: TransactionsContext): ImportPlan {
  const understood = files.map((file) => understandFile(file, context))
  const [first] = understood
  requireAlike(understood)
  const roles = understood.map((each) => each.plan.roles)
  const refund = roles.some((each) => each.refund !== undefined)
  const preset = first!.preset
  const usual = {
    grain: usualGrain(files, understood),
    status: statusRule(refund),
    refund: {column: refund ? 'given-back' as const : 'none' as const, creditNotePrefix: undefined, types: REFUND_TYPES},
    keepTypes: [],
    dropTypes: OTHER_TYPES,
  }
  return {
    files: understood.map((each) => each.plan),
    preset: preset?.source ?? null,
    confidence: Math.min(...understood.map((each) => each.confidence)),
    ...(preset === undefined ? usual : presetRules(preset, refund)),
    amountRule: first!.amountRule,
    ...discountRule(files[0]!, roles[0]!, context.discount),
    customerKey: customerKey(files, roles),
    guests: [...new Set(understood.flatMap((each) => each.guests))],
    timeZone: context.givenTimeZone ?? preset?.zone ?? zoneOfFile(files[0]!, roles[0]!.date!) ?? context.timeZone,
    currency: context.currency,
    findings: [
      ...files.flatMap((file) => file.findings),
      ...headerCurrency(files[0]!, roles[0]!, context.currency),
      ...keyFindings(files[0]!, roles[0]!, {guests: first!.guests, others: findColumns(files[0]!.rawNames, preset?.columns.customer ?? []), map: context.map}),
      ...(preset === undefined ? choices(files[0]!, first!.plan, context.map) : []),
    ],
  }
}

/** Rows with an order number are its lines; an amount that a join put on every row, or on the first one, is the order's. */
function usualGrain(files: readonly PreparedFile[], understood: readonly UnderstoodFile[]): ImportPlan['grain'] {
  const roles = understood[0]!.plan.roles
  if (understood.every(({plan}) => plan.roles.order === undefined)) return 'order'
  if (understood[0]!.amountRule === 'amount' && roles.amount !== undefined) {
    if (files[0]!.repeated?.includes(roles.amount)) return 'order-total-repeated'
    if (files[0]!.onFirstRow?.includes(roles.amount)) return 'order-total-on-first-row'
  }
  return 'line'
}

/** A refund column that this layout lacks is no rule. */
function presetRules(preset: Preset, refund: boolean): Pick<ImportPlan, 'grain' | 'status' | 'refund' | 'keepTypes' | 'dropTypes' | 'usualDates'> {
  return {
    grain: preset.rows,
    status: statusRule(refund && preset.refunds.column !== 'none', preset),
    refund: {...preset.refunds, column: refund ? preset.refunds.column : 'none'},
    keepTypes: preset.keepTypes,
    dropTypes: preset.keepTypes.length > 0 ? [] : OTHER_TYPES,
    ...(preset.usualDates === undefined ? {} : {usualDates: preset.usualDates}),
  }
}

/** One import is one kind of export: its rows are summed by one rule. */
function requireAlike(understood: readonly UnderstoodFile[]): void {
  const [first] = understood
  const other = understood.find((each) => each.amountRule !== first!.amountRule || each.preset !== first!.preset)
  if (other === undefined) return
  const what = other.preset === first!.preset ? 'one has an amount column, the other a price' : `${sourceOf(first!)} and ${sourceOf(other)}`
  throw new RegularsError('input', 'files-differ', `${fileName(first!.plan.file)} and ${fileName(other.plan.file)} are different kinds of export: ${what}.`,
    'Import them one after the other.', {where: {file: other.plan.file}})
}

function sourceOf({preset}: UnderstoodFile): string {
  return preset?.source ?? 'an unknown source'
}

function understandFile(file: PreparedFile, {map, attributes, presets}: TransactionsContext): UnderstoodFile {
  const found = file.hasHeader ? matchPreset(file.rawNames, presets) : undefined
  const said = (['customer', 'date'] as const).every((role) => map.get(role))
  const match = found !== undefined && found.preset.holds !== 'transactions' && said ? undefined : found
  if (match !== undefined) requireKind(file.file, match.preset, 'transactions')
  const usual = withContent(file, matchRoles(file.rawNames, ROLE_NAMES))
  const matches = withMap(file, match === undefined ? usual : presetColumns(file, match, usual), map)
  const amountRule = amountRuleOf(matches, map)
  const needed: readonly Role[] = amountRule === 'amount' ? ['customer', 'date', 'amount'] : ['customer', 'date', 'quantity', 'price']
  requireRoles(file, matches, needed, match?.preset)
  const {rawNames: _names, sample: _sample, tail: _tail, findings: _findings, repeated, onFirstRow: _onFirstRow, ...rest} = file
  const roles = columnsOf(matches, amountRule)
  return {
    plan: {
      ...rest, roles, orderAttributes: attributeColumns(file, attributes, match?.preset), footerRows: footerRows(file, roles), dates: undefined,
        numbers: undefined,
      tax: amountRule === 'amount' ? taxColumns(file, roles.amount) : undefined, ...(repeated === undefined ? {} : {joined: true}),
    },
    preset: match?.preset,
    amountRule,
    guests: guestIds(file, roles.customer, match?.preset),
    confidence: Math.min(...needed.map((role) => matches[role]!.confidence)),
  }
}

/** The columns of attributes: those asked for, which must be there, and those the preset names, as far as this layout has them. */
function attributeColumns(file: PreparedFile, asked: ReadonlyMap<string, string>, preset: Preset | undefined): Readonly<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const [name, names] of Object.entries(preset?.attributes ?? {})) {
    const column = mostFilled(file, findColumns(file.rawNames, names))
    if (column !== undefined) found[name] = column
  }
  for (const [name, wanted] of asked) found[name] = columnOf(wanted, name, file.columns, file.rawNames, file.file)
  return found
}

/** The columns a preset names; what this layout lacks of customer, date and amount is looked for as in any file. */
function presetColumns(file: PreparedFile, {preset, confidence}: PresetMatch, usual: Matches): Matches {
  const matches: Partial<Record<Role, RoleMatch>> = {}
  for (const [role, names] of Object.entries(preset.columns) as [Role, readonly string[]][]) {
    const column = mostFilled(file, findColumns(file.rawNames, names), (cell) => isGuest(cell, preset.guests))
    if (column !== undefined) matches[role] = {column, confidence}
  }
  const taken = new Set(Object.values(matches).map((match) => match.column))
  for (const role of preset.noCustomer === undefined ? (['customer', 'date', 'amount'] as const) : (['date', 'amount'] as const)) {
    const other = usual[role]
    if (matches[role] === undefined && other !== undefined && !taken.has(other.column)) matches[role] = other
  }
  return matches
}

/** Columns that go into an amount which is not used say nothing of how the used numbers are written. */
const UNUSED: Readonly<Record<ImportPlan['amountRule'], readonly Role[]>> = {amount: ['quantity', 'price', 'discount'], 'quantity-times-price': ['amount']}

function columnsOf(matches: Matches, amountRule: ImportPlan['amountRule']): FilePlan['roles'] {
  return Object.fromEntries(ROLES.flatMap((role) => {
    const match = matches[role]
    return match === undefined || UNUSED[amountRule].includes(role) ? [] : [[role, match.column]]
  }))
}

/** What the values say about the names: columns that do not hold what their name promises, customers known by e-mail, prices paid. */
function withContent(file: PreparedFile, matches: Matches): Matches {
  const checked: Partial<Record<Role, RoleMatch>> = {...matches}
  if (checked.customer !== undefined && checked.customer.confidence < 1 && holdsNames(file, checked.customer.column))
    checked.customer = {...checked.customer, confidence: 0.4}
  const email = checked.email !== undefined && holdsEmails(file, checked.email.column) ? checked.email : undefined
  if ((checked.customer?.confidence ?? 0) < SURE_ENOUGH) {
    const contact = email ?? checked.phone
    if (contact !== undefined) checked.customer = {column: contact.column, confidence: email === undefined ? 0.65 : 0.8}
  }
  // Guests have no account, but leave an address.
  const guests = guestIds(file, checked.customer?.column, undefined)
  if (guests.length > 0 && email !== undefined &&
    mostFilled(file, [checked.customer!.column, email.column], (cell) => isGuest(cell, guests)) === email.column)
    checked.customer = {column: email.column, confidence: 0.8}
  for (const role of ['date', 'amount', 'quantity', 'price'] as const) {
    const match = checked[role]
    if (match !== undefined && !holds(file, match.column, role)) checked[role] = {...match, confidence: match.confidence * 0.5}
  }
  const dates = checked.date === undefined ? onlyDates(file, new Set(Object.values(checked).map((match) => match.column))) : undefined
  if (dates !== undefined) checked.date = {column: dates, confidence: 0.7}
  if (checked.type !== undefined && checked.type.confidence < 1 && !holdsTypes(file, checked.type.column)) delete checked.type
  const {price, quantity, amount} = checked
  if (price !== undefined && quantity === undefined && (amount === undefined || amount.confidence < SURE_ENOUGH)) {
    checked.amount = {column: price.column, confidence: Math.min(price.confidence, 0.7)}
    delete checked.price
  }
  return checked
}

/** Whether a column called "type" tells sales from other rows; it may as well tell what a product is. */
function holdsTypes(file: PreparedFile, column: number): boolean {
  const values = valuesOf(file, column).map((value) => value.toLowerCase())
  return values.some((value) => SALE_TYPES.includes(value)) && values.some((value) => REFUND_TYPES.includes(value) || OTHER_TYPES.includes(value))
}

/** Persons' names: words without digits. Two people share one, and one person writes hers in two ways: no key. */
function holdsNames(file: PreparedFile, column: number): boolean {
  const values = valuesOf(file, column)
  return values.length > 0 && values.filter((value) => /^[^\d@]+ [^\d@]+$/.test(value)).length > 0.5 * values.length
}

function withMap(file: PreparedFile, matches: Matches, map: ColumnMap<Role>): Matches {
  const given: Partial<Record<Role, RoleMatch>> = {}
  for (const [role, wanted] of map)
    if (wanted !== '') given[role] = {column: columnOf(wanted, role, file.columns, file.rawNames, file.file), confidence: 1}
  const taken = new Set(Object.values(given).map((match) => match.column))
  const others = Object.entries(matches).filter(([role, match]) => !map.has(role as Role) && !taken.has(match.column))
  return {...Object.fromEntries(others), ...given}
}

function amountRuleOf(matches: Matches, map: ColumnMap<Role>): ImportPlan['amountRule'] {
  const priced = matches.quantity !== undefined && matches.price !== undefined
  if (map.get('amount')) return 'amount'
  if (priced && map.get('quantity') && map.get('price')) return 'quantity-times-price'
  return priced && (matches.amount?.confidence ?? 0) < SURE_ENOUGH ? 'quantity-times-price' : 'amount'
}
