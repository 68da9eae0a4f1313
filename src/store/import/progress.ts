import {open} from 'node:fs/promises'
import type {DuckDBConnection} from '@duckdb/node-api'
import type {TaskContext} from '../../tasks/ports.js'

const STEP_MS = 200
/** Rows at the beginning of a file that tell how many it has. */
const HEAD_BYTES = 262_144

/**
 * Tells how far `work` has come. `parts`: how many rows each of its statements reads, one statement after the other (a file each); the
 * loader itself knows only which share of a statement is done. Without parts, nothing but the time that passes can be said.
 */
export async function withProgress<T>(
  connection: DuckDBConnection, context: TaskContext, label: string, parts: readonly number[], work: () => Promise<T>,
): Promise<T> {
  const share = new ShareDone(parts)
  await connection.run('SET enable_progress_bar = true')
  await connection.run('SET enable_progress_bar_print = false')
  context.progress.stage(label, parts.length === 0 ? undefined : share.total, parts.length === 0 ? '' : 'rows')
  const timer = setInterval(() => {
    context.progress.done(parts.length === 0 ? 0 : share.after(connection.progress.percentage))
  }, STEP_MS)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}

/** Adds up the shares of statements that run one after the other; never goes back. */
export class ShareDone {
  readonly total: number
  private part = 0
  private before = 0
  private last = 0
  private shown = 0

  constructor(private readonly parts: readonly number[]) {
    this.total = Math.max(1, parts.reduce((sum, rows) => sum + rows, 0))
  }

  /** Rows done, once the statement under way says that it has come so far (per cent; negative where it does not know). */
  after(percentage: number): number {
    // A share that falls is the next statement's.
    if (percentage >= 0 && percentage < this.last - 1) {
      this.before += this.parts[this.part] ?? 0
      this.part += 1
    }
    if (percentage >= 0) this.last = percentage
    const rows = this.before + ((this.parts[this.part] ?? 0) * Math.max(0, percentage)) / 100
    this.shown = Math.max(this.shown, Math.min(this.total, Math.round(rows)))
    return this.shown
  }
}

/** About how many rows a file has, by the length of its first ones. */
export async function rowsAbout(file: string): Promise<number> {
  const handle = await open(file)
  try {
    const {size} = await handle.stat()
    const bytes = Buffer.alloc(Math.min(HEAD_BYTES, size))
    await handle.read(bytes, 0, bytes.length, 0)
    let lines = 0
    for (const byte of bytes) if (byte === 10) lines += 1
    return Math.max(1, Math.round((lines * size) / Math.max(1, bytes.length)))
  } finally {
    await handle.close()
  }
}
