import {closeSync, existsSync, openSync} from 'node:fs'
import type {Member} from '../../ledger/account.js'
import type {BatchOpening, BatchOutcome, BatchWork, LedgerReader, LedgerStore, OpenBatch, VerifyOptions, VerifyReport} from '../../tasks/ledger/port.js'
import {SqliteBatch} from './batch.js'
import {begin, commit, connectLedger, connectToRead, type Connection, disconnect, type Holder, ledgerError, rollback} from './connection.js'
import {SqliteLedgerReader} from './reader.js'
import {reseal} from './seals.js'
import {verifyLedger} from './verify.js'

export interface LedgerOptions {
  /** how long to wait for another process that writes, milliseconds */
  readonly waitMs: number
  readonly holder: Holder
  /** nothing will be kept: a ledger that does not exist yet is not made either */
  readonly dryRun?: boolean
}

/** The ledger of a workspace, to read and write; made where it does not exist. */
export async function openLedger(file: string, options: LedgerOptions): Promise<LedgerStore> {
  const place = options.dryRun === true && !existsSync(file) ? ':memory:' : file
  return new SqliteLedger(await connectLedger(place, options.waitMs, options.holder), place, options)
}

/** The ledger to read only; it must exist. */
export async function openLedgerToRead(file: string, waitMs: number): Promise<LedgerReader & Pick<LedgerStore, 'verify'>> {
  return new SqliteLedger(await connectToRead(file, waitMs), file, {waitMs, holder: {pid: 0, doing: '', since: ''}})
}

class SqliteLedger extends SqliteLedgerReader implements LedgerStore {
  /** the file open to read its pages; closed last, because closing it ends the locks of this process on the file */
  private descriptor: number | undefined

  constructor(db: Connection, private readonly file: string, private readonly options: LedgerOptions) {
    super(db)
  }

  async inBatch<T>(opening: BatchOpening, {dryRun}: {readonly dryRun: boolean}, work: (batch: OpenBatch) => Promise<BatchWork<T>>): Promise<BatchOutcome<T>> {
    const {db, file} = this
    await begin(db, file, this.options.waitMs, this.options.holder)
    try {
      const batch = new SqliteBatch(db, opening)
      const {result, counts, abandon = false} = await work(batch)
      await batch.write()
      const written = !abandon && batch.close(counts)
      if (dryRun || !written) rollback(db, file)
      else commit(db, file)
      return {batch: dryRun || !written ? undefined : batch.id, result}
    } catch (error) {
      rollback(db, file)
      throw ledgerError(error, file)
    }
  }

  async erase(member: Member, now: number): Promise<void> {
    const {db, file} = this
    await begin(db, file, this.options.waitMs, this.options.holder)
    try {
      // Zeroes freed pages, so that what is erased is not left lying in the file.
      db.exec('PRAGMA secure_delete=ON')
      const all = [...(await this.mergedInto(member)), member]
      for (const each of all) {
        db.prepare('DELETE FROM person WHERE member = ?').run([each])
        db.prepare('UPDATE member SET erased_at = ? WHERE id = ?').run([now, each])
        reseal(db, 'member', 'id = ?', each)
        db.prepare(`DELETE FROM note WHERE transfer IN (SELECT id FROM transfer INDEXED BY transfer_to WHERE to_account >= 1024 AND to_account BETWEEN ?1 AND ?2
          UNION SELECT id FROM transfer INDEXED BY transfer_from
          WHERE from_account >= 1024 AND from_account BETWEEN ?1 AND ?2)`).run([each * 64, each * 64 + 63])
      }
      commit(db, file)
    } catch (error) {
      rollback(db, file)
      throw ledgerError(error, file)
    }
  }

  async verify(options: VerifyOptions): Promise<VerifyReport> {
    const {db, file} = this
    try {
      // One snapshot for all checks, whatever others write meanwhile.
      db.exec('BEGIN')
      return await verifyLedger(db, file, options, () => (this.descriptor ??= openSync(file, 'r')))
    } catch (error) {
      throw ledgerError(error, file)
    } finally {
      if (db.inTransaction) db.exec('ROLLBACK')
    }
  }

  override async close(): Promise<void> {
    if (this.options.holder.pid === 0) this.db.close()
    else disconnect(this.db)
    if (this.descriptor !== undefined) closeSync(this.descriptor)
  }
}

