import {assert} from './assert.js'
import type {Brand} from './brand.js'

/** An amount in integer minor units (cents for EUR). Exact up to 2^53 − 1. */
export type Minor = Brand<number, 'Minor'>

/** ISO 4217 code, such as EUR. */
export type Currency = string

/** ISO 4217: no currency is involved (reports that speak of points only). */
export const NO_CURRENCY: Currency = 'XXX'

/** Money as it appears in JSON: a decimal string, never a float. */
export interface MoneyJson {
  readonly amount: string
  readonly currency: Currency
}

/** Currencies whose minor unit is not a hundredth (ISO 4217). */
const MINOR_DIGITS: Readonly<Record<string, number>> = {
  BHD: 3, BIF: 0, CLP: 0, DJF: 0, GNF: 0, IQD: 3, ISK: 0, JOD: 3, JPY: 0, KMF: 0, KRW: 0, KWD: 3, LYD: 3, OMR: 3,
  PYG: 0, RWF: 0, TND: 3, UGX: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
}

export function minorDigits(currency: Currency): number {
  return MINOR_DIGITS[currency] ?? 2
}

export function minor(value: number): Minor {
  assert(Number.isSafeInteger(value), `money is whole minor units, got ${value}`)
  return (value === 0 ? 0 : value) as Minor
}

/** Half away from zero, as invoices round. */
export function roundMinor(value: number): Minor {
  return minor(value < 0 ? -Math.floor(-value + 0.5) : Math.floor(value + 0.5))
}

/** `-12.50`: always a point, never a separator, exactly the currency's digits. */
export function decimalText(amount: Minor, currency: Currency): string {
  const digits = minorDigits(currency)
  const text = String(Math.abs(amount)).padStart(digits + 1, '0')
  const sign = amount < 0 ? '-' : ''
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

export function moneyJson(amount: Minor, currency: Currency): MoneyJson {
  return {amount: decimalText(amount, currency), currency}
}

/** The nearest minor unit of an amount in major units (12.5 → 1250). */
export function fromMajor(amount: number, currency: Currency): Minor {
  // Through the decimal text, because 1.005 * 100 is 100.49999999999999.
  const scaled = Number(`${amount}e${minorDigits(currency)}`)
  return roundMinor(Number.isNaN(scaled) ? amount * 10 ** minorDigits(currency) : scaled)
}

/** Parts of a minor unit in which small prices are kept: a power of two, so that sums of them are exact whatever their order. */
const PARTS = 2 ** 20

/** A price that may be less than a minor unit, such as a message's: 0.004 → 0.4, to a millionth. Whole minor units stay whole. */
export function smallPrice(amount: number, currency: Currency): number {
  const scaled = Number(`${amount}e${minorDigits(currency)}`)
  return Math.round((Number.isNaN(scaled) ? amount * 10 ** minorDigits(currency) : scaled) * PARTS) / PARTS
}

export function toMajor(amount: number, currency: Currency): number {
  return amount / 10 ** minorDigits(currency)
}
