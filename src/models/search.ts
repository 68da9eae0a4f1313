import {inverse} from './numerics/matrix.js'
import {hessian, type Minimum, minimise, type Objective} from './numerics/minimise.js'
import {walled} from './opinion.js'
import type {GroupedRows} from './rows.js'

/** From this many distinct rows on, a tenth of them shows where to look first. */
const LARGE = 40_000
const PILOT = 15_000

export interface Search {
  readonly best: Minimum
  /** the objective the minimum is of */
  readonly objective: Objective
}

/** Shapes 1 and scales of half the mean age: from there all reference bases are reached, in days or in weeks. */
export function startOf(rows: GroupedRows): number[] {
  let age = 0
  for (let i = 0; i < rows.T.length; i += 1) age += (rows.T[i]! * rows.count[i]!) / rows.total
  const half = Math.log(Math.max(age / 2, 1e-3))
  return [0, half, 0, half]
}

/**
 * Looks for the maximum of a likelihood over a base. One start has always been enough where the data say something; the second is for
 * luck. Large bases are first fitted on every so-manieth row, which leaves the whole a few steps to do.
 */
export function search(
  rows: GroupedRows, likelihood: (rows: GroupedRows) => Objective, start: readonly number[], settled?: (at: Float64Array) => boolean,
): Search {
  const objective = walled(likelihood(rows), start)
  const pilot = rows.x.length >= LARGE ? pilotOf(everyNth(rows, Math.floor(rows.x.length / PILOT)), likelihood, start, settled) : undefined
  const first = minimise(objective, pilot?.at ?? start, {shape: pilot?.shape, settled})
  if (first.converged) return {best: first, objective}
  const second = minimise(objective, start.map((value, i) => value + (i % 2 === 0 ? -0.7 : 0.4)), {settled})
  return {best: second.converged || second.value < first.value ? second : first, objective}
}

function pilotOf(
  rows: GroupedRows, likelihood: (rows: GroupedRows) => Objective, start: readonly number[], settled: ((at: Float64Array) => boolean) | undefined,
): {at: Float64Array; shape: Float64Array | undefined} | undefined {
  const objective = walled(likelihood(rows), start)
  const {at, converged} = minimise(objective, start, {settled})
  return converged ? {at, shape: inverse(hessian(objective, at), at.length)} : undefined
}

function everyNth(rows: GroupedRows, n: number): GroupedRows {
  const keep = <Column extends Float64Array | Int32Array>(column: Column): Column => column.filter((_, i) => i % n === 0) as Column
  const count = keep(rows.count)
  return {
    x: keep(rows.x), tx: keep(rows.tx), T: keep(rows.T), count, total: count.reduce((sum, value) => sum + value, 0), groupOf: new Int32Array(0),
  }
}
