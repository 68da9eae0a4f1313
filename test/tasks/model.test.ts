import {readFileSync} from 'node:fs'
import {stripVTControlCharacters} from 'node:util'
import {describe, expect, test} from 'vitest'
import {type Day, dayOf, parseIsoDay} from '../../src/base/day.js'
import type {Purchases} from '../../src/history/purchases.js'
import {describeModelFit} from '../../src/reports/describe/model.js'
import {describeModelCheck} from '../../src/reports/describe/model-check.js'
import type {HistoryReader, PurchasesRequest} from '../../src/tasks/history-port.js'
import {checkModel} from '../../src/tasks/model-check.js'
import {fitModel} from '../../src/tasks/model-fit.js'
import {SILENT} from '../../src/tasks/ports.js'
import {CDNOW_CUT, cdnowSample, purchasesOf} from '../models/real-purchases.js'
import {golden} from '../support/cli.js'
import {describeOnRealData} from '../support/real-data.js'

const context = {progress: SILENT}

function historyOf(purchases: Purchases): HistoryReader {
  return {
    purchases: async (request: PurchasesRequest = {}) => (request.until === undefined ? purchases : upTo(purchases, request.until)),
    orders: async () => purchases,
    personOf: async () => undefined,
    counts: async () => ({rows: 0, rowsWithoutCustomer: 0, ordersWithoutCustomer: 0, revenueWithoutCustomer: 0}),
    findings: async () => [], fingerprint: async () => 'x', close: async () => {},
  }
}

function upTo(purchases: Purchases, until: Day): Purchases {
  const orders = purchases.customers.flatMap((customer, i) =>
    Array.from(purchases.days.subarray(purchases.offsets[i], purchases.offsets[i + 1]), (day, j) =>
      [customer, day, purchases.amounts[purchases.offsets[i]! + j]!] as const))
  return {...purchasesOf(orders.filter(([, day]) => day <= until)), currency: purchases.currency}
}

/** Forty customers who come every month, one each day of the month, for two years; a few stop. */
function steadyShop(): Purchases {
  return purchasesOf(Array.from({length: 40}, (_, i) => i).flatMap((i) =>
    Array.from({length: i % 5 === 0 ? 6 : 24}, (_, month) => [`c${i}`, dayOf(2023 + Math.floor(month / 12), (month % 12) + 1, 1 + (i % 28)), 2500] as const)))
}

/** The corner shop of `fixtures/`, identified orders only. */
function cornerShop(): Purchases {
  const lines = readFileSync(new URL('../../fixtures/corner-shop/orders.csv', import.meta.url), 'utf8').trim().split('\n').slice(1)
  const orders = lines.map((line) => line.split(',')).filter(([, , customer]) => customer !== '')
  return purchasesOf(orders.map(([, date, customer, , , amount]) => [customer!, parseIsoDay(date!)!, Math.round(Number(amount) * 100)] as const))
}

describe('the corner shop, as a person sees it', () => {
  // Three years to 2025-12-31 with a season; made by fixtures/generate.js.
  const history = historyOf(cornerShop())
  test.each(['en', 'fr'] as const)('fit and check in %s', async (language) => {
    const fit = await fitModel(history, {model: undefined, until: undefined, opportunity: 'month', by: ['cohort']}, context)
    const check = await checkModel(history, {model: 'pareto-nbd', until: undefined}, context)
    expect(Math.abs(check.orders.error!)).toBeLessThan(0.1)
    golden(`model.${language}.txt`, `${stripVTControlCharacters(`${describeModelFit(fit, language)}\n\n${describeModelCheck(check, language)}`)}\n`)
  })
})

/** Customers who come at no particular interval. */
function wanderers(): Purchases {
  return purchasesOf(Array.from({length: 50}, (_, i) => i).flatMap((i) =>
    [0, 11, 30, 47, 110].map((gap, j) => [`w${i}`, dayOf(2024, 1, 1) + i + gap * (1 + ((i * j) % 5)), 1500] as const)))
}

describeOnRealData('model fit and check on CDNOW', () => {
  const history = historyOf(cdnowSample())

  test('fit speaks weeks, and the published figures', async () => {
    // Source: expected/btyd-reference.md.
    const result = await fitModel(history, {model: 'pareto-nbd', until: CDNOW_CUT, opportunity: 'month', by: []}, context)
    expect(result).toMatchObject({model: 'pareto-nbd', timeUnit: 'week', customers: 2357, repeats: 2457, converged: true, from: '1997-01-01', until: '1997-09-30'})
    expect(result.parameters['alpha']).toBeCloseTo(10.5777, 3)
    expect(result.logLikelihood).toBeCloseTo(-9594.9762, 3)
    expect(result.spend.averagePurchase.amount).toBe('35.17')
    expect(describeModelFit(result, 'en')).toContain('about 1,052 of 2,357 customers (45%)')
  })

  test('check recommends by error and says so', async () => {
    const result = await checkModel(history, {model: 'pareto-nbd', until: CDNOW_CUT}, context)
    expect(result).toMatchObject({
      orders: {actual: 1882}, verdict: 'good', recommended: 'pareto-nbd',
      calibration: {from: '1997-01-01', to: '1997-09-30'}, holdout: {from: '1997-10-01', to: '1998-06-30'},
    })
    expect(result.models.map(({model}) => model)).toEqual(['pareto-nbd', 'bg-nbd', 'mbg-nbd', 'nbd'])
    expect(describeModelCheck(result, 'en')).toContain('Best for this history: Pareto/NBD')
    // Where another is closer by less than matters, the default is recommended, and not said to be the best.
    const meanError = result.models[0]!.meanError - 0.001
    const models = result.models.map((each) => (each.model === 'bg-nbd' ? {...each, meanError} : each))
    expect(describeModelCheck({...result, models}, 'en')).toContain('Pareto/NBD is as good as any here: off by')
    expect(result.byMonth.reduce((sum, {expected}) => sum + expected, 0)).toBeCloseTo(result.orders.expected, 6)
    expect(result.byMonth.reduce((sum, {actual}) => sum + actual, 0)).toBe(1882)
  })

  test('without a date, the last third is held out and earlier moments are tried as well', async () => {
    const result = await checkModel(history, {model: 'bg-nbd', until: undefined}, context)
    expect(result.holdout).toEqual({from: '1998-01-01', to: '1998-06-30'})
    expect(result.origins.map(({calibrationTo}) => calibrationTo)).toEqual(['1997-12-31', '1997-09-30', '1997-06-30'])
    expect(describeModelCheck(result, 'fr')).toContain('Tous les modèles')
  })
})

describe('a small shop', () => {
  test('is fitted with a remark, in both languages', async () => {
    const result = await fitModel(historyOf(steadyShop()), {model: 'pareto-nbd', until: undefined, opportunity: 'month', by: []}, context)
    expect(result.notes).toContain('small-base')
    expect(describeModelFit(result, 'en')).toContain('Fewer than 200 customers')
    expect(describeModelFit(result, 'fr')).toContain('Moins de 200 clients')
  })

  test('subscriptions are recognised and get a survival curve instead', async () => {
    const gym = purchasesOf(Array.from({length: 60}, (_, i) => i).flatMap((i) =>
      Array.from({length: 1 + (i % 14)}, (_, month) => [`m${i}`, dayOf(2023, 1 + month, 5 + (i % 3)), 2990] as const)))
    const result = await fitModel(historyOf(gym), {model: undefined, until: undefined, opportunity: 'month', by: []}, context)
    expect(result).toMatchObject({model: 'sbg', requested: 'pareto-nbd', timeUnit: 'month', meaning: null})
    expect(result.contract!.survival[1]!.observed).toBeCloseTo(55 / 60, 1)
    expect(result.notes).toContain('subscription')
    expect(describeModelFit(result, 'en')).toContain('These customers subscribe')
    await expect(fitModel(historyOf(wanderers()), {model: 'sbg', until: undefined, opportunity: 'month', by: []}, context))
      .rejects.toMatchObject({code: 'no-contract'})
  })

  test('BG/BB counts months', async () => {
    const result = await fitModel(historyOf(steadyShop()), {model: 'bg-bb', until: undefined, opportunity: 'month', by: []}, context)
    expect(result).toMatchObject({model: 'bg-bb', timeUnit: 'month', customers: 40})
    expect(result.newcomerOpportunities!.purchases).toBeGreaterThan(5)
    expect(describeModelFit(result, 'en')).toContain('months on average')
  })

  test('says how the year of the first purchase matters', async () => {
    const shop = purchasesOf(Array.from({length: 80}, (_, i) => [`l${i}`, dayOf(2023 + (i % 2), 6, 1), 900] as const).flatMap(([customer, day, amount], i) =>
      [[customer, day, amount], [customer, day + 20 + i, amount]] as const))
    const result = await fitModel(historyOf(shop), {model: 'pareto-nbd', until: undefined, opportunity: 'month', by: ['cohort']}, context)
    expect(result.traits!.effects).toMatchObject([{trait: 'cohort', customers: 40}])
    expect(result.traits!.pValue).toBeGreaterThan(0)
    expect(describeModelFit(result, 'en')).toContain('first bought in')
  })

  test('a day that leaves nothing to compare with is refused', async () => {
    await expect(checkModel(historyOf(steadyShop()), {model: 'pareto-nbd', until: dayOf(2025, 6, 1)}, context))
      .rejects.toMatchObject({code: 'until-outside', kind: 'usage'})
  })

  test('Ctrl-C is heard between the forecasts', async () => {
    const control = new AbortController()
    control.abort()
    await expect(checkModel(historyOf(steadyShop()), {model: 'pareto-nbd', until: undefined}, {progress: SILENT, signal: control.signal}))
      .rejects.toMatchObject({code: 'cancelled'})
  })
})
