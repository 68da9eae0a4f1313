import {throwIfCancelled} from '../../base/errors.js'
import {attributeNames, type FileEvidence, type ImportPlan} from '../../tasks/import/plan.js'
import type {BatchRecord, HistoryWriter, ImportedFile, OtherCurrency, RefusedRow, TypedRows, WrittenBatch} from '../../tasks/import/ports.js'
import type {TaskContext} from '../../tasks/ports.js'
import {type Database, interruptible} from '../duckdb.js'
import {openHistoryForWriting} from '../history/open.js'
import {fileEvidence, severalRows, surelyLines} from './evidence.js'
import {importedFiles, nextIds, recordBatch} from './batch.js'
import {otherCurrency} from './currency.js'
import {writeOrders} from './orders.js'
import {rowsAbout, withProgress} from './progress.js'
import {locateRefused} from './refused.js'
import {sampleFile} from './sample.js'
import {createStaging, directSource, quotesInSkippedLines, salesColumns, salesNames, stageFile, wellFormed} from './staging.js'
import {anyUntidy, typeRows} from './typing.js'
import {type PlainNumbers, plainNumbers} from './values.js'

export interface WriterOptions {
  /** of how many lines orders are summed up at a time; a test may say fewer */
  readonly linesAtATime?: number
  /** how long to wait for a history that another command holds */
  readonly waitSeconds?: number
  readonly signal?: AbortSignal
}

/**
 * Begins an import into the history, all or nothing. The store is made where there is none, and removed again if the import is given up.
 * Throws `store-busy` while another command writes.
 */
export async function openHistoryWriter(file: string, options: WriterOptions = {}): Promise<HistoryWriter> {
  const opened = await openHistoryForWriting(file, options)
  await createStaging(opened.database.connection)
  return new Writer(opened.database, opened.spillFolder, opened.close, options)
}

/** Files below this size are counted whole, in less time than it takes to look twice. */
const WORTH_SAMPLING = 8_388_608

function allPlain(evidence: readonly FileEvidence[]): PlainNumbers | undefined {
  return plainNumbers(evidence.flatMap(({numbers}) => numbers))
}

function pointed(plan: ImportPlan): boolean {
  return plan.files.every((file) => file.numbers?.decimal !== ',')
}

class Writer implements HistoryWriter {
  private inTransaction = false
  private closed = false
  private plain: PlainNumbers | undefined
  /** whether some order has several rows, where that is known */
  private several: boolean | undefined

  constructor(
    private readonly database: Database, private readonly spillFolder: string,
    private readonly release: (committed: boolean) => Promise<void>, private readonly options: WriterOptions,
  ) {}

  importedFiles(): Promise<readonly ImportedFile[]> {
    return importedFiles(this.database.connection)
  }

  async sample(plan: ImportPlan): Promise<readonly FileEvidence[] | undefined> {
    if (plan.files.some((file) => file.bytes < WORTH_SAMPLING || file.roles['refund-of'] !== undefined)) return undefined
    if ((await Promise.all(plan.files.map(quotesInSkippedLines))).includes(true)) return undefined
    const found = await Promise.all(plan.files.map(sampleFile))
    this.plain = allPlain(found)
    return found
  }

  async readDirectly(plan: ImportPlan, timeZone: string, context: TaskContext): Promise<TypedRows | undefined> {
    const {connection} = this.database
    let typed: TypedRows | undefined
    const parts = await Promise.all(plan.files.map((file) => rowsAbout(file.readable)))
    const sound = await withProgress(connection, context, 'Reading', parts, () => wellFormed(connection, context, async () => {
      typed = await typeRows(connection, plan, {timeZone, plain: pointed(plan) ? this.plain : undefined, source: (index) => directSource(plan.files[index]!,
        attributeNames(plan))})
    }))
    if (!sound || typed === undefined || typed.unreadable > 0 || (await anyUntidy(connection))) return undefined
    if (plan.files.every((file) => file.roles.order === undefined)) return typed
    return interruptible(connection, this.options.signal, async () => {
      const several = await severalRows(connection, 'true')
      if (several && !(await surelyLines(connection, plan))) return undefined
      this.several = several
      return typed
    })
  }

  async stage(plan: ImportPlan, context: TaskContext): Promise<void> {
    await this.database.connection.run('DROP TABLE IF EXISTS typed')
    const attributes = attributeNames(plan)
    if (attributes.length > 0) await createStaging(this.database.connection, salesNames(attributes))
    for (const [index, file] of plan.files.entries()) {
      throwIfCancelled(this.options.signal)
      await withProgress(this.database.connection, context, `Reading ${file.file}`, [await rowsAbout(file.readable)], () =>
        stageFile(this.database.connection, index, file, salesColumns(file, attributes), this.spillFolder, context))
    }
  }

  async evidence(plan: ImportPlan): Promise<readonly FileEvidence[]> {
    const found: FileEvidence[] = []
    for (const [index, file] of plan.files.entries())
      found.push(await interruptible(this.database.connection, this.options.signal, () => fileEvidence(this.database.connection, index, file)))
    this.plain = allPlain(found)
    return found
  }

  async readValues(plan: ImportPlan, timeZone: string): Promise<TypedRows> {
    const options = {timeZone, plain: pointed(plan) ? this.plain : undefined, source: undefined}
    return interruptible(this.database.connection, this.options.signal, () => typeRows(this.database.connection, plan, options))
  }

  async otherCurrency(plan: ImportPlan): Promise<OtherCurrency | undefined> {
    return interruptible(this.database.connection, this.options.signal, () => otherCurrency(this.database.connection, plan))
  }

  async refused(plan: ImportPlan, options: {readonly file: string | undefined; readonly show: number}): Promise<readonly RefusedRow[]> {
    return interruptible(this.database.connection, this.options.signal, () => locateRefused(this.database.connection, plan, options))
  }

  async write(record: BatchRecord, context: TaskContext): Promise<WrittenBatch> {
    const {connection} = this.database
    await connection.run('BEGIN')
    this.inTransaction = true
    return withProgress(connection, context, 'Sorting orders', [], () => interruptible(connection, this.options.signal, async () => {
      // The texts have been read; what they hold in memory is needed for sorting.
      await connection.run('DROP TABLE IF EXISTS staged')
      const ids = await nextIds(connection)
      const written = await writeOrders(connection, record.plan, ids, {several: this.several, linesAtATime: this.options.linesAtATime})
      return recordBatch(connection, record, {...ids, ...written})
    }))
  }

  async commit(): Promise<void> {
    throwIfCancelled(this.options.signal)
    // Not to be interrupted: from here on the import is done or not at all.
    await interruptible(this.database.connection, undefined, () => this.database.connection.run('COMMIT'))
    this.inTransaction = false
    await this.close(true)
  }

  async abandon(): Promise<void> {
    if (this.closed) return
    // A failed statement may have ended the transaction already; the store is left alone either way.
    if (this.inTransaction) await this.database.connection.run('ROLLBACK').catch(() => undefined)
    await this.close(false)
  }

  private async close(committed: boolean): Promise<void> {
    this.closed = true
    await this.release(committed)
  }
}

