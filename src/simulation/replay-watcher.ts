import type {EventSink, Mechanics, MemberState, OrderView} from '../programs/mechanics.js'

/** Who looks on while customers are stepped. */
export interface ReplayWatcher {
  readonly sink: EventSink
  begin(customer: number): void
  beforeOrder?(row: number, order: OrderView, mechanics: Mechanics, state: MemberState): void
  /** `tier`: index of the status the order earned under, −1 none */
  purchase(day: number, amountMinor: number, paidMinor: number, member: boolean, tier: number): void
  end(balance: number, member: boolean, tier: number): void
}
