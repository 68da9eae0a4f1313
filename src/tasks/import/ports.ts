import type {FileEvidence, Finding, ImportPlan, Role, RowGrain} from './plan.js'
import type {TaskContext} from '../ports.js'

/** A file that is in the history. */
export interface ImportedFile {
  readonly batch: number
  readonly file: string
  readonly sha256: string
  /** how it was read: same file and same reading is the same import */
  readonly reading: string
  readonly rows: number
  /** the columns of the files of its import, and what its rows told of them */
  readonly layout?: {readonly columns: readonly (readonly string[])[]; readonly grain?: RowGrain; readonly dayFirst?: boolean}
  /** rows of all files of its import that were refused, and are not in the history */
  readonly refusedInBatch: number
}

/** Why a row is refused, with the role whose column is to blame. Stable. */
export const REFUSALS = {
  'row-shifted': 'a value stands in a column without a name: the row is shifted',
  'row-too-long': 'the row has more values than there are columns',
  'quote-unclosed': 'a quotation mark is opened and not closed',
  'date-missing': 'there is no date',
  'date-unreadable': 'this is not a date as the file writes them',
  'date-implausible': 'the year is before 1900 or after 2199',
  'amount-missing': 'there is no amount',
  'amount-unreadable': 'this is not a number as the file writes them',
  'quantity-unreadable': 'this is not a number as the file writes them',
  'price-unreadable': 'this is not a number as the file writes them',
  'discount-unreadable': 'this is not a number as the file writes them',
  'refund-unreadable': 'this is not a number as the file writes them',
  'amount-too-large': 'the amount is beyond anything a history can add up',
  'customer-missing': 'there is no customer',
  'currency-other': 'the amount is in another currency than the workspace',
} as const
export type Refusal = keyof typeof REFUSALS

/** A refused row, located in the person's own file. */
export interface RefusedRow {
  readonly file: string
  /** physical line, from 1, newlines in quotes counted */
  readonly line: number
  /** place in that line where the value begins, from 1 */
  readonly column: number
  /** name of the column, '' where the whole row is to blame */
  readonly columnName: string
  readonly value: string
  readonly reason: Refusal
}

/** What became of the rows. read = imported + duplicate + rejected + excluded. */
export interface RowCounts {
  readonly read: number
  /** in the history, with or without customer; also further lines of orders whose total stands on one row, or on every one */
  readonly imported: number
  /** already there: the same file, or the same row of the same order in another file */
  readonly duplicate: number
  /** of the imported ones */
  readonly withoutCustomer: number
  readonly rejected: number
  /** no sales: cancelled orders with all their lines, payments beside sales, sums under the table */
  readonly excluded: number
}

/** What one import brought, of identified customers (money in minor units). */
export interface ImportedTotals {
  readonly orders: number
  readonly customers: number
  readonly from: number | null
  readonly to: number | null
  readonly revenue: number
  readonly refunds: number
}

/** A row as it was understood, for `--dry-run`. */
export interface RowPreview {
  readonly customer: string | null
  readonly order: string | null
  readonly day: number
  readonly second: number
  /** minor units */
  readonly amount: number
}

export interface TypedRows {
  readonly rejected: number
  /** dates or numbers that the styles decided so far do not read */
  readonly unreadable: number
}

/** A file without a single row in the workspace's currency. */
export interface OtherCurrency {
  readonly file: string
  readonly rows: number
  /** of the first row, upper case */
  readonly currency: string
  readonly columnName: string
}

export interface BatchRecord {
  /** ISO 8601, UTC */
  readonly importedAt: string
  readonly plan: ImportPlan
  /** of each of the plan's files */
  readonly readings: readonly string[]
  readonly mapping: Readonly<Partial<Record<Role, string>>>
  /** codes of findings that need not be repeated */
  readonly accept: readonly string[]
  /** rows of files that were left out because they are in the history already */
  readonly rowsKnown: number
}

export interface WrittenBatch {
  readonly batch: number
  readonly rows: RowCounts
  readonly totals: ImportedTotals
  readonly findings: readonly Finding[]
  readonly preview: readonly RowPreview[]
}

/** One import into the history: all or nothing. `src/store/import/writer.ts` provides it. */
export interface HistoryWriter {
  importedFiles(): Promise<readonly ImportedFile[]>
  /** Shapes of dates and numbers in rows taken evenly from the whole of each file; undefined where the files must be counted whole. */
  sample(plan: ImportPlan): Promise<readonly FileEvidence[] | undefined>
  /** Reads the files straight into dates and exact numbers; undefined where anything in them leaves a doubt. */
  readDirectly(plan: ImportPlan, workspaceTimeZone: string, context: TaskContext): Promise<TypedRows | undefined>
  /** Loads every row of the plan's files as text, as it stands. */
  stage(plan: ImportPlan, context: TaskContext): Promise<void>
  /** Shapes of dates and numbers over every staged row, per file. */
  evidence(plan: ImportPlan): Promise<readonly FileEvidence[]>
  /** Reads the staged texts as dates and exact numbers. */
  readValues(plan: ImportPlan, workspaceTimeZone: string): Promise<TypedRows>
  /** The first file whose every row is refused for its currency alone. */
  otherCurrency(plan: ImportPlan): Promise<OtherCurrency | undefined>
  /** Writes refused rows to `file` (with line, column and reason, ready to be corrected and imported); returns the first of them. */
  refused(plan: ImportPlan, options: {readonly file: string | undefined; readonly show: number}): Promise<readonly RefusedRow[]>
  /** Turns the rows that are not refused into orders. */
  write(record: BatchRecord, context: TaskContext): Promise<WrittenBatch>
  commit(): Promise<void>
  /** Leaves the history as it was. Must be called where `commit` is not, and does nothing after it. */
  abandon(): Promise<void>
}
