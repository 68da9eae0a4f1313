/** What acquisition does today: the point of the curve n(S) = n0·(S/S0)^κ that we know. Amounts in minor units over the horizon. */
export interface AcquisitionToday {
  /** new customers over the horizon */
  readonly customers: number
  /** what is spent on them over the horizon */
  readonly spend: number
  /** average cost of one new customer */
  readonly cac: number
}

/** The same money spent on winning customers, in one replicate. */
export interface AcquisitionAccounts {
  readonly customers: number
  readonly netValue: number
  readonly roi: number | null
  /** below this budget acquisition returns more per unit spent than the program, above it less; null: always more */
  readonly crossover: number | null
}

/**
 * New customers that a further budget buys, on top of what is spent today: n0·[((S0 + B)/S0)^κ − 1], so that the marginal cost of
 * the next one is today's average ÷ κ. Without acquisition today the curve is not known, and every customer costs the average.
 */
export function customersBought(budget: number, today: AcquisitionToday, kappa: number): number {
  if (budget <= 0) return 0
  if (today.customers <= 0 || today.spend <= 0) return budget / today.cac
  return today.customers * (((today.spend + budget) / today.spend) ** kappa - 1)
}

/**
 * @param budget what the program lays out; `budgetPresent` the same discounted
 * @param value discounted margin of one new customer over the horizon
 * @param programReturn the program's ROI
 */
export function acquisitionOf(
  money: {readonly budget: number; readonly budgetPresent: number}, value: number, programReturn: number | null, today: AcquisitionToday, kappa: number,
): AcquisitionAccounts {
  const customers = customersBought(money.budget, today, kappa)
  const netValue = customers * value - money.budgetPresent
  return {
    customers, netValue,
    roi: money.budgetPresent > 0 ? netValue / money.budgetPresent : null,
    crossover: programReturn === null ? 0 : crossoverBudget(value, programReturn, today, kappa),
  }
}

/** A budget beyond this many minor units is as good as never. */
const OUT_OF_SIGHT = 1e14

/** Where acquisition's falling return per unit spent meets the program's. */
export function crossoverBudget(value: number, programReturn: number, today: AcquisitionToday, kappa: number): number | null {
  const perUnit = (budget: number): number => (customersBought(budget, today, kappa) * value) / budget
  const wanted = 1 + programReturn
  const first = today.customers > 0 && today.spend > 0 ? (kappa * today.customers * value) / today.spend : value / today.cac
  if (first <= wanted) return 0
  if (today.customers <= 0 || wanted <= 0) return null
  let [low, high] = [0, today.spend]
  while (perUnit(high) > wanted) {
    low = high
    high *= 2
    if (high > OUT_OF_SIGHT) return null
  }
  for (let round = 0; round < 80; round += 1) {
    const middle = (low + high) / 2
    if (perUnit(middle) > wanted) low = middle
    else high = middle
  }
  return high
}

/**
 * The cost of the next new customer below which acquisition is the better use of the money: she must return what the program does,
 * value ÷ CAC = 1 + ROI. Null where the program loses all it costs: then acquisition is better at any price.
 */
export function breakEvenCac(value: number, programReturn: number | null): number | null {
  return programReturn === null || programReturn <= -1 ? null : value / (1 + programReturn)
}
