import type {OrderView} from '../programs/mechanics.js'
import type {SimulationInput} from './input.js'

/**
 * Channels, categories, hours: future orders take them from the customer's own past orders, each equally likely; newcomers'
 * from all past orders. Only what the program's conditions read is looked up.
 */
export class PastOrders {
  private readonly columns: readonly (Int32Array | undefined)[]
  private readonly customerColumns: readonly (Int32Array | undefined)[]
  private readonly offsets: Int32Array | undefined
  private readonly seconds: Int32Array | undefined

  constructor(private readonly input: SimulationInput, attributes: readonly string[], customerAttributes: readonly string[]) {
    this.columns = attributes.map((name) => input.orders?.attributes[name]?.codes)
    this.customerColumns = customerAttributes.map((name) => input.customerAttributes[name]?.codes)
    this.offsets = input.orders?.offsets
    this.seconds = input.orders?.seconds
  }

  /** Fills in what an order of this customer (row of the history, −1 for a newcomer) looks like; `luck` uniform on [0, 1). */
  order(row: number, luck: number, into: OrderView): void {
    if (this.offsets === undefined) return
    const customer = row < 0 ? -1 : this.input.rf.customer[row]!
    const from = customer < 0 ? 0 : this.offsets[customer]!
    const until = customer < 0 ? this.offsets[this.offsets.length - 1]! : this.offsets[customer + 1]!
    const place = from + Math.floor(luck * (until - from))
    into.second = this.seconds?.[place] ?? -1
    for (let i = 0; i < this.columns.length; i += 1) into.attributes[i] = this.columns[i]?.[place] ?? -1
  }

  customer(row: number, into: Int32Array): void {
    for (let i = 0; i < this.customerColumns.length; i += 1) into[i] = row < 0 ? -1 : (this.customerColumns[i]?.[row] ?? -1)
  }
}
