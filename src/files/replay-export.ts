import {isoDay, type Day} from '../base/day.js'
import {decimalText, type Minor} from '../base/money.js'
import type {ReplayExport, ReplayExportPart} from '../tasks/replay/replay.js'
import {checkOutput, tableBegins} from './output-file.js'
import {tableExport} from './table-export.js'

const COLUMNS = [
  'customer', 'program', 'member', 'joined', 'tier', 'orders', 'sales', 'issued', 'redeemed', 'expired', 'reversed', 'uncollected', 'outstanding',
  'face_value', 'cost', 'first_reward',
]

/** A CSV of every customer under every program: one row each. Throws what `checkOutput` does at once, before a long replay. */
export function replayExport(file: string): ReplayExport {
  checkOutput({flag: '--export', file, begins: tableBegins(COLUMNS)})
  return {file, write: (parts) => tableExport(file).write(COLUMNS, rows(parts))}
}

function* rows(parts: readonly ReplayExportPart[]): Generator<readonly (string | number)[]> {
  for (const {program, customers, columns, currency} of parts) {
    const money = (amount: number): string => decimalText(amount as Minor, currency)
    const date = (day: number): string => (day < 0 ? '' : isoDay(day as Day))
    const tiers = program.definition.tiers?.levels.map((level) => level.name) ?? []
    for (const [i, customer] of customers.entries())
      yield [
        customer, program.definition.name, columns.member[i] === 1 ? 'yes' : 'no', date(columns.joined[i]!), tiers[columns.tier[i]!] ?? '',
        columns.orders[i]!, money(columns.sales[i]!), columns.issued[i]!, columns.redeemed[i]!, columns.expired[i]!, columns.reversed[i]!,
        columns.uncollected[i]!, columns.outstanding[i]!, money(columns.face[i]!), money(columns.cost[i]!), date(columns.firstReward[i]!),
      ]
  }
}
