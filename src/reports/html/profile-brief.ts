import {fromMajor, type MoneyJson} from '../../base/money.js'
import type {ProfileResult} from '../../tasks/profile-result.js'
import type {Language} from '../../vocabulary.js'
import {monthlyBars} from '../charts/bars.js'
import {cohortChart, concentrationChart} from '../charts/customers.js'
import {formatFor} from '../format.js'
import {WORDS_REPORT} from '../words-report.js'
import {html, type Markup} from './markup.js'
import {figure, section} from './page.js'

/** Cohorts drawn at most; older ones say little about today. */
const COHORTS_SHOWN = 24

/** Who the customers are, in one section. */
export function profileBrief(profile: ProfileResult, language: Language): Markup {
  const words = WORDS_REPORT[language]
  const format = formatFor(language, profile.currency)
  const money = ({amount}: MoneyJson) => fromMajor(Number(amount), profile.currency)
  const month = (text: string) => format.month(Number(text.slice(0, 4)) * 12 + Number(text.slice(5)) - 1)
  const fifth = profile.concentration.top.find(({share}) => share === 0.2)
  const facts: [string, string][] = [
    [words.facts.customers, format.integer(profile.customers)],
    [words.facts.orders, format.integer(profile.orders)],
    [words.facts.revenue, format.wholeMoney(money(profile.revenue))],
    [words.facts.averageOrder, format.money(money(profile.averageOrder))],
    ...(profile.repeatRate.days90.base === 0 ? [] : [fact(words.facts.repeat90, format.percent(profile.repeatRate.days90.rate, 0))]),
    ...(profile.repeatRate.months12.base === 0 ? [] : [fact(words.facts.repeat12, format.percent(profile.repeatRate.months12.rate, 0))]),
    [words.facts.oneTime, format.percent(profile.oneTimeBuyers.share, 0)],
    ...(profile.rhythm === null ? [] : [fact(words.facts.gap, words.facts.days(format.integer(profile.rhythm.median)))]),
  ]
  const percent = (share: number) => format.percent(share, 0)
  const fifthText = fifth === undefined ? '' : words.topFifth(percent(fifth.revenueShare))
  const cohorts = profile.cohorts.month.slice(-COHORTS_SHOWN).filter(({active}) => active.length > 1)
    .map(({period, size, active}) => ({name: month(period), shares: active.map((count) => count / size)}))
  const monthly = [
    {name: words.returningRevenue, colour: 'accent', values: profile.months.map(({revenueReturning}) => Number(revenueReturning.amount))},
    {name: words.newRevenue, colour: 'second', values: profile.months.map(({revenueNew}) => Number(revenueNew.amount))},
  ] as const
  return section('profile', words.customers,
    html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
`,
    figure(concentrationChart(fifthText, profile.concentration.curve,
      {x: words.curveX, y: words.curveY, fifth: words.fifth(percent(fifth?.revenueShare ?? 0)), percent}), fifthText),
    figure(monthlyBars('months', words.monthsCaption, profile.months.map((each) => month(each.month)), monthly,
      (value) => format.wholeMoney(fromMajor(value, profile.currency))), words.monthsCaption, monthly),
    cohorts.length < 2 ? html`` : figure(cohortChart(words.cohortsCaption, cohorts, {x: words.cohortsX, percent}), words.cohortsCaption))
}

function fact(name: string, value: string): [string, string] {
  return [name, value]
}
