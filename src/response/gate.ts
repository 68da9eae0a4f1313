/** Value per unit of spend at which half of the possible attraction is reached. */
const HALF = 0.03
/** The value the priors were measured at: 4 % of spend at face value. */
const REFERENCE = 0.04

/**
 * The attractiveness gate G(v) = [v / (v + 3 %)] · (7 % / 4 %): 1 at a perceived value of 4 % of spend, 0 where the customer
 * can reach nothing, at most 1.75. Source: model.md §2 (judgement; programs fail when the benefit is not attractive enough).
 */
export function attractiveness(value: number): number {
  return value <= 0 ? 0 : (value / (value + HALF)) * ((REFERENCE + HALF) / REFERENCE)
}
