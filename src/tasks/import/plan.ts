import type {Currency} from '../../base/money.js'
import type {IdentityKind} from '../../history/identity.js'
import type {TaxSide} from './tax-side.js'

/** How numbers are written in a file; decided from whole columns. */
export interface NumberStyle {
  readonly decimal: '.' | ','
  /** '' none; ' ' stands for every kind of blank (no-break and narrow ones too) */
  readonly thousands: '' | ',' | '.' | ' ' | "'"
}

/** How a text file is written. */
export interface Dialect extends NumberStyle {
  readonly delimiter: string
  /** '' where the file quotes nothing */
  readonly quote: string
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'iso-8859-1'
  readonly newline: 'lf' | 'crlf' | 'cr'
  readonly dateFormat: DateFormat
}

/** How dates are written; decided from the whole column, never from its first rows. A time of day may follow each. */
export const DATE_FORMATS = [
  'yyyy-mm-dd', 'yyyymmdd', 'dd/mm/yyyy', 'mm/dd/yyyy', 'dd/mm/yy', 'mm/dd/yy', 'dd-mon-yyyy', 'mon-dd-yyyy',
  'epoch-seconds', 'epoch-milliseconds', 'excel-serial',
] as const
export type DateFormat = (typeof DATE_FORMATS)[number]

/** How the texts of a date column become moments. */
export interface DateRule {
  readonly format: DateFormat
  /** strptime patterns without offset (`%d/%m/%Y %H:%M:%S`), the most frequent first; empty for the numeric formats (epoch, Excel serial). */
  readonly patterns: readonly string[]
  /** Excel serials with a fraction: a time of day */
  readonly timed?: true
  /** strptime patterns ending in `%z`: the value carries its own offset from UTC. */
  readonly offsetPatterns: readonly string[]
  /** Texts to be replaced before the patterns apply, longest first, letter case ignored: translated month names, zone names, a.m. */
  readonly replacements: readonly (readonly [from: string, to: string])[]
}

/** What a column of a transactions file means. */
export const ROLES = [
  'customer', 'date', 'time', 'amount', 'order', 'quantity', 'price', 'discount', 'status', 'refund', 'currency', 'channel', 'category',
  'type', 'email', 'phone', 'cancelled', 'refund-of', 'refund-customer',
] as const
export type Role = (typeof ROLES)[number]

/** Texts of a `cancelled` column (trimmed, lower case) that mean "no"; anything else there means that the row is no sale. */
export const NOT_CANCELLED = ['', 'false', 'no', 'n', '0', 'non', 'nein', 'null', '-', 'f'] as const

/** Roles whose column holds numbers. */
export const NUMBER_ROLES = ['amount', 'quantity', 'price', 'discount', 'refund'] as const satisfies readonly Role[]

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
  /** physical lines of `readable` before the first record (preamble and header) */
  readonly skipLines: number
  /** header names made unique; `column 1`, … for a file without header */
  readonly columns: readonly string[]
  readonly hasHeader: boolean
  /** 0-based column of each role */
  readonly roles: Readonly<Partial<Record<Role, number>>>
  /** 0-based column of each further attribute of orders, by its name; files without any may lack it */
  readonly orderAttributes?: Readonly<Record<string, number>>
  /** 0-based columns without a name that should hold nothing: a value there means the row is shifted, and it is refused */
  readonly mustBeEmpty: readonly number[]
  /** how many of the last rows that hold anything are a footer (totals under the table): no sales and no faults */
  readonly footerRows: number
  /** of a file joined from several: their names, as the list of imports shows them */
  readonly listedAs?: string
  /** the rows were joined from several tables: they have no line numbers of their own */
  readonly joined?: boolean
  /** how the file itself wrote its values, where `readable` is a copy that does it otherwise: its delimiter, or as numbers (Excel, Parquet) */
  readonly written?: {readonly delimiter: string} | 'typed'
  /** 0-based columns of totals without and with tax and of the tax, and which of the totals is the amount; as far as names tell */
  readonly tax?: {readonly side?: TaxSide; readonly net?: number; readonly gross?: number; readonly tax?: number} | undefined
  readonly dialect: Pick<Dialect, 'delimiter' | 'quote' | 'encoding' | 'newline'>
  /** undefined until decided from the whole column (`decideStyles`), or given by --date-format */
  readonly dates: DateRule | undefined
  /** undefined until decided from the whole columns */
  readonly numbers: NumberStyle | undefined
}

/** Names of the attributes any of the files has, in order: their places are those of the store's columns. */
export function attributeNames(plan: {readonly files: readonly Pick<FilePlan, 'orderAttributes'>[]}): readonly string[] {
  return [...new Set(plan.files.flatMap(({orderAttributes}) => Object.keys(orderAttributes ?? {})))].sort()
}

/** What the rows of a file stand for. */
export type RowGrain =
  /** one row per line of an order; the order's total is the sum */
  | 'line'
  /** one row per order */
  | 'order'
  /** one row per line, the order's total on its first row only; its other rows are blank in amount, date or customer */
  | 'order-total-on-first-row'
  /** one row per line, the order's total repeated on every row */
  | 'order-total-repeated'

/** Everything that was decided about a set of files before a row is loaded. Printed by `--dry-run`. */
export interface ImportPlan {
  readonly files: readonly FilePlan[]
  /** name of the recognised source, null where columns were understood by themselves */
  readonly preset: string | null
  /** 0..1: how sure we are of the columns' meaning */
  readonly confidence: number
  readonly grain: RowGrain
  /** the rows themselves told the grain: later files of the same columns may follow */
  readonly grainTold?: true
  /** what dates, or the person, told of day and month: true where the day comes first */
  readonly dayFirstTold?: boolean
  /** what earlier imports of the same columns told, the latest that told it */
  readonly grainBefore?: Told<RowGrain>
  readonly dayFirstBefore?: Told<boolean>
  /** amount column, or quantity × price − discount */
  readonly amountRule: 'amount' | 'quantity-times-price'
  /** What the discount column of quantity × price holds: money, a share of the line (0.15), or per cent of it (15). */
  readonly discountRule: 'money' | 'share' | 'percent'
  /** one of the discounts, where nothing tells money from a share and the likelier was taken */
  readonly discountAssumed?: string
  /** What the customer column holds: e-mails are compared without case and blanks, phones by their digits; mixed: each as what it is. */
  readonly customerKey: 'id' | 'email' | 'phone' | 'mixed'
  /** Texts of the customer column that stand for guests, such as the id 0: nobody's orders. */
  readonly guests: readonly string[]
  /** zone of times that carry no offset */
  readonly timeZone: string
  readonly currency: Currency
  readonly status: StatusRule
  readonly refund: RefundRule
  /** Only rows whose `type` column (lower case, trimmed) is listed; empty: all rows. The others are no sales and no faults. */
  readonly keepTypes: readonly string[]
  /** Rows whose `type` text (lower case, trimmed) is listed are no sales and no faults. */
  readonly dropTypes: readonly string[]
  /** How this source usually writes dates: decides where the dates themselves do not tell day from month. */
  readonly usualDates?: DateFormat
  readonly findings: readonly Finding[]
}

/** Texts of a status column, lower case, trimmed. What is in neither list counts as a sale. */
export interface StatusRule {
  /** not a sale: cancelled, refused, failed, unavailable */
  readonly excluded: readonly string[]
  /** the sale was given back: no sale, but the row that gives the money back is a refund; empty where refunds are told otherwise */
  readonly givenBack: readonly string[]
  /** kept and reported */
  readonly pending: readonly string[]
  /** given back in part, where nothing says how much: kept whole and reported */
  readonly partly: readonly string[]
}

/** Something that an earlier import decided. */
export interface Told<T> {
  readonly batch: number
  readonly is: T
}

/** How the source writes refunds besides negative amounts, which always count as refunds. */
export interface RefundRule {
  /**
   * What the `refund` column holds: 'given-back', the part of the order's total that was given back, whatever its sign (a refund of its
   * own); 'left-after', the order's total after refunds, 0 where there were none (so given back = amount − it, where it is not 0);
   * 'none': there is no such column.
   */
  readonly column: 'none' | 'given-back' | 'left-after'
  /** Order numbers that start so are credit notes: their amounts count as negative whatever their sign. '' for none, undefined: the usual ones. */
  readonly creditNotePrefix: string | undefined
  /** `type` texts (lower case) whose rows are refunds: their amounts count as negative whatever their sign. */
  readonly types: readonly string[]
}

/** One way of writing values, as counted over a whole column: what `decideStyles` decides from. */
export interface ShapeEvidence {
  /** the trimmed value with every digit written as 9: `9999-99-99 99:99`, `$9,999.99`, `99-Jan-99` */
  readonly shape: string
  readonly rows: number
  /** one of the values, as in the file */
  readonly example: string
  /** dates only: rows whose first and second group of digits is a number above 12 */
  readonly firstOver12: number
  readonly secondOver12: number
  /** its first rows, by their place in the import, where they were counted */
  readonly places?: readonly number[]
  /** numbers of pieces, which are whole however prices are written */
  readonly pieces?: true
}

/** What was counted over one whole file: the shapes of the date column and of all number columns, most frequent first, at most 500 each. */
export interface FileEvidence {
  readonly dates: readonly ShapeEvidence[]
  readonly numbers: readonly ShapeEvidence[]
  /** rows whose discount is above 1 */
  readonly discountsAboveOne?: number
  /** orders of several rows (an order column and an amount column there are); undefined where not counted */
  readonly orders?: {
    /** order ids on two or more rows */
    readonly several: number
    /** of them, those whose amount text is the same, and filled, on every row */
    readonly sameAmount: number
    /** of them, those whose amount is filled on exactly one row */
    readonly oneAmount: number
  }
}

/** Something a person should know about the data. `code` is stable. */
export interface Finding {
  readonly code: string
  /** how many rows it concerns */
  readonly rows: number
  /** what was found, with an example; and what to do */
  readonly message: string
  /** physical lines of the source file (from 1, the header counted) where its first rows begin, at most 5; missing where not known */
  readonly at?: readonly number[]
  /** the file these lines are of, where several were imported at once */
  readonly atFile?: string
  /** what the message names besides `rows` (examples, columns, shares), in the order of its code: for other languages */
  readonly values?: readonly string[]
  /** its first rows by their place in the import, until they are looked up in their files */
  readonly places?: readonly number[]
}

/** What a column of a customers file means. */
export const CUSTOMER_ROLES = [
  'customer', 'email', 'phone', 'name', 'segment', 'channel', 'acquisition-cost', 'joined', 'birth-date', 'birth-month', 'consent',
] as const
export type CustomerRole = (typeof CUSTOMER_ROLES)[number]

/** A customers file, understood. Names of persons are dropped; e-mail and phone are a key where there is no other, and tell who is one person. */
export interface CustomersPlan {
  readonly files: readonly (Omit<FilePlan, 'roles'> & {
    readonly roles: Readonly<Partial<Record<CustomerRole, number>>>
    /** further columns kept as attributes: 0-based column and attribute name */
    readonly attributes: readonly {readonly column: number; readonly name: string}[]
    /** what the customer column holds, as an id of a person */
    readonly keyKind: IdentityKind
    /** further ids of the same person: 0-based column and kind */
    readonly ids: readonly {readonly column: number; readonly kind: IdentityKind}[]
  })[]
  readonly preset: string | null
  readonly confidence: number
  readonly customerKey: 'id' | 'email' | 'phone'
  /** what the header says of dates */
  readonly usualDates?: DateFormat
  readonly findings: readonly Finding[]
}
