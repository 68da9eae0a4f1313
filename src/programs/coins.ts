import {RegularsError} from '../base/errors.js'
import {fromMajor, minorDigits, smallPrice, type Currency, type Minor} from '../base/money.js'
import {ratioOf} from './arithmetic.js'

/** What rounding to whole coins may change of an amount that counts many times over. */
const ROUNDING = 0.01

/** An amount that so many points stand for, and what it is called in the file. */
interface PerPoints {
  readonly of: string
  readonly key: 'per' | 'faceValue'
  readonly points: number
}

/** In minor units, where whole coins can say it: half a cent for a point, rounded, would pay twice what is written. */
export function inCoins(amount: number, {of, key, points}: PerPoints, currency: Currency): Minor {
  const coins = fromMajor(amount, currency)
  const written = smallPrice(amount, currency)
  if (Math.abs(coins - written) <= ROUNDING * written) return coins
  const {num, den} = ratioOf(amount)
  const times = [10, 100, 1000, 10_000].find((each) => (num * 10 ** minorDigits(currency) * each) % den === 0) ?? 100_000
  throw new RegularsError('usage', 'program-below-coin', `${of}.${key} is ${amount}, finer than the smallest coin of ${currency}.`,
    `Raise ${key} and points together, such as {points: ${decimal(points * times)}, ${key}: ${decimal(amount * times)}}.`)
}

/** Without what binary fractions add to decimal ones. */
function decimal(value: number): number {
  return Number(value.toPrecision(12))
}
