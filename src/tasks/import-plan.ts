import type {Currency} from '../base/money.js'

/** How a text file is written. */
export interface Dialect {
  readonly delimiter: string
  /** '' where the file quotes nothing */
  readonly quote: string
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'iso-8859-1'
  readonly newline: 'lf' | 'crlf' | 'cr'
  /** decided from the whole column of amounts */
  readonly decimal: '.' | ','
  /** '' none; ' ' stands for every kind of blank */
  readonly thousands: '' | ',' | '.' | ' ' | "'"
  readonly dateFormat: DateFormat
}

/** How dates are written; decided from the whole column, never from its first rows. */
export type DateFormat =
  | 'yyyy-mm-dd' | 'yyyymmdd' | 'dd/mm/yyyy' | 'mm/dd/yyyy' | 'dd/mm/yy' | 'mm/dd/yy' | 'dd-mon-yyyy' | 'mon-dd-yyyy'
  | 'epoch-seconds' | 'epoch-milliseconds' | 'excel-serial'

/** What a column of a transactions file means. */
export type Role =
  | 'customer' | 'date' | 'time' | 'amount' | 'order' | 'quantity' | 'price' | 'discount' | 'status'
  | 'refund' | 'currency' | 'channel' | 'category' | 'type' | 'email' | 'phone'

/** One file, looked at and made readable for the bulk loader. */
export interface FilePlan {
  /** as the person named it; for errors and for `import list` */
  readonly file: string
  /** of the bytes as given */
  readonly sha256: string
  readonly bytes: number
  /** UTF-8 (or Parquet) file with the same records: the file itself where nothing had to change, else a decoded temporary copy */
  readonly readable: string
  readonly format: 'csv' | 'parquet'
  /** physical lines before the first record (preamble and header) */
  readonly skipLines: number
  /** header names made unique; `column 1`, … for a file without header */
  readonly columns: readonly string[]
  readonly hasHeader: boolean
  /** 0-based column of each role */
  readonly roles: Readonly<Partial<Record<Role, number>>>
  readonly dialect: Pick<Dialect, 'delimiter' | 'quote' | 'encoding' | 'newline'>
}

/** What the rows of a file stand for. */
export type RowGrain =
  /** one row per line of an order; the order's total is the sum */
  | 'line'
  /** one row per order */
  | 'order'
  /** one row per line, the order's total on its first row only */
  | 'order-total-on-first-row'
  /** one row per line, the order's total repeated on every row */
  | 'order-total-repeated'

/** Everything that was decided about a set of files before a row is loaded. Printed by `--dry-run`. */
export interface ImportPlan {
  readonly files: readonly FilePlan[]
  /** name of the recognised source, null where columns were understood by themselves */
  readonly preset: string | null
  readonly grain: RowGrain
  /** amount column, or quantity × price − discount */
  readonly amountRule: 'amount' | 'quantity-times-price'
  /** undefined until decided from the whole column, or given by --date-format */
  readonly dateFormat: DateFormat | undefined
  readonly decimal: Dialect['decimal'] | undefined
  readonly thousands: Dialect['thousands'] | undefined
  /** zone of times that carry no offset */
  readonly timeZone: string
  readonly currency: Currency
  readonly status: StatusRule
  readonly findings: readonly Finding[]
}

/** Texts of a status column, lower case, trimmed. What is in neither list counts as a sale. */
export interface StatusRule {
  /** not a sale: cancelled, refused, failed, unavailable */
  readonly excluded: readonly string[]
  /** kept and reported */
  readonly pending: readonly string[]
}

/** Something a person should know about the data. `code` is stable. */
export interface Finding {
  readonly code: string
  /** how many rows it concerns */
  readonly rows: number
  /** what was found, with an example; and what to do */
  readonly message: string
}
