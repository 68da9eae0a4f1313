import {assert} from '../base/assert.js'
import {keyOfText, RandomStream} from '../base/random.js'
import {quantile} from './distribution.js'
import type {ResponseSpecification} from './specification.js'

/** Fourth key word of the streams the response draws from (models have 1..99, the rest of the simulation 100 on). */
const EVIDENCE_STREAM = 150

/** The beliefs of one replicate: every assumption at one value. */
export interface ResponseDraw {
  /** the quantity as evidence.csv words it: a ratio, a share */
  value(id: string): number
  /** its logarithm: the term that enters the exponent of a dial */
  log(id: string): number
  /** does the program file replace this assumption? */
  isReplaced(id: string): boolean
  /** "it did nothing": every behaviour effect is zero in this replicate */
  readonly nothing: boolean
}

/** The luck of one assumption in one replicate: the same for every program compared. */
export function luckOf(id: string, seed: number, replicate: number): number {
  return new RandomStream(seed, replicate, keyOfText(id), EVIDENCE_STREAM).uniform()
}

export function drawResponse(specification: ResponseSpecification, seed: number, replicate: number): ResponseDraw {
  const drawn = new Map<string, number>()
  const value = (id: string): number => {
    const known = drawn.get(id)
    if (known !== undefined) return known
    const prior = specification.priors[id]
    assert(prior !== undefined, `no assumption is called ${id}`)
    const fresh = quantile(prior, luckOf(id, seed, replicate))
    drawn.set(id, fresh)
    return fresh
  }
  return {
    value,
    log: (id) => Math.log(value(id)),
    isReplaced: (id) => specification.overridden.includes(id),
    nothing: specification.preset === 'none' || luckOf('null switch', seed, replicate) < specification.nullProbability,
  }
}
