import {day, parseIsoDay} from '../base/day.js'
import {fromMajor, type MoneyJson} from '../base/money.js'
import type {LoyalDefinition} from '../history/loyal.js'
import type {ProfileLoyalCandidate, ProfileResult} from '../tasks/profile/result.js'
import type {MoneySpread} from '../tasks/simulate/result.js'
import type {Language} from '../vocabulary.js'
import {type Format, formatFor, type Spread} from './format.js'
import type {ProfileWords} from './profile-words.js'
import {WORDS_PROFILE} from './words/profile.js'

/** How a profile's figures are written, on screen and on the page alike. */
export class ProfileFigures {
  readonly format: Format
  readonly words: ProfileWords

  constructor(readonly result: ProfileResult, readonly language: Language) {
    this.format = formatFor(language, result.currency)
    this.words = WORDS_PROFILE[language]
  }

  minor({amount}: MoneyJson): number {
    return fromMajor(Number(amount), this.format.currency)
  }

  money(money: MoneyJson): string {
    return this.format.money(this.minor(money))
  }

  wholeMoney(money: MoneyJson): string {
    return this.format.wholeMoney(this.minor(money))
  }

  aboutMoney(money: MoneyJson): string {
    return this.format.aboutMoney(this.minor(money))
  }

  /** `≈ €120,000 (€100,000 to €140,000)` */
  moneySpread({p10, p50, p90}: MoneySpread): string {
    const minor = (text: string) => fromMajor(Number(text), this.format.currency)
    return this.format.spread({p10: minor(p10), p50: minor(p50), p90: minor(p90)}, this.format.aboutMoney)
  }

  countSpread(spread: Spread): string {
    return this.format.spread(spread, this.format.integer)
  }

  percent(share: number, decimals = 0): string {
    return this.format.percent(share, decimals)
  }

  day(iso: string): string {
    return this.format.day(parseIsoDay(iso) ?? day(0))
  }

  days(count: number): string {
    return this.words.days(this.format.integer(count))
  }

  /** `2025-03` → `Mar 2025`; a year stays as it is */
  period(text: string): string {
    const [year, month] = text.split('-').map(Number)
    return month === undefined ? text : this.format.month(year! * 12 + month - 1)
  }

  /** What the best fifth brings, beside the saying and what was measured elsewhere. */
  topFifth(): string {
    const {top, folklore} = this.result.concentration
    const fifth = top.find(({share}) => share === 0.2)!
    return this.words.topFifth(this.percent(0.2), this.format.integer(fifth.customers), this.percent(fifth.revenueShare, 1),
      this.percent(folklore.topFifth), this.percent(folklore.measuredElsewhere))
  }

  definition({ordersPerYear, withinDays, tenureMonths, topSpend}: LoyalDefinition): string {
    const {conditions} = this.words
    return this.format.list([
      ...(ordersPerYear === undefined ? [] : [conditions.ordersPerYear(ordersPerYear)]),
      ...(withinDays === undefined ? [] : [conditions.withinDays(withinDays)]),
      ...(tenureMonths === undefined ? [] : [conditions.tenureMonths(tenureMonths)]),
      ...(topSpend === undefined ? [] : [conditions.topSpend(this.percent(topSpend))]),
    ])
  }

  /** `{ordersPerYear: 4}`, as it would stand in regulars.yaml */
  settings(definition: LoyalDefinition): string {
    const given = Object.entries(definition).filter(([, value]) => value !== undefined)
    return `{${given.map(([name, value]) => `${name}: ${value}`).join(', ')}}`
  }

  /** The candidates worth showing: the best of each kind, the proposed one among them. */
  shownCandidates(): ProfileLoyalCandidate[] {
    const {candidates, proposed} = this.result.loyal
    const gain = ({holdout}: ProfileLoyalCandidate) => (holdout === null ? 0 : holdout.revenueCaptured - holdout.customerShare)
    const best = new Map<string, ProfileLoyalCandidate>()
    for (const each of candidates) {
      const known = best.get(each.kind)
      if (known === undefined || gain(each) > gain(known)) best.set(each.kind, each)
    }
    const chosen = proposed === null ? undefined : candidates[proposed]
    if (chosen !== undefined) best.set(chosen.kind, chosen)
    return [...best.values()]
  }
}
