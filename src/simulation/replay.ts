import {assert} from '../base/assert.js'
import type {Day} from '../base/day.js'
import {keyOfText, RandomStream} from '../base/random.js'
import {customerCount, type OrderColumns, type Orders} from '../history/purchases.js'
import {compileProgram} from '../programs/compile.js'
import type {ProgramDefinition} from '../programs/definition.js'
import type {Mechanics} from '../programs/mechanics.js'
import {ReplayBook} from './replay-book.js'
import type {ReplayWatcher} from './replay-watcher.js'

/** Names the random stream of a replay among those of a customer. */
const STREAM_REPLAY = 7001

export interface ReplayRequest {
  /** first and last day looked at; outside them nothing is stepped */
  readonly from: Day
  readonly to: Day
  /** decides who joins and redeems where the program says a share */
  readonly seed: number
  /** ends the program early */
  readonly until?: Day
}

/** One program over one history. `step` in portions, so that the caller can show progress and stop in between. */
export class ReplayRun {
  readonly mechanics: Mechanics
  readonly book: ReplayBook
  private readonly stepper: CustomerStepper
  private readonly size: number
  private next = 0

  /** `orders` have keys, unless the program leaves nothing to chance. */
  constructor(orders: Orders, definition: ProgramDefinition, request: ReplayRequest) {
    this.mechanics = mechanicsFor(orders, definition, request)
    this.size = customerCount(orders)
    this.book = new ReplayBook(this.size, definition, request.from, request.to)
    this.stepper = new CustomerStepper(orders, this.mechanics, definition.enrolment.share ?? 1, request)
  }

  /** Steps so many more customers; true while some are left. */
  step(customers: number): boolean {
    const end = Math.min(this.size, this.next + customers)
    for (; this.next < end; this.next += 1) this.stepper.step(this.next, this.book)
    return this.next < this.size
  }
}

/** The program as it is stepped over these orders. */
export function mechanicsFor(orders: OrderColumns, definition: ProgramDefinition, {until}: Pick<ReplayRequest, 'until'>): Mechanics {
  return compileProgram(definition, {...orders, ...(until === undefined ? {} : {until})})
}

/** Steps one customer at a time, with everything it needs made once. */
export class CustomerStepper {
  private readonly state
  private readonly stream = new RandomStream(0)
  private readonly view: {day: number; second: number; amountMinor: number; readonly attributes: Int32Array}
  private readonly orderColumns: readonly (Int32Array | undefined)[]
  private readonly customerColumns: readonly (Int32Array | undefined)[]
  private readonly customerCodes: Int32Array
  /** whose luck the stream holds; most programs never ask */
  private lucky = -1
  private customer = -1
  private readonly chance = (): number => {
    if (this.lucky !== this.customer) this.stream.reset4(this.request.seed, STREAM_REPLAY, keyOfText(this.keyOf(this.customer)), 0)
    this.lucky = this.customer
    return this.stream.uniform()
  }

  /** Of the keys, which only chance asks for, the first is that of the customer with this index. */
  private firstKey = 0
  private keys: readonly string[] | undefined
  private readonly timed: boolean

  constructor(
    private readonly orders: Orders, private readonly mechanics: Mechanics, private readonly share: number, private readonly request: ReplayRequest,
  ) {
    this.keys = orders.customers
    this.timed = orders.seconds.length > 0
    this.state = mechanics.newState()
    this.orderColumns = mechanics.attributes.map((name) => orders.attributes[name]?.codes)
    this.customerColumns = mechanics.customerAttributes.map((name) => orders.customerAttributes[name]?.codes)
    this.customerCodes = new Int32Array(this.customerColumns.length)
    this.view = {day: 0, second: -1, amountMinor: 0, attributes: new Int32Array(this.orderColumns.length).fill(-1)}
  }

  /** The customers stepped next, from `first` on, have these keys. */
  turnTo(keys: readonly string[] | undefined, first: number): void {
    this.keys = keys
    this.firstKey = first
    this.lucky = -1
  }

  /** All orders of one customer within the days asked for, then up to the last day. */
  step(customer: number, book: ReplayWatcher): void {
    const {orders, mechanics, state, view} = this
    const {from, to} = this.request
    // After the program's end nobody orders as a member, though what is on accounts still grows old.
    const last = mechanics.until ?? to
    this.begin(customer)
    book.begin(customer)
    let decided = false
    const end = orders.offsets[customer + 1]!
    for (let row = orders.offsets[customer]!; row < end; row += 1) {
      const day = orders.days[row]!
      if (day < from) continue
      if (day > to) break
      this.look(row, day)
      if (!decided && view.amountMinor > 0 && mechanics.mayJoin(state, day as Day)) {
        decided = true
        if (this.share >= 1 || this.chance() < this.share) mechanics.enrol(state, day as Day, book.sink)
      }
      book.beforeOrder?.(row, view, mechanics, state)
      // The status an order is served and earns under, not the one it brings: what was due before it happens first.
      mechanics.advance(state, day as Day, book.sink)
      const tier = mechanics.tier(state)
      const paid = mechanics.order(state, view, book.sink)
      if (view.amountMinor > 0) book.purchase(day, view.amountMinor, paid, day <= last && mechanics.isMember(state), tier)
    }
    mechanics.advance(state, to, book.sink)
    book.end(mechanics.balance(state), mechanics.isMember(state), mechanics.tier(state))
  }

  private keyOf(customer: number): string {
    const key = this.keys?.[customer - this.firstKey]
    assert(key !== undefined, 'chance is drawn for a customer by her key')
    return key
  }

  private begin(customer: number): void {
    const {customerColumns, customerCodes} = this
    for (let i = 0; i < customerColumns.length; i += 1) customerCodes[i] = customerColumns[i]?.[customer] ?? -1
    this.customer = customer
    this.mechanics.reset(this.state, customerCodes, this.chance)
  }

  private look(row: number, day: number): void {
    const {orders, view, orderColumns} = this
    view.day = day
    if (this.timed) view.second = orders.seconds[row]!
    view.amountMinor = orders.amounts[row]!
    for (let i = 0; i < orderColumns.length; i += 1) view.attributes[i] = orderColumns[i]?.[row] ?? -1
  }
}
