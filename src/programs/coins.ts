import {RegularsError} from '../base/errors.js'
import {fromMajor, minorDigits, smallPrice, toMajor, type Currency, type Minor} from '../base/money.js'
import {ratioOf} from './arithmetic.js'
import type {ProgramDefinition} from './definition.js'

/** What rounding to whole coins may change of an amount that counts many times over. */
const ROUNDING = 0.01

/** An amount that so many points stand for, and what it is called in the file. */
interface PerPoints {
  readonly of: string
  readonly key: 'per' | 'faceValue'
  readonly points: number
  readonly unit: ProgramDefinition['points']['unit']
}

/** In minor units, where whole coins can say it: half a cent for a point, rounded, would pay twice what is written. */
export function inCoins(amount: number, {of, key, points, unit}: PerPoints, currency: Currency): Minor {
  const coins = fromMajor(amount, currency)
  const written = smallPrice(amount, currency)
  if (Math.abs(coins - written) <= ROUNDING * written) return coins
  throw new RegularsError('usage', 'program-below-coin', `${of}.${key} is ${amount}, finer than the smallest coin of ${currency}.`,
    unit === 'cash' && key === 'faceValue' ? `Points of a wallet are the smallest coins of ${currency}; write {points: 1, faceValue: ${toMajor(1, currency)}}.`
      : inCoinsWith(amount, {key, points}, currency))
}

/** The same with so many times as much of both that coins can say it. */
function inCoinsWith(amount: number, {key, points}: Pick<PerPoints, 'key' | 'points'>, currency: Currency): string {
  const {num, den} = ratioOf(amount)
  const times = [10, 100, 1000, 10_000].find((each) => (num * 10 ** minorDigits(currency) * each) % den === 0) ?? 100_000
  return `Raise ${key} and points together, such as {points: ${decimal(points * times)}, ${key}: ${decimal(amount * times)}}.`
}

/** Without what binary fractions add to decimal ones. */
function decimal(value: number): number {
  return Number(value.toPrecision(12))
}
