import {readFileSync} from 'node:fs'
import {realData} from '../support/real-data.js'

/** Individual-level reference values, computed in high precision by others; see expected/btyd-reference.md beside them. */
export interface GoldenCase {
  readonly params: readonly [number, number, number, number]
  readonly x: number
  readonly tx: number
  readonly T: number
  readonly ll: number
  readonly palive: number
  readonly cet: Readonly<Record<string, number>>
  readonly dert?: Readonly<Record<string, number>>
}

export interface Golden {
  readonly bgnbd: readonly GoldenCase[]
  readonly mbgnbd: readonly GoldenCase[]
  readonly pnbd: readonly GoldenCase[]
  readonly bgnbd_expectation: Readonly<Record<string, number>>
  readonly mbgnbd_expectation: Readonly<Record<string, number>>
  readonly pnbd_expectation: Readonly<Record<string, number>>
  readonly bgnbd_pmf: Readonly<Record<string, number | readonly number[]>>
  readonly pnbd_pmf: Readonly<Record<string, readonly number[]>>
  readonly gg: readonly {readonly params: readonly [number, number, number]; readonly x: number; readonly m: number; readonly ll: number; readonly mean: number}[]
  readonly bgbb: readonly {
    readonly params: readonly [number, number, number, number]
    readonly x: number
    readonly tx: number
    readonly n: number
    readonly L: number
    readonly palive: number
    readonly cet5: number
    readonly dert10pct: number
  }[]
  readonly bgbb_expectation: Readonly<Record<string, number>>
  readonly bgnbd_degenerate: readonly GoldenCase[]
  readonly bgnbd_degenerate_expectation: readonly {readonly params: readonly [number, number, number, number]; readonly e: Readonly<Record<string, number>>}[]
}

export function golden(): Golden {
  return JSON.parse(readFileSync(realData('expected', 'btyd-golden.json'), 'utf8')) as Golden
}

/** Relative where the wanted value is large, absolute where it is small. */
export function gap(got: number, wanted: number): number {
  return Math.abs(got - wanted) / Math.max(1, Math.abs(wanted))
}

export function relative(got: number, wanted: number): number {
  return got === wanted ? 0 : Math.abs(got - wanted) / Math.abs(wanted)
}
