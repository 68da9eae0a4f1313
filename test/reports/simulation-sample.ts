import type {ProgramOutcome, SimulateResult} from '../../src/tasks/simulate/result.js'

const spread = (p50: number, half: number) => ({p10: p50 - half, p50, p90: p50 + half, mean: p50, standardError: half / 10})
const partial = (p50: number | null, half = 0) =>
  p50 === null ? {p10: null, p50: null, p90: null, mean: null, standardError: null, share: 0} : {...spread(p50, half), share: 1}
const money = (p50: number, half: number) => ({
  p10: (p50 - half).toFixed(2), p50: p50.toFixed(2), p90: (p50 + half).toFixed(2), mean: p50.toFixed(2), standardError: (half / 10).toFixed(2), currency: 'EUR',
})
const partialMoney = (p50: number | null, half = 0) =>
  p50 === null ? {p10: null, p50: null, p90: null, mean: null, standardError: null, share: 0, currency: 'EUR'} : {...money(p50, half), share: 1}

export interface Sketch {
  readonly name: string
  readonly net: number
  readonly probability: number
  readonly breakEven: number | null
  readonly cac?: number
}

/** One program's outcome with made-up but consistent figures. */
export function outcome({name, net, probability, breakEven, cac}: Sketch): ProgramOutcome {
  const cost = 4200
  const known = cac !== undefined
  return {
    name, file: `programs/${name.toLowerCase().replaceAll(' ', '-')}.yaml`,
    retention: spread(0.624, 0.02), retentionDifference: spread(0.006, 0.008), customersRetained: spread(6.4, 8), alive: spread(0.58, 0.02),
    orders: spread(7700, 300), revenue: money(152_000, 6000), incrementalOrders: spread(120, 150),
    incrementalMargin: money(cost + net, 2100), programCost: money(cost, 380),
    costs: {rewards: money(3600, 350), deadweight: money(3310, 300), services: money(0, 0), contacts: money(0, 0), fixed: money(590, 0), outstanding: money(410, 60), fees: money(0, 0)},
    netValue: money(net, 2100), roi: partial(net / cost, 0.4), probabilityProfitable: probability,
    breakEvenLift: partial(breakEven, 0.02), breakEvenHazardRatio: partial(0.81, 0.05), paybackMonth: partial(null), liability: money(410, 60),
    points: {issued: spread(60_000, 4000), redeemed: spread(40_000, 3000), expired: spread(6000, 800), reversed: spread(400, 50), outstanding: spread(13_600, 900)},
    participation: spread(0.4, 0.05), perceivedValue: spread(0.04, 0.005), onlyRewards: true,
    selfSelection: {naive: partial(0.92, 0.1), causal: partial(0.018, 0.02)},
    acquisition: {
      budget: money(cost, 380), customers: known ? spread(120, 20) : null, netValue: known ? money(-900, 700) : null, roi: known ? partial(-0.2, 0.15) : null,
      probabilityRetentionWins: known ? 0.41 : null, crossoverBudget: known ? partialMoney(2500, 900) : null, costPerRetained: partialMoney(656, 200),
      cac: known ? {amount: cac.toFixed(2), currency: 'EUR'} : null, ratio: known ? partial(cac / 656, 0.01) : null,
      newCustomerValue: money(28, 3), breakEvenCac: partialMoney(14.2, 3), basis: {newCustomersPerYear: 430, spendPerYear: null},
    },
    goals: [], campaigns: null, friends: null,
    assumptions: [
      {id: 'lp_hazard', quantity: 'dropout hazard ratio, active members', grade: 'B', source: 'Gopalakrishnan et al. 2021', overridden: false, centre: 0.92, low: 0.82, high: 1.04, influence: 0.6},
      {id: 'lp_freq', quantity: 'visit frequency', grade: 'B', source: 'Nastasoiu 2021', overridden: false, centre: 1.02, low: 0.99, high: 1.05, influence: 0.2},
    ],
  }
}

/** A whole result: three programs, with or without a CAC. */
export function simulation(cac?: number): SimulateResult {
  const known = cac === undefined ? {} : {cac}
  return {
    seed: 1, asOf: '2025-12-31', replicates: 200, horizonMonths: 12, customers: 2000, customersWithoutSales: 0, currency: 'EUR', response: 'sceptical', grossMargin: 0.42,
    discountRateYearly: 0.1, stopped: {because: 'limit', headlineStandardError: '48.00', bound: '20.00'},
    fingerprint: {history: '9f2ab34c5d6e7f', version: '0.1.0'},
    baseline: {retention: spread(0.618, 0.02), alive: spread(0.57, 0.02), orders: spread(7580, 250), revenue: money(150_900, 5200), margin: money(63_400, 2200), activeCustomers: 1072, newCustomers: 432},
    programs: [
      outcome({name: 'Points', net: -1900, probability: 0.12, breakEven: 0.061, ...known}),
      outcome({name: 'Stamp card', net: 350, probability: 0.58, breakEven: 0.021, ...known}),
      outcome({name: 'Paid membership', net: 2800, probability: 0.88, breakEven: -0.01, ...known}),
    ],
    backtest: {verdict: 'good', error: -0.031, holdoutFrom: '2025-01-01', holdoutTo: '2025-12-31'},
    warnings: [],
    conditions: [],
  }
}
