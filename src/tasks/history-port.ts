import type {Day} from '../base/day.js'
import type {OrderColumns, Orders, Purchases} from '../history/purchases.js'
import type {Finding} from './import/plan.js'

export interface PurchasesRequest {
  /** only orders up to and including this day: the history as it was known that day */
  readonly until?: Day
  /** order ids cost memory; ask for them only to explain or to accrue */
  readonly orderIds?: boolean
  /** order attributes wanted, by name (those the history lacks come back as all −1) */
  readonly attributes?: readonly string[]
}

/** A finding as the history repeats it. */
export interface RepeatedFinding extends Finding {
  /** where several imports have it: each with its rows, of which `rows` is the sum. Message and places are those of the first. */
  readonly imports?: readonly {readonly batch: number; readonly rows: number}[]
}

export interface OrdersRequest extends Omit<PurchasesRequest, 'orderIds'> {
  /** customers' keys, too */
  readonly keys: boolean
  /** times of the day, too; without them there are no `seconds` */
  readonly times: boolean
  /** columns in memory that threads can share */
  readonly shared?: boolean
  readonly signal?: AbortSignal | undefined
  /**
   * Told first when the columns have room for all orders, then again and again while they fill: the orders of the first so many
   * customers are complete, the rest is not to be looked at yet. Not told where that cannot be said before everything is read. What it
   * throws ends the reading. Where the columns that are returned in the end are not these, what was told was in vain.
   */
  readonly watch?: ((orders: OrderColumns, customers: number) => void) | undefined
}

/** What tasks ask of the history. `src/store/history/reader.ts` provides it. */
export interface HistoryReader {
  purchases(request?: PurchasesRequest): Promise<Purchases>
  /** as `purchases`, for those who do not ask who bought, and want to begin while the rest is read */
  orders(request: OrdersRequest): Promise<Orders>
  /** the key that a customer's orders stand under who is one person with others; undefined where it is her own */
  personOf(customer: string): Promise<string | undefined>
  /** counts that are not in the columns */
  counts(): Promise<{
    readonly rows: number
    readonly rowsWithoutCustomer: number
    readonly ordersWithoutCustomer: number
    /** minor units of positive orders without a customer */
    readonly revenueWithoutCustomer: number
  }>
  findings(): Promise<readonly RepeatedFinding[]>
  /** changes whenever the history does */
  fingerprint(): Promise<string>
  close(): Promise<void>
}
