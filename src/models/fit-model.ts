import {expectedPurchases as bgExpected, expectedWhileAlive} from './bg-nbd/expectations.js'
import {type BgNbdParameters, probabilityAlive as bgAlive} from './bg-nbd/likelihood.js'
import {bgNbdObjective} from './bg-nbd/objective.js'
import {covarianceOf} from './numerics/covariance.js'
import {type Opinion, SOME_RATE, withOpinions} from './opinion.js'
import {expectedLifetime, expectedPurchases} from './pareto-nbd/expectations.js'
import {fitParetoNbd} from './pareto-nbd/fit.js'
import type {ParetoNbdFit} from './pareto-nbd/fitted.js'
import {probabilitiesAlive} from './pareto-nbd/likelihood.js'
import {nbdFit} from './pareto-nbd/nbd.js'
import type {PurchaseModel, PurchaseModelName} from './purchase-model.js'
import type {GroupedRows} from './rows.js'
import {search, startOf} from './search.js'
import {unfit} from './unfit.js'

/** For bases too small to speak for themselves; the CDNOW fit (Fader, Hardie & Lee 2005) with a factor 2 either way. */
const BG_OPINIONS: readonly Opinion[] = [
  {mean: Math.log(0.4), sd: 0.7, of: [[0, 1]]},
  {mean: Math.log(0.8), sd: 0.7, of: [[2, 1]]},
  {mean: Math.log(2.4), sd: 0.7, of: [[3, 1]]},
  SOME_RATE,
]

/** Below this mean chance of leaving after a purchase, nobody leaves. */
const NO_DROPOUT = 1e-4

/** Maximum likelihood of any of the models. Throws `model-unfit` where no maximum is found. */
export function fitPurchaseModel(name: PurchaseModelName, rows: GroupedRows, withPrior: boolean): PurchaseModel {
  if (name === 'pareto-nbd') return paretoNbdModel(fitParetoNbd(rows, {withPrior}), rows.total)
  if (name === 'nbd') return nbdModel(rows)
  const modified = name === 'mbg-nbd'
  const plain = (of: GroupedRows) => bgNbdObjective(of, modified)
  const [lnR = 0, half = 0] = startOf(rows)
  const start = [lnR, half, 0, 0]
  const likelihood = withPrior ? (of: GroupedRows) => withOpinions(plain(of), of.total, BG_OPINIONS) : plain
  const {best, objective} = search(rows, likelihood, start)
  if (!best.converged) throw unfit(rows.total, best)
  const [r, alpha, a, b] = [...best.at].map(Math.exp) as [number, number, number, number]
  if (!withPrior && a / (a + b) < NO_DROPOUT) return {...nbdModel(rows), withoutDropout: true}
  const parameters: BgNbdParameters = {r, alpha, a, b, modified}
  return {
    name, parameters: {r, alpha, a, b}, timeParameters: ['alpha'], ...covarianceOf(objective, best.at, rows.total),
    logLikelihood: -plain(rows)(best.at, new Float64Array(4)) * rows.total, customers: rows.total, withoutDropout: false, withPrior,
    ...bgNbdForecasts(parameters),
  }
}

/** The forecasts of a Pareto/NBD fit. */
export function paretoNbdModel(fit: ParetoNbdFit, customers: number): PurchaseModel {
  const {r, alpha, s, beta} = fit.parameters
  return {
    name: 'pareto-nbd', parameters: {r, alpha, s, beta}, timeParameters: ['alpha', 'beta'], covariance: fit.covariance,
    logLikelihood: fit.logLikelihood, customers, withoutDropout: fit.withoutDropout, weak: fit.weak, withPrior: fit.withPrior,
    alive: (rows) => probabilitiesAlive(fit.parameters, rows),
    future(rows, t) {
      return probabilitiesAlive(fit.parameters, rows).map((alive, i) =>
        ((alive * (r + rows.x[i]!)) / (alpha + rows.T[i]!)) * expectedLifetime(s, beta + rows.T[i]!, t))
    },
    expected: (t) => expectedPurchases(fit.parameters, t),
  }
}

function nbdModel(rows: GroupedRows): PurchaseModel {
  const longest = rows.T.reduce((most, T) => Math.max(most, T), 0)
  const {parameters: {r, alpha}, covariance, logLikelihood, weak} = nbdFit(rows, longest)
  return {
    name: 'nbd', parameters: {r, alpha}, timeParameters: ['alpha'], logLikelihood, customers: rows.total, weak,
    covariance: Float64Array.of(covariance[0]!, covariance[1]!, covariance[4]!, covariance[5]!),
    withoutDropout: false, withPrior: false,
    alive: ({x}) => new Float64Array(x.length).fill(1),
    future: ({x, T}, t) => T.map((age, i) => ((r + x[i]!) * t) / (alpha + age)),
    expected: (t) => (r * t) / alpha,
  }
}

function bgNbdForecasts(parameters: BgNbdParameters): Pick<PurchaseModel, 'alive' | 'future' | 'expected'> {
  return {
    alive: ({x, tx, T}) => T.map((age, i) => bgAlive(parameters, x[i]!, tx[i]!, age)),
    future({x, tx, T}, t) {
      // Given alive, only x and T matter: some twenty thousand pairs in a million customers.
      const memory = new Map<number, Map<number, number>>()
      return T.map((age, i) => {
        let ofX = memory.get(x[i]!)
        if (ofX === undefined) memory.set(x[i]!, ofX = new Map())
        let expected = ofX.get(age)
        if (expected === undefined) ofX.set(age, expected = expectedWhileAlive(parameters, x[i]!, age, t))
        return bgAlive(parameters, x[i]!, tx[i]!, age) * expected
      })
    },
    expected: (t) => bgExpected(parameters, t),
  }
}
