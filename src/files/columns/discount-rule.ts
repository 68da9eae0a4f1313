import type {ImportPlan, Role} from '../../tasks/import/plan.js'
import type {ColumnMap} from './column-map.js'
import {valuesOf} from './column-values.js'
import type {PreparedFile} from '../reading/prepare-file.js'

/** What `--map` takes besides roles: the column of discounts, and what it holds. */
export const DISCOUNT_ROLES = ['discount-money', 'discount-share', 'discount-percent'] as const
type DiscountRole = (typeof DISCOUNT_ROLES)[number]
type Rule = ImportPlan['discountRule']
type Roles = Readonly<Partial<Record<Role, number>>>

/** What a person said with `--map`, and how discounts are meant where she said that too. */
export function discountOf(said: ColumnMap<Role | DiscountRole>): {readonly map: ColumnMap<Role>; readonly discount: Rule | undefined} {
  const map = new Map<Role, string>()
  let discount: Rule | undefined
  for (const [role, column] of said) {
    const rule = DISCOUNT_ROLES.find((each) => each === role)
    if (rule !== undefined) discount = rule.slice('discount-'.length) as Rule
    map.set(rule === undefined ? role as Role : 'discount', column)
  }
  return {map, discount}
}

/**
 * What the discount of a line is: money, a share of the line, or per cent of it. A percent sign or the column's name says it; so does a
 * total in another column that fits one reading only. Otherwise values within 0 and 1 are shares, unless all are written with two
 * decimals as the prices are; that is an assumption, of which `discountAssumed` gives an example.
 */
export function discountRule(file: PreparedFile, roles: Roles, given: Rule | undefined): Pick<ImportPlan, 'discountRule' | 'discountAssumed'> {
  const column = roles.discount
  if (column === undefined || given !== undefined) return {discountRule: given ?? 'money'}
  const values = valuesOf(file, column)
  const percent = values.some((value) => value.includes('%'))
  if (percent || /%|pct|percent|prozent|pourcent|porcentaje|percentuale|rate|taux/i.test(file.rawNames[column] ?? ''))
    return {discountRule: !percent && values.every((value) => amountOf(value) <= 1) ? 'share' : 'percent'}
  const between = values.filter((value) => amountOf(value) > 0 && amountOf(value) <= 1)
  if (between.length === 0 || !values.every((value) => amountOf(value) <= 1) || !values.some(isFraction)) return {discountRule: 'money'}
  const proved = provedByTotals(file, roles, column)
  if (proved !== undefined) return {discountRule: proved}
  const prices = roles.price === undefined ? [] : valuesOf(file, roles.price)
  const likeMoney = [...values, ...prices].every((value) => /\d[.,]\d{2}\D*$/.test(value) && !/[.,].*[.,]\d{2}\D*$/.test(value.slice(-6)))
  return {discountRule: likeMoney ? 'money' : 'share', discountAssumed: between.find(isFraction) ?? between[0]!}
}

function isFraction(value: string): boolean {
  return amountOf(value) > 0 && amountOf(value) < 1
}

/** The size of a number whose only sign is the decimal one; NaN for others. */
function amountOf(value: string | undefined): number {
  return Math.abs(Number((value ?? '').replaceAll(/[^\d.,]/g, '').replace(',', '.')))
}

/** Half a minor unit on each side. */
const NEAR = 0.011

/** The reading that the totals of another column bear out in nearly all rows with a discount, where the other reading fails. */
function provedByTotals(file: PreparedFile, {quantity, price, ...others}: Roles, column: number): Rule | undefined {
  const rows = file.sample.filter((cells) => amountOf(cells[column]) > 0 && amountOf(cells[price ?? -1]) > 0)
  if (price === undefined || rows.length === 0) return undefined
  const known = new Set([quantity, price, ...Object.entries(others).flatMap(([role, at]) => (role === 'amount' ? [] : [at]))])
  for (const total of [...file.rawNames.keys()].filter((at) => !known.has(at))) {
    const fits = (reading: (line: number, off: number) => number): number => rows.filter((cells) => {
      const line = (quantity === undefined ? 1 : amountOf(cells[quantity])) * amountOf(cells[price])
      return (cells[total] ?? '').trim() !== '' && Math.abs(amountOf(cells[total]) - reading(line, amountOf(cells[column]))) <= NEAR
    }).length
    const [money, share] = [fits((line, off) => line - off), fits((line, off) => line * (1 - off))]
    if (Math.max(money, share) >= 0.9 * rows.length && Math.min(money, share) < 0.5 * rows.length) return money > share ? 'money' : 'share'
  }
  return undefined
}
