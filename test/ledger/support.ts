import {day, type Day} from '../../src/base/day.js'
import {openLedger} from '../../src/store/ledger/store.js'
import type {AdjustmentRow, AdjustmentSource} from '../../src/tasks/ledger/adjustment-source.js'
import type {AdjustRequest, AdjustResult} from '../../src/tasks/ledger/adjust-result.js'
import type {BatchOpening, LedgerStore} from '../../src/tasks/ledger/port.js'
import {adjustPoints} from '../../src/tasks/ledger/adjust.js'
import {SILENT} from '../../src/tasks/ports.js'

export const SALT = '0'.repeat(32)
/** 2025-06-15T12:00:00Z */
export const NOON = Date.UTC(2025, 5, 15, 12)
export const TODAY = day(Math.floor(NOON / 86_400_000))

export function memoryLedger(): Promise<LedgerStore> {
  return ledgerAt(':memory:')
}

export function ledgerAt(file: string, waitMs = 2000): Promise<LedgerStore> {
  return openLedger(file, {waitMs, holder: {pid: 1, doing: 'test', since: '2025-06-15T12:00:00Z'}})
}

export type Ask = Partial<AdjustmentRow> & {readonly customer: string; readonly op: AdjustmentRow['op']; readonly points: number}

/** A source of adjustments as a file would give them. */
export function source(asks: readonly Ask[], hash = 'f'.repeat(64), block = 10_000): AdjustmentSource {
  const rows = asks.map(({customer, ...ask}, i): AdjustmentRow => ({
    line: i + 2, record: i + 1, key: undefined, identity: {customerId: customer}, wallet: undefined, occurred: undefined, available: undefined,
    expires: undefined, orderId: undefined, reason: undefined, note: undefined, actor: undefined, raw: [customer, ask.op, String(ask.points)], ...ask,
  }))
  return {
    name: 'test.csv', hash, layout: null, mapping: {}, header: ['customer_id', 'op', 'points'],
    async *rows() {
      for (let at = 0; at < rows.length; at += block) yield rows.slice(at, at + block)
    },
  }
}

export const REQUEST: AdjustRequest = {
  dryRun: false, partial: false, onInsufficient: 'refuse', reason: 'test', actor: 'tester', now: NOON, salt: SALT, timeZone: 'UTC', backdateLimitDays: 400,
  expireAfterMonths: undefined, effects: 0,
}

export function adjustBy(store: LedgerStore, asks: readonly Ask[], request: Partial<AdjustRequest> = {}, hash?: string): Promise<AdjustResult> {
  return adjustPoints(store, source(asks, hash), {...REQUEST, ...request}, {add() {}, close: async () => null}, {progress: SILENT})
}

export function opening(kind: BatchOpening['kind'], over: Partial<BatchOpening> = {}): BatchOpening {
  return {kind, now: NOON, salt: SALT, actor: 'tester', reason: 'test', source: 'command', sourceHash: '', undoes: null, ...over}
}

export function inDays(days: number): Day {
  return day(TODAY + days)
}

