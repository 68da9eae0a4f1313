import type {Brand} from './brand.js'
import {RegularsError} from './errors.js'

/** Whole points (or stamps): a safe integer. */
export type Points = Brand<number, 'Points'>

/** Reads `250` or `-250`. Throws `points-invalid` for decimals, separators and anything beyond 2^53 − 1. */
export function parsePoints(text: string): Points {
  const value = Number(text)
  if (!/^[+-]?\d+$/.test(text) || !Number.isSafeInteger(value))
    throw new RegularsError(
      'input',
      'points-invalid',
      `"${text}" is not a whole number of points.`,
      'Write points without decimals or separators, such as -250, up to 9007199254740991.',
    )
  return value as Points
}
