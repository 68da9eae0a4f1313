import type {Day} from '../../base/day.js'
import type {Account} from '../../ledger/account.js'
import {type Lot, Sheet} from '../../ledger/sheet.js'
import type {LotUse, Overdraft, Transfer} from '../../ledger/transfer.js'
import type {RecordedTransfer} from '../../ledger/undo.js'
import {type Connection, prepared} from './connection.js'

export const TRANSFER_COLUMNS =
  'id, from_account, to_account, points, day, available, expires, refers, kind, key, content, asked, order_id, reason, actor, note'

/** Working states of accounts, as recorded so far (the rows of the running batch included, once written). */
export function loadSheets(db: Connection, accounts: Iterable<Account>, closed: boolean): Map<Account, Sheet> {
  const sheets = new Map<Account, Sheet>()
  for (const account of accounts) sheets.set(account, new Sheet(account))
  const wanted = JSON.stringify([...sheets.keys()])
  const lots = prepared(db, `
    SELECT t.to_account, t.id, t.day, t.available, t.expires, t.points, max(CASE WHEN u.points < 0 THEN u.day END), t.points - coalesce(sum(u.points),
      0) AS remaining
    FROM json_each(?) j CROSS JOIN transfer t INDEXED BY transfer_to ON t.to_account = j.value AND t.to_account >= 1024
    LEFT JOIN lot_use u INDEXED BY lot_use_lot ON u.lot = t.id
    WHERE t.available IS NOT NULL GROUP BY j.rowid, t.id ${closed ? '' : 'HAVING remaining > 0'}`)
  const byAccount = new Map<Account, Lot[]>()
  for (const row of lots.iterate([wanted]) as Iterable<unknown>) {
    const [account, id, day, available, expires, points, restored, left] = row as [Account, number, Day, Day, Day | null, number, Day | null, number]
    const lot = {id, day, available, expires, points, from: restored === null || restored < available ? available : restored, left}
    const list = byAccount.get(account)
    if (list === undefined) byAccount.set(account, [lot])
    else list.push(lot)
  }
  for (const [account, list] of byAccount) sheets.get(account)!.addAll(list)
  const debts = prepared(db, `
    SELECT o.account, o.transfer, min(o.day), sum(o.points) FROM json_each(?) j CROSS JOIN overdraft o INDEXED BY overdraft_account ON o.account = j.value
    GROUP BY o.account, o.transfer HAVING sum(o.points) > 0 ORDER BY min(o.id)`)
  for (const row of debts.iterate([wanted]) as Iterable<unknown>) {
    const [account, transfer, day, left] = row as [Account, number, Day, number]
    sheets.get(account)!.debts.push({transfer, day, left})
  }
  return sheets
}

export function transferOf(row: readonly unknown[]): Transfer {
  const [id, from, to, points, day, available, expires, refers, kind, key, content, asked, orderId, reason, actor, note] = row as never[]
  return {id, from, to, points, day, available, expires, refers, kind, key, content, asked, orderId, reason, actor, note} as unknown as Transfer
}

/** These transfers with the uses of lots and the overdrafts they made, in the order given. */
export function loadRecorded(db: Connection, ids: readonly number[]): RecordedTransfer[] {
  const list = JSON.stringify(ids)
  const byId = new Map<number, {transfer: Transfer; uses: LotUse[]; overdrafts: Overdraft[]}>()
  const rows = db.prepare(`SELECT ${columnsOf('t')} FROM json_each(?) j CROSS JOIN transfer t ON t.id = j.value`)
  for (const row of rows.raw().iterate([list]) as Iterable<unknown>) {
    const transfer = transferOf(row as unknown[])
    byId.set(transfer.id, {transfer, uses: [], overdrafts: []})
  }
  addOverdrafts(db, byId)
  addUses(db, byId)
  return ids.flatMap((id) => byId.get(id) ?? [])
}

type Parts = ReadonlyMap<number, {readonly transfer: Transfer; readonly uses: LotUse[]; readonly overdrafts: Overdraft[]}>

function addOverdrafts(db: Connection, parts: Parts): void {
  const accounts = new Set([...parts.values()].flatMap(({transfer}) => [transfer.from, transfer.to]))
  const rows = db.prepare(`SELECT o.id, o.account, o.transfer, o.points, o.day FROM json_each(?) j
    CROSS JOIN overdraft o INDEXED BY overdraft_account ON o.account = j.value ORDER BY o.id`)
  for (const row of rows.raw().iterate([JSON.stringify([...accounts])]) as Iterable<unknown>) {
    const [id, account, transfer, points, day] = row as [number, Account, number, number, Day]
    parts.get(transfer)?.overdrafts.push({id, account, transfer, points, day})
  }
}

/** A transfer uses lots of its own account only, so they are found through the account's lots and need no index of their own. */
function addUses(db: Connection, parts: Parts): void {
  const accounts = new Set([...parts.values()].filter(({transfer}) => transfer.available === null).flatMap(({transfer}) => [transfer.from, transfer.to]))
  const rows = db.prepare(`SELECT u.id, u.lot, u.transfer, u.points, u.day FROM json_each(?) j
    CROSS JOIN transfer t INDEXED BY transfer_to ON t.to_account = j.value AND t.to_account >= 1024
    CROSS JOIN lot_use u INDEXED BY lot_use_lot ON u.lot = t.id WHERE t.available IS NOT NULL ORDER BY u.id`)
  for (const row of rows.raw().iterate([JSON.stringify([...accounts])]) as Iterable<unknown>) {
    const [id, lot, transfer, points, day] = row as [number, number, number, number, Day]
    parts.get(transfer)?.uses.push({id, lot, transfer, points, day})
  }
}

export function columnsOf(alias: string): string {
  return TRANSFER_COLUMNS.split(', ').map((name) => `${alias}.${name}`).join(', ')
}
