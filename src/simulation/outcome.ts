/** What one arm of one replicate comes to. Money in minor units; monthly columns over the months of the horizon. */
export interface ArmOutcome {
  orders: number
  /** before rewards and reductions */
  readonly revenue: Float64Array
  /** customers active in the 12 months before the start with an order in the horizon */
  retained: number
  /** of the same, not lost at the end */
  alive: number
}

export interface BaselineOutcome extends ArmOutcome {
  /** customers active in the 12 months before the start */
  active: number
  newcomers: number
}

export interface ProgramOutcome extends ArmOutcome {
  readonly rewards: Float64Array
  /** the part of `rewards` on orders that would have come anyway */
  readonly deadweight: Float64Array
  readonly services: Float64Array
  readonly contacts: Float64Array
  readonly fees: Float64Array
  /** members with an order in the month */
  readonly activeMembers: Float64Array
  incrementalOrders: number
  lostOrders: number
  issued: number
  redeemed: number
  expired: number
  reversed: number
  outstanding: number
  /** the part of `outstanding` held by members who redeem */
  usable: number
  /** cost at which points were redeemed */
  redeemedCost: number
  /** cost of vouchers granted to members who use them and not yet used or run out */
  vouchersOwed: number
  /** customers with an order in the horizon, and those of them who joined */
  customersWithOrder: number
  joinedWithOrder: number
  /** everybody who takes part when the occasion comes: orders with and without the program */
  partOrders: number
  partBaselineOrders: number
  /** the two groups a shop would compare: members with an order, others with an order, and their orders */
  members: number
  memberOrders: number
  others: number
  otherOrders: number
  /** sum over members of what they see in the program, per unit of spend */
  perceived: number
  /** campaigns to silent members, those followed by an order within 60 days, and those that brought about one */
  contacted: number
  cameBack: number
  answered: number
  /** new customers brought by members who would not have come otherwise */
  friends: number
  /** drawn ultimate redemption rate */
  redemptionRate: number
}

export interface ReplicateOutcome {
  readonly replicate: number
  readonly baseline: BaselineOutcome
  readonly programs: readonly ProgramOutcome[]
  /** revenue per month of the horizon of one customer won on the first day, averaged */
  readonly acquired: Float64Array
}

export function emptyBaseline(months: number): BaselineOutcome {
  return {orders: 0, revenue: new Float64Array(months), retained: 0, alive: 0, active: 0, newcomers: 0}
}

export function emptyProgram(months: number): ProgramOutcome {
  const column = (): Float64Array => new Float64Array(months)
  return {
    orders: 0, revenue: column(), retained: 0, alive: 0, rewards: column(), deadweight: column(), services: column(), contacts: column(),
    fees: column(), activeMembers: column(), incrementalOrders: 0, lostOrders: 0, issued: 0, redeemed: 0, expired: 0, reversed: 0,
    outstanding: 0, usable: 0, redeemedCost: 0, vouchersOwed: 0, customersWithOrder: 0, joinedWithOrder: 0, members: 0, memberOrders: 0,
    partOrders: 0, partBaselineOrders: 0, others: 0, otherOrders: 0, perceived: 0, contacted: 0, cameBack: 0,
    answered: 0, friends: 0, redemptionRate: 1,
  }
}
