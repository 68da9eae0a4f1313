import type {Day} from '../base/day.js'
import {keyOfText, RandomStream} from '../base/random.js'
import type {Purchases} from '../history/purchases.js'
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
  private next = 0

  constructor(private readonly purchases: Purchases, definition: ProgramDefinition, request: ReplayRequest) {
    this.mechanics = compileProgram(definition, {...purchases, ...(request.until === undefined ? {} : {until: request.until})})
    this.book = new ReplayBook(purchases, definition, request.from, request.to)
    this.stepper = new CustomerStepper(purchases, this.mechanics, definition.enrolment.share ?? 1, request)
  }

  /** Steps so many more customers; true while some are left. */
  step(customers: number): boolean {
    const end = Math.min(this.purchases.customers.length, this.next + customers)
    for (; this.next < end; this.next += 1) this.stepper.step(this.next, this.book)
    return this.next < this.purchases.customers.length
  }
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
    if (this.lucky !== this.customer) this.stream.reset4(this.request.seed, STREAM_REPLAY, keyOfText(this.purchases.customers[this.customer]!), 0)
    this.lucky = this.customer
    return this.stream.uniform()
  }

  constructor(
    private readonly purchases: Purchases, private readonly mechanics: Mechanics, private readonly share: number, private readonly request: ReplayRequest,
  ) {
    this.state = mechanics.newState()
    this.orderColumns = mechanics.attributes.map((name) => purchases.attributes[name]?.codes)
    this.customerColumns = mechanics.customerAttributes.map((name) => purchases.customerAttributes[name]?.codes)
    this.customerCodes = new Int32Array(this.customerColumns.length)
    this.view = {day: 0, second: -1, amountMinor: 0, attributes: new Int32Array(this.orderColumns.length).fill(-1)}
  }

  /** All orders of one customer within the days asked for, then up to the last day. */
  step(customer: number, book: ReplayWatcher): void {
    const {purchases, mechanics, state, view} = this
    const {from, to} = this.request
    this.begin(customer)
    book.begin(customer)
    let decided = false
    const end = purchases.offsets[customer + 1]!
    for (let row = purchases.offsets[customer]!; row < end; row += 1) {
      const day = purchases.days[row]!
      if (day < from) continue
      if (day > to) break
      this.look(row, day)
      if (!decided && view.amountMinor > 0 && mechanics.mayJoin(state, day as Day)) {
        decided = true
        if (this.share >= 1 || this.chance() < this.share) mechanics.enrol(state, day as Day, book.sink)
      }
      book.beforeOrder?.(row, view, mechanics, state)
      const paid = mechanics.order(state, view, book.sink)
      if (view.amountMinor > 0) book.purchase(day, view.amountMinor, paid, mechanics.isMember(state), mechanics.tier(state))
    }
    mechanics.advance(state, to, book.sink)
    book.end(mechanics.balance(state), mechanics.isMember(state), mechanics.tier(state))
  }

  private begin(customer: number): void {
    const {customerColumns, customerCodes} = this
    for (let i = 0; i < customerColumns.length; i += 1) customerCodes[i] = customerColumns[i]?.[customer] ?? -1
    this.customer = customer
    this.mechanics.reset(this.state, customerCodes, this.chance)
  }

  private look(row: number, day: number): void {
    const {purchases, view, orderColumns} = this
    view.day = day
    view.second = purchases.seconds[row]!
    view.amountMinor = purchases.amounts[row]!
    for (let i = 0; i < orderColumns.length; i += 1) view.attributes[i] = orderColumns[i]?.[row] ?? -1
  }
}
