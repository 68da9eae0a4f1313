import type {VerifyProblem} from '../../tasks/ledger/port.js'
import type {Connection} from './connection.js'
import type {IndexContents} from './raw-index.js'
import {INDEX_NAMES, type IndexName, type LotArrays, type Tally} from './raw-tally.js'
import {checkLots, checkParties, compareSums} from './verify-sql.js'

/** Rows up to which single transfers and uses are kept as arrays, 24 bytes each: half a gigabyte. Beyond, SQL joins them. */
const ARRAYS_UP_TO = 20_000_000

/** Room for so many transfers and uses, which threads can share; undefined where they are too many. */
export function lotArrays(transfers: number, uses: number): LotArrays | undefined {
  if (transfers + uses > ARRAYS_UP_TO) return undefined
  const array = (rows: number) => new Float64Array(new SharedArrayBuffer(8 * (rows + 1)))
  return {account: array(transfers), lot: array(transfers), useLot: array(uses), useTransfer: array(uses), usePoints: array(uses)}
}

/** The rules between rows, from what one reading of the tables brought; SQL is asked for the rows only where a rule is broken. */
export function checkTally(db: Connection, tally: Tally, arrays: LotArrays | undefined, problems: VerifyProblem[]): void {
  if (tally.wrongParties > 0) checkParties(db, problems)
  compareSums(tally.received - tally.given, tally.lots - tally.used, tally.owed, problems)
  if (arrays === undefined) checkLots(db, problems)
  else if (!lotsHold(arrays)) {
    const before = problems.length
    checkLots(db, problems)
    if (problems.length === before) problems.push({code: 'file-damaged', message: 'The index lot_use_lot does not agree with its table.'})
  }
}

/** No lot is used beyond its points or below nothing, and uses are of lots of their own account. */
function lotsHold(arrays: LotArrays): boolean {
  return arrays.usePoints.some((points) => points < 0) ? usesHold(arrays) : spendingHolds(arrays)
}

/** Where nothing was given back, a lot never has more left than before: one look at each use, writing what is left over the lots. */
function spendingHolds({account, lot, useLot, useTransfer, usePoints}: LotArrays): boolean {
  for (let use = 1; use < useLot.length; use += 1) {
    const of = useLot[use]!
    const left = lot[of]!
    // A number that is none of a row finds nothing in the arrays.
    if (!(left > 0) || account[of] !== account[useTransfer[use]!] || usePoints[use]! > left) return false
    lot[of] = left - usePoints[use]!
  }
  return true
}

function usesHold({account, lot, useLot, useTransfer, usePoints}: LotArrays): boolean {
  const used = new Float64Array(lot.length)
  for (let use = 1; use < useLot.length; use += 1) {
    const of = useLot[use]!
    if (!(lot[of]! > 0) || account[of] !== account[useTransfer[use]!]) return false
    used[of]! += usePoints[use]!
  }
  for (let use = 1; use < useLot.length; use += 1) {
    const of = useLot[use]!
    if (used[of]! < 0 || used[of]! > lot[of]!) return false
  }
  return true
}

/** Every index has exactly the entries its table asks for. */
export function checkIndexes(tally: Tally, contents: ReadonlyMap<IndexName, IndexContents>, problems: VerifyProblem[]): void {
  for (const name of INDEX_NAMES) {
    const expected = tally.indexes[name]
    const sum = contents.get(name)?.sum
    if (sum !== undefined && (sum.count !== expected.count || sum.one !== expected.one || sum.other !== expected.other))
      problems.push({code: 'file-damaged', message: `The index ${name} does not agree with its table.`})
  }
}
