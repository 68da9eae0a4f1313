import type {Currency} from '../../base/money.js'
import type {FilePlan, Finding, Role} from '../../tasks/import/plan.js'
import {mapValue, mapWord} from '../../tasks/import/map-argument.js'
import type {ColumnMap} from './column-map.js'
import {plainName, ROLE_NAMES} from './column-names.js'
import {holds} from './column-values.js'
import type {PreparedFile} from '../reading/prepare-file.js'

type Roles = Readonly<Partial<Record<Role, number>>>

/** A currency in the header of the amount (`Final price (GBP)`) that is not the workspace's. */
export function headerCurrency(file: PreparedFile, roles: Roles, currency: Currency): readonly Finding[] {
  const name = file.rawNames[roles.amount ?? roles.price ?? -1] ?? ''
  const found = /[\s([](EUR|USD|GBP|CHF|CAD|AUD|NZD|JPY|SEK|NOK|DKK|PLN|CZK|HUF|INR|BRL|MXN|ZAR|SGD|HKD)\b/.exec(name)?.[1]
  if (found === undefined || found === currency) return []
  return [{code: 'currency-other-header', rows: 0, values: [name, found, currency],
    message: `The header "${name}" says ${found}; the amounts were read as ${currency}, the currency of the workspace. ` +
    'Set the currency of regulars.yaml, or give --currency.'}]
}

/** Columns that could as well be the amount or the customer: which one was taken, and how to take another. */
export function choices(file: PreparedFile, {roles, tax}: Pick<FilePlan, 'roles' | 'tax'>, map: ColumnMap<Role>): readonly Finding[] {
  return (['amount', 'customer'] as const).flatMap((role) => {
    const taken = roles[role]
    if (taken === undefined || map.has(role)) return []
    const {sure, likely} = ROLE_NAMES[role]
    const others = [...file.rawNames.keys()].filter((column) => {
      const name = plainName(file.rawNames[column]!)
      const named = sure.includes(name) || (role === 'amount' && likely.includes(name))
      // Of a total with and one without tax, more can be said than that both are there.
      const told = role === 'amount' && tax?.side !== undefined && (column === tax.net || column === tax.gross)
      return column !== taken && named && !told && !Object.values(roles).includes(column) && (role === 'customer' || holds(file, column, 'amount'))
    })
    if (others.length === 0) return []
    const another = mapValue(file.columns, others[0]!)
    return [{
      code: `${role}-choice`, rows: 0, values: [another, ...[taken, ...others].map((column) => file.columns[column]!)],
      message: `The ${role} is "${file.columns[taken]!}"; the file also has ${others.map((column) => `"${file.columns[column]!}"`).join(', ')}. ` +
        `To take another: --map ${mapWord({[role]: another})}.`,
    }]
  })
}
