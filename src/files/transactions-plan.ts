import {RegularsError} from '../base/errors.js'
import type {Currency} from '../base/money.js'
import type {FilePlan, ImportPlan, Role} from '../tasks/import-plan.js'
import {columnList, columnOf, mapValue, type ColumnMap} from './column-map.js'
import {ROLE_NAMES} from './column-names.js'
import {looksLikeDate, looksLikeEmail, looksLikeNumber} from './cell-kinds.js'
import type {PreparedFile} from './prepare-file.js'
import {matchRoles, SURE_ENOUGH, type RoleMatch} from './roles.js'
import {usualStatusRule} from './status-words.js'

interface UnderstoodFile {
  readonly plan: FilePlan
  readonly amountRule: ImportPlan['amountRule']
  readonly confidence: number
}

type Matches = Readonly<Partial<Record<Role, RoleMatch>>>

/** The plan of a set of sales exports, dates and numbers still undecided. */
export function transactionsPlan(
  files: readonly PreparedFile[], map: ColumnMap<Role>, settings: {readonly timeZone: string; readonly currency: Currency},
): ImportPlan {
  const understood = files.map((file) => understandFile(file, map))
  const [first] = understood
  const other = understood.find((each) => each.amountRule !== first!.amountRule)
  if (other !== undefined)
    throw new RegularsError('input', 'files-differ', `${first!.plan.file} and ${other.plan.file} state the amounts differently: one has an amount column, the other a price.`,
      'Import them one at a time.', {where: {file: other.plan.file}})
  const roles = understood.map((each) => each.plan.roles)
  const refund = roles.some((each) => each.refund !== undefined)
  return {
    files: understood.map((each) => each.plan),
    preset: null,
    confidence: Math.min(...understood.map((each) => each.confidence)),
    grain: roles.some((each) => each.order !== undefined) ? 'line' : 'order',
    amountRule: first!.amountRule,
    customerKey: customerKey(files, understood),
    timeZone: settings.timeZone,
    currency: settings.currency,
    status: usualStatusRule(refund),
    refund: {column: refund, creditNotePrefix: '', types: []},
    keepTypes: [],
    findings: files.flatMap((file) => file.findings),
  }
}

function understandFile(file: PreparedFile, map: ColumnMap<Role>): UnderstoodFile {
  const matches = withMap(file, withContent(file, matchRoles(file.rawNames, ROLE_NAMES)), map)
  const amountRule = amountRuleOf(matches, map)
  const needed: readonly Role[] = amountRule === 'amount' ? ['customer', 'date', 'amount'] : ['customer', 'date', 'quantity', 'price']
  requireRoles(file, matches, needed)
  const {rawNames: _names, sample: _sample, findings: _findings, ...rest} = file
  return {
    plan: {...rest, roles: columnsOf(matches), dates: undefined, numbers: undefined},
    amountRule,
    confidence: Math.min(...needed.map((role) => matches[role]!.confidence)),
  }
}

function columnsOf(matches: Matches): FilePlan['roles'] {
  return Object.fromEntries((Object.entries(matches) as [Role, RoleMatch][]).map(([role, match]) => [role, match.column]))
}

/** What the values say about the names: columns that do not hold what their name promises, customers known by e-mail, prices paid. */
function withContent(file: PreparedFile, matches: Matches): Matches {
  const checked: Partial<Record<Role, RoleMatch>> = {...matches}
  if (checked.customer !== undefined && checked.customer.confidence < 1 && holdsNames(file, checked.customer.column))
    checked.customer = {...checked.customer, confidence: 0.4}
  if ((checked.customer?.confidence ?? 0) < SURE_ENOUGH) {
    const contact = checked.email ?? checked.phone
    if (contact !== undefined) checked.customer = {column: contact.column, confidence: checked.email === undefined ? 0.65 : 0.8}
  }
  for (const role of ['date', 'amount', 'quantity', 'price'] as const) {
    const match = checked[role]
    if (match !== undefined && !holds(file, match.column, role)) checked[role] = {...match, confidence: match.confidence * 0.5}
  }
  const {price, quantity, amount} = checked
  if (price !== undefined && quantity === undefined && (amount === undefined || amount.confidence < SURE_ENOUGH)) {
    checked.amount = {column: price.column, confidence: Math.min(price.confidence, 0.7)}
    delete checked.price
  }
  return checked
}

/** Whether most values of the column's sample are what its role needs. */
function holds(file: PreparedFile, column: number, role: 'date' | 'amount' | 'quantity' | 'price'): boolean {
  const values = file.sample.map((cells) => (cells[column] ?? '').trim()).filter((value) => value !== '').slice(0, 100)
  const fits = values.filter((value) => looksLikeNumber(value) || (role === 'date' && looksLikeDate(value))).length
  return values.length === 0 || fits >= 0.5 * values.length
}

/** Persons' names: words without digits. Two people share one, and one person writes hers in two ways: no key. */
function holdsNames(file: PreparedFile, column: number): boolean {
  const values = file.sample.map((cells) => (cells[column] ?? '').trim()).filter((value) => value !== '')
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

/** Throws `column-missing` or `column-unsure`, with the `--map` that would settle it. */
function requireRoles(file: PreparedFile, matches: Matches, needed: readonly Role[]): void {
  const missing = needed.filter((role) => matches[role] === undefined)
  const unsure = needed.filter((role) => (matches[role]?.confidence ?? 1) < SURE_ENOUGH)
  if (missing.length === 0 && unsure.length === 0) return
  const suggestion = needed.map((role) => `${role}=${matches[role] === undefined ? 'COLUMN' : mapArgument(file, matches[role].column)}`).join(',')
  const hint = `Say which columns they are: --map '${suggestion}'. Columns of the file: ${columnList(file.columns)}.`
  const details = {missing, unsure, columns: file.columns}
  if (missing.length > 0)
    throw new RegularsError('input', 'column-missing', `${file.file} has no column for ${missing.map((role) => MEANINGS[role] ?? role).join(', nor for ')}.`,
      missing.includes('customer') ? `${hint} Without customers there is nobody to reward: some systems have another export with them.` : hint,
      {where: {file: file.file, line: Math.max(1, file.skipLines)}, details})
  const guesses = unsure.map((role) => `${role} may be "${file.columns[matches[role]!.column]!}"`).join(', ')
  throw new RegularsError('input', 'column-unsure', `The columns of ${file.file} are not clear: ${guesses}.`, hint,
    {where: {file: file.file, line: Math.max(1, file.skipLines)}, details})
}

const MEANINGS: Readonly<Partial<Record<Role, string>>> = {
  customer: 'the customer', date: 'the date', amount: 'the amount', quantity: 'the quantity', price: 'the price',
}

function mapArgument(file: PreparedFile, column: number): string {
  return file.hasHeader ? mapValue(file.columns, column) : String(column + 1)
}

/** E-mails by what they hold; phones by the column's name (many ids are just digits too). */
function customerKey(files: readonly PreparedFile[], understood: readonly UnderstoodFile[]): ImportPlan['customerKey'] {
  const kinds = understood.map(({plan}, i) => {
    const column = plan.roles.customer!
    const values = files[i]!.sample.map((cells) => (cells[column] ?? '').trim()).filter((value) => value !== '')
    if (values.length > 0 && values.filter(looksLikeEmail).length > 0.5 * values.length) return 'email'
    return plan.roles.phone === column || /phone|tele?f|mobil|portable|handy/i.test(plan.columns[column]!) ? 'phone' : 'id'
  })
  return kinds.every((kind) => kind === kinds[0]) ? kinds[0]! : 'id'
}
