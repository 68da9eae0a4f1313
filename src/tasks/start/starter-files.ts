import {fromMajor} from '../../base/money.js'
import type {Purchases} from '../../history/purchases.js'
import {quantileOfSorted} from '../../history/quantiles.js'
import {type Shop, STARTERS, starterProgram} from '../../programs/starters.js'
import {visitsOf} from '../../history/visits.js'
import type {Language} from '../../vocabulary.js'
import type {NewFile} from '../new-files-port.js'
import type {Settings} from '../settings.js'

/** The three starter programs as files, scaled to the shop's median order. */
export function starterFiles(purchases: Purchases, settings: Settings, language: Language): NewFile[] {
  const size = {typicalOrderMinor: medianOrder(purchases), yearlySalesMinor: yearlySales(purchases), ordersPerYear: ordersPerYear(purchases)}
  return starters(size, settings, language)
}

/** The same before anything is imported: scaled to an order of 20.00, to be changed by hand. */
export function blankStarterFiles(settings: Settings, language: Language): NewFile[] {
  return starters({typicalOrderMinor: fromMajor(20, settings.currency)}, settings, language)
}

type Size = Pick<Shop, 'typicalOrderMinor' | 'yearlySalesMinor' | 'ordersPerYear'>

function starters(size: Size, {currency, grossMargin}: Settings, language: Language): NewFile[] {
  return STARTERS.map((name) => {
    const {fileName, text} = starterProgram(name, {...size, currency, language, ...(grossMargin === undefined ? {} : {grossMargin})})
    return {path: `programs/${fileName}`, text}
  })
}

/** Median order with a positive total, minor units. */
function medianOrder({amounts}: Purchases): number {
  return quantileOfSorted(amounts.filter((amount) => amount > 0).sort(), 0.5)
}

/** Orders in the last 12 months that three in four of those who bought in them did not exceed. */
function ordersPerYear(purchases: Purchases): number {
  return quantileOfSorted(visitsOf(purchases, purchases.to).ordersLastYear.filter((orders) => orders > 0).sort(), 0.75)
}

/** Minor units of positive orders per year of history; a history of less than a month counts as one. */
function yearlySales({amounts, from, to}: Purchases): number {
  const sales = amounts.reduce((sum, amount) => sum + Math.max(0, amount), 0)
  return (sales * 365) / Math.max(30, to - from + 1)
}
