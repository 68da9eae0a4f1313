import {RHYTHMS, type RhythmClass} from '../history/rhythm.js'
import type {ProfileCohort} from '../tasks/profile-result.js'
import type {ProfileFigures} from './profile-figures.js'
import {bar, sparkline, thinned} from './sparkline.js'
import {type Column, facts, heading, SCREEN_WIDTH, table, wrap} from './table.js'

const BAR = 30
const MONTHS_SHOWN = 36
const YEARS_SHOWN = 6
const COHORTS_SHOWN = 12
/** Months after the first whose retention is printed as a number. */
const AFTER = [1, 3, 6, 12]

export function overview(figures: ProfileFigures): string {
  const {result, format, words} = figures
  return section(words.title(figures.day(result.from), figures.day(result.asOf)), facts([
    [words.customers, words.customersText(format.integer(result.customers), format.integer(result.activeCustomers))],
    [words.orders, words.ordersText(format.integer(result.orders), format.number(result.ordersPerCustomer), figures.money(result.averageOrder))],
    [words.revenue, figures.wholeMoney(result.revenue)],
  ]))
}

export function concentrationSection(figures: ProfileFigures): string {
  const {result: {concentration: {top, curve, folklore}}, format, words} = figures
  const fifth = top.find(({share}) => share === 0.2)!
  const rows = top.map(({share, customers, revenueShare}) =>
    [figures.percent(share), format.integer(customers), figures.percent(revenueShare), bar(revenueShare, BAR)])
  return section(words.headings.concentration,
    paragraph(words.topFifth(figures.percent(0.2), format.integer(fifth.customers), figures.percent(fifth.revenueShare, 1),
      figures.percent(folklore.topFifth), figures.percent(folklore.measuredElsewhere))),
    table([right(words.best), right(words.customers.toLowerCase()), right(words.ofRevenue), {heading: ''}], rows),
    facts([[words.curve, words.curveText(sparkline(thinned(curve.slice(1), 25), 1))]]))
}

export function returnSection(figures: ProfileFigures): string {
  const {result: {oneTimeBuyers: once, repeatRate, newAndReturning: year, months}, format, words} = figures
  const shown = months.slice(-MONTHS_SHOWN)
  const [fresh, returning] = [shown.map(({revenueNew}) => Number(revenueNew.amount)), shown.map(({revenueReturning}) => Number(revenueReturning.amount))]
  const most = Math.max(...fresh, ...returning)
  const again = ({rate, base}: {rate: number; base: number}) => words.boughtAgain(figures.percent(rate), format.integer(base))
  return section(words.headings.return,
    facts([
      [words.once, words.onceText(format.integer(once.customers), figures.percent(once.share), figures.percent(once.revenueShare),
        format.integer(once.longAgo))],
      ...(repeatRate.days90.base === 0 ? [] : [[words.within90, again(repeatRate.days90)] as const]),
      ...(repeatRate.months12.base === 0 ? [] : [[words.within12, again(repeatRate.months12)] as const]),
      [words.lastYear, words.lastYearText(figures.wholeMoney(year.revenueNew), format.integer(year.newCustomers), figures.percent(year.newShare),
        figures.wholeMoney(year.revenueReturning))],
    ]),
    ...(shown.length < 3 ? [] : [
      words.monthly(figures.period(shown[0]!.month), figures.period(shown.at(-1)!.month)),
      facts([[words.fromNew, sparkline(fresh, most)], [words.fromReturning, sparkline(returning, most)]], {indent: 2}),
    ]))
}

export function rhythmSection(figures: ProfileFigures): string | undefined {
  const {result: {rhythm}, format, words} = figures
  if (rhythm === null) return undefined
  const total = rhythm.classes.reduce((sum, {customers}) => sum + customers, 0)
  return section(words.headings.rhythm,
    paragraph([
      words.gaps(figures.days(rhythm.p25), figures.days(rhythm.median), figures.days(rhythm.p90)), words.ownGap(figures.days(rhythm.typicalOwnGap)),
    ].join(' ')),
    table([{heading: words.comes}, right(words.customers.toLowerCase()), {heading: ''}],
      (Object.keys(RHYTHMS) as RhythmClass[]).map((name) => {
        const {customers} = rhythm.classes.find((each) => each.rhythm === name)!
        return [words.rhythms[name], format.integer(customers), bar(customers / total, BAR)]
      })),
    paragraph(words.overdue(format.integer(rhythm.overdue), format.integer(rhythm.reachable))))
}

export function segmentsSection(figures: ProfileFigures): string | undefined {
  const {result: {segments}, format, words} = figures
  if (segments.length === 0) return undefined
  const rows = segments.filter(({customers}) => customers > 0).map((each) => [
    words.nameAndMeaning(words.segmentNames[each.segment], words.segmentMeanings[each.segment]), format.integer(each.customers),
    figures.percent(each.revenueShare),
    format.number(each.orders), format.integer(each.daysSinceLast),
  ])
  return section(words.headings.segments,
    table([
      {heading: words.segment}, right(words.customers.toLowerCase()), right(words.ofRevenue), right(words.ordersEach), right(words.daysAgo),
    ], rows),
    paragraph(words.segmentsNote))
}

export function cohortsSection(figures: ProfileFigures): string | undefined {
  const {result: {cohorts}, words} = figures
  const parts = [
    ...(cohorts.year.length < 2 ? [] : [yearTable(figures, cohorts.year)]),
    ...(cohorts.month.filter(({active}) => active.length > 1).length < 2 ? [] : [monthTable(figures, cohorts.month)]),
  ]
  return parts.length === 0 ? undefined : section(words.headings.cohorts, parts.join('\n\n'), paragraph(words.cohortsNote))
}

function yearTable(figures: ProfileFigures, cohorts: readonly ProfileCohort[]): string {
  const {format, words} = figures
  const shown = cohorts.slice(-YEARS_SHOWN)
  const columns = Math.max(...shown.map(({active}) => active.length)) - 1
  const numbers = Array.from({length: Math.min(columns, YEARS_SHOWN)}, (_, i) => i + 1)
  return table(
    [{heading: words.year}, right(words.joined), ...numbers.map((years) => right(words.yearsAfter(years)))],
    shown.map((cohort) => [cohort.period, format.integer(cohort.size), ...numbers.map((after) => retained(figures, cohort, after))]))
}

function monthTable(figures: ProfileFigures, cohorts: readonly ProfileCohort[]): string {
  const {format, words} = figures
  const old = cohorts.filter(({active}) => active.length > 1)
  const most = Math.max(...old.map(({active, size}) => Math.max(...active.slice(1, 13)) / size))
  const row = (name: string, {size, active}: Pick<ProfileCohort, 'size' | 'active'>) => [
    name, format.integer(size), ...AFTER.map((after) => retained(figures, {size, active}, after)),
    sparkline(active.slice(1, 13).map((count) => count / size), most),
  ]
  return table(
    [
      {heading: words.month}, right(words.joined),
      ...AFTER.map((after) => right(words.monthsAfter(after))), {heading: words.curveMonths},
    ],
    [...old.slice(-COHORTS_SHOWN).map((cohort) => row(figures.period(cohort.period), cohort)), allRow(figures, old, most)])
}

/** All cohorts together: for each month after the first, those who have had it. */
function allRow(figures: ProfileFigures, cohorts: readonly ProfileCohort[], most: number): string[] {
  const after = (months: number) => {
    const had = cohorts.filter(({active}) => active.length > months)
    const size = had.reduce((sum, each) => sum + each.size, 0)
    return size === 0 ? undefined : had.reduce((sum, each) => sum + each.active[months]!, 0) / size
  }
  const curve = Array.from({length: 12}, (_, i) => after(i + 1)).filter((share) => share !== undefined)
  const size = cohorts.reduce((sum, each) => sum + each.size, 0)
  return [
    figures.words.allCohorts, figures.format.integer(size),
    ...AFTER.map((months) => { const share = after(months); return share === undefined ? '' : figures.percent(share) }), sparkline(curve, most),
  ]
}

function retained(figures: ProfileFigures, {size, active}: Pick<ProfileCohort, 'size' | 'active'>, after: number): string {
  const count = active[after]
  return count === undefined ? '' : figures.percent(count / size)
}

export function trendsSection(figures: ProfileFigures): string | undefined {
  const {result: {trends}, format, words} = figures
  if (trends === null) return undefined
  const total = Object.values(trends).reduce((sum, each) => sum + each, 0)
  const names = ['rising', 'stable', 'fading', 'gone', 'new'] as const
  return section(words.headings.trends,
    table([{heading: ''}, right(words.customers.toLowerCase()), {heading: ''}],
      names.map((name) => [words.trendNames[name], format.integer(trends[name]), bar(total === 0 ? 0 : trends[name] / total, BAR)])),
    paragraph(words.trendsNote))
}

export function right(text: string): Column {
  return {heading: text, align: 'right'}
}

export function section(title: string, ...parts: readonly string[]): string {
  return [heading(title), ...parts].join('\n')
}

export function paragraph(text: string): string {
  return wrap(text, SCREEN_WIDTH)
}
