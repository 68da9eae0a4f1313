import {minorDigits, toMajor, type Currency} from '../base/money.js'
import type {Language} from '../vocabulary.js'

/** What a starter program is scaled to. */
export interface Shop {
  /** the median order, minor units */
  readonly typicalOrderMinor: number
  readonly currency: Currency
  /** orders a good customer makes in a year (three in four make fewer); without it, often enough */
  readonly ordersPerYear?: number
  /** what the shop sells in a year, minor units; without it, a thousand typical orders */
  readonly yearlySalesMinor?: number
  readonly grossMargin?: number
  readonly language: Language
}

export interface StarterProgram {
  readonly name: string
  readonly fileName: string
  readonly text: string
}

export const STARTERS = ['points', 'stamps', 'paid-membership'] as const
export type StarterName = (typeof STARTERS)[number]

/**
 * One of three programs to begin with, in figures that suit the shop: a reward within about eight typical orders, fewer where
 * good customers do not come that often (a reward nobody reaches changes nobody's behaviour), worth about 5 % of what led to it;
 * a fee of at most one and a half orders.
 */
export function starterProgram(name: StarterName, shop: Shop): StarterProgram {
  const make = {points: pointsStarter, stamps: stampsStarter, 'paid-membership': membershipStarter}[name]
  const program = make(shop)
  return {...program, fileName: `${name}.yaml`}
}

/** Orders that lead to a reward: three quarters of a good customer's year, two to eight. */
function ordersToReward({ordersPerYear}: Shop): number {
  return ordersPerYear === undefined ? 8 : Math.min(8, Math.max(2, Math.round(ordersPerYear * 0.75)))
}

type Draft = Omit<StarterProgram, 'fileName'>

function pointsStarter(shop: Shop): Draft {
  const order = Math.max(toMajor(shop.typicalOrderMinor, shop.currency), smallest(shop.currency))
  const spend = sensible(order * ordersToReward(shop))
  const face = sensible(spend * 0.05)
  // One point for each step of spend, so that a reward takes about a hundred points whatever the currency.
  const per = sensible(spend / 100)
  const points = Math.max(1, Math.round(spend / per))
  const fr = shop.language === 'fr'
  const off = fr ? `${withComma(plain(face))} de remise` : `${plain(face)} off`
  const name = 'Points'
  const each = money(per, shop)
  const title = fr ? 'Points : chaque achat rapporte ; assez de points deviennent une remise.' : 'Points: every purchase earns; enough points become money off.'
  const description = fr ? `Un point par ${withComma(each)} dépensé, ${off} pour ${points} points.`
    : `One point per ${each} spent, ${off} for ${points} points.`
  const text = `# ${title}
name: ${name}
description: ${quoted(description)}
enrolment: {mode: opt-in, share: 0.40} # ${fr ? 'part des clients qui adhèrent' : 'how many customers join'}
earn:
  - {points: 1, per: ${money(per, shop)}}
points: {expire: {after: 12 months, rule: fifo}}
rewards:
  - {name: ${quoted(off)}, points: ${points}, faceValue: ${money(face, shop)}, redeem: next-order}
${running(shop, 0.001, 0.0002)}
`
  return {name, text}
}

function stampsStarter(shop: Shop): Draft {
  const order = Math.max(toMajor(shop.typicalOrderMinor, shop.currency), smallest(shop.currency))
  const orders = ordersToReward(shop)
  const stamps = orders + 2
  const face = sensible((order * orders) / 16)
  const costRatio = shop.grossMargin === undefined ? 0.6 : Math.min(1, Math.max(0.05, Math.round((1 - shop.grossMargin) * 100) / 100))
  const fr = shop.language === 'fr'
  const name = fr ? 'Carte à tampons' : 'Stamp card'
  const item = fr ? `un article offert, jusqu’à ${withComma(plain(face))}` : `a free item up to ${plain(face)}`
  const from = fr ? 'un tampon par commande à partir de ce montant' : 'one stamp per order from this amount'
  const cost = fr ? 'ce qu’il nous coûte : prix × costRatio' : 'what it costs us: price × costRatio'
  const description = fr ? `Un tampon par commande, ${item} pour ${stamps} tampons ; deux sont offerts.`
    : `One stamp per order, ${item} for ${stamps} stamps; two are given at the start.`
  const text = `# ${fr ? 'Tampons : un par visite ; la carte pleine donne un article.' : 'Stamps: one per visit; a full card brings an item.'}
name: ${name}
description: ${quoted(description)}
enrolment: {mode: opt-in, share: 0.50, welcome: 2}
earn:
  - {points: 1, minimum: ${money(sensible(order * 0.3), shop)}} # ${from}
points: {unit: stamps, expire: {after: 12 months, rule: inactivity}}
rewards:
  - {name: ${quoted(item)}, kind: item, points: ${stamps}, faceValue: ${money(face, shop)},
     costRatio: ${costRatio}} # ${cost}
${running(shop, 0.0003, 0)}
`
  return {name, text}
}

function membershipStarter(shop: Shop): Draft {
  const order = Math.max(toMajor(shop.typicalOrderMinor, shop.currency), smallest(shop.currency))
  // A tenth off must be able to pay back what the fee takes from those who come often.
  const fee = sensible(order * Math.min(1.5, Math.max(0.15, 0.15 * (shop.ordersPerYear ?? 10))))
  const fr = shop.language === 'fr'
  const name = fr ? 'Abonnement' : 'Membership'
  const off = fr ? '10 % de remise' : '10 % off'
  const text = `# ${fr ? 'Abonnement : une cotisation annuelle contre un avantage permanent.' : 'Paid membership: a yearly fee for a permanent advantage.'}
name: ${name}
description: ${quoted(fr ? `${withComma(plain(fee))} par an pour ${off} sur chaque commande.` : `${plain(fee)} a year for ${off} every order.`)}
enrolment:
  share: 0.07 # ${fr ? 'part des clients qui l’achètent' : 'how many customers buy it'}
  fee: {amount: ${money(fee, shop)}, every: 12 months, renewal: 0.70}
benefits:
  - {name: ${quoted(off)}, kind: discount, percent: 10}
${running(shop, 0.001, 0.0002)}
`
  return {name, text}
}

/** A number as a French sentence has it; values of the file keep their point. */
function withComma(number: string): string {
  return number.replace('.', ',')
}

/** Costs of running it as shares of yearly sales: an order of magnitude, marked as one. */
function running(shop: Shop, setupShare: number, monthShare: number): string {
  const sales = toMajor(shop.yearlySalesMinor ?? shop.typicalOrderMinor * 1000, shop.currency)
  const amount = (value: number): string => (value <= 0 ? '0' : money(sensible(Math.max(value, smallest(shop.currency))), shop))
  const guess = shop.language === 'fr' ? 'une supposition : mettez ici votre devis' : 'a guess: put your own quote here'
  return `costs: {setup: ${amount(sales * setupShare)}, perMonth: ${amount(sales * monthShare)}} # ${guess}`
}

/** The nearest of 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten: figures people put on a poster. */
function sensible(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  const steps = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]
  const best = steps.reduce((a, b) => (Math.abs(b * power - value) < Math.abs(a * power - value) ? b : a))
  return Number((best * power).toPrecision(3))
}

function smallest(currency: Currency): number {
  return 10 ** (1 - minorDigits(currency))
}

/** As a file has it: with the currency's digits, at least one minor unit. */
function money(value: number, shop: Shop): string {
  const digits = minorDigits(shop.currency)
  return Math.max(value, 10 ** -digits).toFixed(digits)
}

function plain(value: number): string {
  return String(value)
}

function quoted(text: string): string {
  return JSON.stringify(text)
}
