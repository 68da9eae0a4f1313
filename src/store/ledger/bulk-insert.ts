import type {Connection} from './connection.js'

/** Rows per INSERT. Large enough to make the call cheap, small enough for SQLite's limit on parameters. */
const ROWS_PER_INSERT = 10

type Value = string | number | null
type Statement = ReturnType<Connection['prepare']>

/** Inserts rows many at a time through two prepared statements: one for full groups, one for what is left over. */
export class BulkInsert {
  private readonly one: Statement
  private many: Statement | undefined
  private values: Value[] = []
  private readonly width: number

  constructor(private readonly db: Connection, private readonly table: string, private readonly columns: readonly string[]) {
    this.one = db.prepare(this.sql(1))
    this.width = columns.length
  }

  /** Values of rows, one after the other, whole rows at a time. Call `flush` at the end. */
  add(...values: readonly Value[]): void {
    for (const value of values) this.values.push(value)
    if (this.values.length < this.width * ROWS_PER_INSERT) return
    this.many ??= this.db.prepare(this.sql(ROWS_PER_INSERT))
    this.many.run(this.values)
    this.values = []
  }

  flush(): void {
    for (let at = 0; at < this.values.length; at += this.width) this.one.run(this.values.slice(at, at + this.width))
    this.values = []
  }

  private sql(rows: number): string {
    const row = `(${this.columns.map(() => '?').join(',')})`
    return `INSERT INTO ${this.table}(${this.columns.join(',')}) VALUES ${Array(rows).fill(row).join(',')}`
  }
}

/**
 * Inserts blocks of rows numbered without gaps. To hand a value over costs as much as to store it, so what is the same in all rows of a
 * block is handed over once for each statement, and numbers are counted on from the first.
 */
export class BlockInsert<Row extends {readonly id: number}> {
  private readonly statements = new Map<number, {readonly many: Statement; readonly one: Statement}>()

  /** `columns`: the table's columns beside `id`, and where each row has them. */
  constructor(private readonly db: Connection, private readonly table: string,
    private readonly columns: readonly (readonly [column: string, key: keyof Row])[]) {}

  add(rows: readonly Row[]): void {
    const [first] = rows
    if (first === undefined) return
    const keys = this.columns.map(([, key]) => key)
    // A bit for each column whose value differs somewhere.
    let differing = 0
    for (let i = 0; i < keys.length; i += 1) {
      const key = keys[i]!
      const value = first[key]
      for (let r = 1; r < rows.length; r += 1) {
        if (rows[r]![key] === value) continue
        differing |= 1 << i
        break
      }
    }
    const own = keys.filter((_, i) => (differing & (1 << i)) !== 0)
    const shared = keys.filter((_, i) => (differing & (1 << i)) === 0).map((key) => first[key] as Value)
    const {many, one} = this.prepared(differing)
    for (let from = 0; from < rows.length; ) {
      const size = from + ROWS_PER_INSERT <= rows.length ? ROWS_PER_INSERT : 1
      const values: Value[] = [rows[from]!.id, ...shared]
      for (let r = from; r < from + size; r += 1) {
        const row = rows[r]!
        for (let k = 0; k < own.length; k += 1) values.push(row[own[k]!] as Value)
      }
      ;(size === 1 ? one : many).run(values)
      from += size
    }
  }

  private prepared(differing: number): {readonly many: Statement; readonly one: Statement} {
    let statements = this.statements.get(differing)
    if (statements === undefined)
      this.statements.set(differing, (statements = {many: this.db.prepare(this.sql(differing, ROWS_PER_INSERT)), one: this.db.prepare(this.sql(differing, 1))}))
    return statements
  }

  /** Parameters: the first number, what is shared, then what each row has of its own. */
  private sql(differing: number, rows: number): string {
    const isOwn = this.columns.map((_, i) => (differing & (1 << i)) !== 0)
    let last = 1
    const shared = isOwn.map((own) => (own ? '' : `?${(last += 1)}`))
    const row = (n: number): string => `(?1+${n},${isOwn.map((own, i) => (own ? `?${(last += 1)}` : shared[i]!)).join(',')})`
    const values = Array.from({length: rows}, (_, n) => row(n)).join(',')
    return `INSERT INTO ${this.table}(id,${this.columns.map(([column]) => column).join(',')}) VALUES ${values}`
  }
}
