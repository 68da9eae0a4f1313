import type {Transfer} from '../../ledger/transfer.js'
import type {OpenBatch} from './port.js'

/** What a hold still sets aside: its points less what was captured or given back, whatever of that was undone again. */
export async function heldLeft(open: OpenBatch, hold: Transfer): Promise<number> {
  return effective(open, hold, new Set(['release', 'capture', 'reverse']))
}

async function effective(open: OpenBatch, transfer: Transfer, kinds: ReadonlySet<string>): Promise<number> {
  let left = transfer.points
  for (const {transfer: answer} of await open.referring([transfer.id]))
    if (kinds.has(answer.kind)) left -= await effective(open, answer, new Set(['reverse']))
  return left
}
