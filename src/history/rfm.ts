import {fifths} from './quantiles.js'
import type {Visits} from './visits.js'

/** The field's usual names of recency × frequency segments. */
export const RFM_SEGMENTS = [
  'champions', 'loyal', 'potential-loyalists', 'new', 'promising', 'need-attention', 'about-to-sleep', 'at-risk', 'cannot-lose', 'hibernating',
] as const
export type RfmSegment = (typeof RFM_SEGMENTS)[number]

/** Scores and segment of every row of the visits. */
export interface Rfm {
  /** 1..5, 5 bought most recently */
  readonly recency: Uint8Array
  /** 1..5, 5 orders most often */
  readonly frequency: Uint8Array
  /** 1..5, 5 spends most in all */
  readonly money: Uint8Array
  /** index in RFM_SEGMENTS */
  readonly segment: Uint8Array
}

/** Rows: recency 1..5; columns: frequency 1..5. The common recency × frequency grid of RFM practice. */
const GRID: readonly (readonly RfmSegment[])[] = [
  ['hibernating', 'hibernating', 'at-risk', 'at-risk', 'cannot-lose'],
  ['hibernating', 'hibernating', 'at-risk', 'at-risk', 'cannot-lose'],
  ['about-to-sleep', 'about-to-sleep', 'need-attention', 'loyal', 'loyal'],
  ['promising', 'potential-loyalists', 'potential-loyalists', 'loyal', 'loyal'],
  ['new', 'potential-loyalists', 'potential-loyalists', 'champions', 'champions'],
]

const CODES = Uint8Array.from(GRID.flat(), (name) => RFM_SEGMENTS.indexOf(name))

/** RFM by fifths of the customers themselves: how recently, how often, how much. */
export function rfm(visits: Visits): Rfm {
  const recency = fifths(visits.last)
  const frequency = fifths(visits.orders)
  const money = fifths(visits.spend)
  const segment = recency.map((score, row) => CODES[(score - 1) * 5 + frequency[row]! - 1]!)
  return {recency, frequency, money, segment}
}
