import type {Day} from '../base/day.js'
import {toMajor} from '../base/money.js'
import type {Purchases} from '../history/purchases.js'
import type {RecencyFrequency} from './baseline.js'
import type {SpendSample} from './gamma-gamma.js'

/** With fewer repeaters than this, first purchases are better than nothing. */
const TOO_FEW = 10

/**
 * What Gamma-Gamma is fitted to: the mean value of repeat purchase days of customers who have some (Fader & Hardie 2013 leave the
 * first purchase out, as it is often unlike the others). With fewer than ten such customers, first purchases are used as well.
 */
export function spendSample(purchases: Purchases, rf: RecencyFrequency, until: Day): {readonly sample: SpendSample; readonly withFirst: boolean} {
  const repeaters = rf.x.reduce((count, x, i) => count + (x > 0 && rf.meanSpend[i]! > 0 ? 1 : 0), 0)
  const withFirst = repeaters < TOO_FEW
  const x: number[] = []
  const mean: number[] = []
  for (let i = 0; i < rf.x.length; i += 1) {
    const purchasesDays = withFirst ? rf.x[i]! + 1 : rf.x[i]!
    const value = withFirst ? totalOf(purchases, rf.customer[i]!, until) / purchasesDays : rf.meanSpend[i]!
    if (purchasesDays === 0 || !(value > 0)) continue
    x.push(purchasesDays)
    mean.push(value)
  }
  return {sample: {x: Float64Array.from(x), mean: Float64Array.from(mean)}, withFirst}
}

function totalOf(purchases: Purchases, customer: number, until: Day): number {
  let total = 0
  for (let row = purchases.offsets[customer]!; row < purchases.offsets[customer + 1]! && purchases.days[row]! <= until; row += 1)
    total += Math.max(0, purchases.amounts[row]!)
  return toMajor(total, purchases.currency)
}
