import {RHYTHMS, type RhythmClass} from '../history/rhythm.js'
import type {ProfileCohort} from '../tasks/profile/result.js'
import {type Block, drawn, right, type Section, text} from './document.js'
import type {ProfileFigures} from './profile-figures.js'
import {bar, sparkline, thinned} from './sparkline.js'

const BAR = 30
const MONTHS_SHOWN = 36
const YEARS_SHOWN = 6
const COHORTS_SHOWN = 12
/** Shares of fewer customers are noise; such cohorts count in the row of all. */
const SMALLEST_COHORT = 10
/** Months after the first whose retention is printed as a number. */
const AFTER = [1, 3, 6, 12]

export function overview(figures: ProfileFigures): Section {
  const {result, format, words} = figures
  return {id: 'customers', title: words.title(figures.day(result.from), figures.day(result.asOf)), blocks: [{kind: 'facts', rows: [
    [words.customers, words.customersText(format.integer(result.customers), format.integer(result.activeCustomers))],
    [words.orders, words.ordersText(format.integer(result.orders), format.number(result.ordersPerCustomer), figures.money(result.averageOrder))],
    [words.revenue, figures.wholeMoney(result.revenue)],
  ]}]}
}

export function concentrationSection(figures: ProfileFigures): Section {
  const {result: {concentration: {top, curve}, customers: all}, format, words} = figures
  // One of nine customers is not "the best 1 %".
  const rows = top.filter(({share}) => share === 0.2 || share * all >= 1).map(({share, customers, revenueShare}) =>
    [figures.percent(share), format.integer(customers), figures.percent(revenueShare), bar(revenueShare, BAR)])
  return {id: 'concentration', title: words.headings.concentration, blocks: [
    text(figures.topFifth()),
    {kind: 'table', columns: [right(words.best), right(words.customers.toLowerCase()), right(words.ofRevenue), drawn()], rows},
    {kind: 'sparks', title: '', rows: [[words.curve, words.curveText(sparkline(thinned(curve.slice(1), 25), 1))]]},
  ]}
}

export function returnSection(figures: ProfileFigures): Section {
  const {result: {oneTimeBuyers: once, repeatRate, newAndReturning: year}, format, words} = figures
  const again = ({rate, base}: {rate: number; base: number}) => words.boughtAgain(figures.percent(rate), format.integer(base))
  return {id: 'return', title: words.headings.return, blocks: [
    {kind: 'facts', rows: [
      [words.once, words.onceText(format.integer(once.customers), figures.percent(once.share), figures.percent(once.revenueShare),
        format.integer(once.longAgo))],
      ...(repeatRate.days90.base === 0 ? [] : [[words.within90, again(repeatRate.days90)] as const]),
      ...(repeatRate.months12.base === 0 ? [] : [[words.within12, again(repeatRate.months12)] as const]),
      // Where the records begin within these 12 months, everybody would be new.
      ...(year.newShare === 1 ? [] : [[words.lastYear, words.lastYearText(figures.wholeMoney(year.revenueNew), format.integer(year.newCustomers),
        figures.percent(year.newShare), figures.wholeMoney(year.revenueReturning))] as const]),
    ]},
    ...monthly(figures),
  ]}
}

function monthly(figures: ProfileFigures): Block[] {
  const {result: {months}, words} = figures
  const shown = months.slice(-MONTHS_SHOWN)
  if (shown.length < 3) return []
  const [fresh, returning] = [shown.map(({revenueNew}) => Number(revenueNew.amount)), shown.map(({revenueReturning}) => Number(revenueReturning.amount))]
  const most = Math.max(...fresh, ...returning)
  return [{
    kind: 'sparks', title: words.monthly(figures.period(shown[0]!.month), figures.period(shown.at(-1)!.month)),
    rows: [[words.fromNew, sparkline(fresh, most)], [words.fromReturning, sparkline(returning, most)]],
  }]
}

export function rhythmSection(figures: ProfileFigures): Section | undefined {
  const {result: {rhythm}, format, words} = figures
  if (rhythm === null) return undefined
  const total = rhythm.classes.reduce((sum, {customers}) => sum + customers, 0)
  return {id: 'rhythm', title: words.headings.rhythm, blocks: [
    text([
      words.gaps(figures.days(rhythm.p25), figures.days(rhythm.median), figures.days(rhythm.p90)), words.ownGap(figures.days(rhythm.typicalOwnGap)),
    ].join(' ')),
    {
      kind: 'table', columns: [{heading: words.comes}, right(words.customers.toLowerCase()), drawn()],
      rows: (Object.keys(RHYTHMS) as RhythmClass[]).map((name) => {
        const {customers} = rhythm.classes.find((each) => each.rhythm === name)!
        return [words.rhythms[name], format.integer(customers), bar(customers / total, BAR)]
      }),
    },
    text(words.overdue(format.integer(rhythm.overdue), format.integer(rhythm.reachable))),
  ]}
}

export function segmentsSection(figures: ProfileFigures): Section | undefined {
  const {result: {segments}, format, words} = figures
  if (segments.length === 0) return undefined
  const rows = segments.filter(({customers}) => customers > 0).map((each) => [
    words.nameAndMeaning(words.segmentNames[each.segment], words.segmentMeanings[each.segment]), format.integer(each.customers),
    figures.percent(each.revenueShare), format.number(each.orders), format.integer(each.daysSinceLast),
  ])
  return {id: 'segments', title: words.headings.segments, blocks: [
    {
      kind: 'table', rows,
      columns: [{heading: words.segment}, right(words.customers.toLowerCase()), right(words.ofRevenue), right(words.ordersEach), right(words.daysAgo)],
    },
    text(words.segmentsNote),
  ]}
}

export function cohortsSection(figures: ProfileFigures): Section | undefined {
  const {result: {cohorts}, words} = figures
  const months = cohorts.month.filter(({active}) => active.length > 1)
  const blocks = [...(cohorts.year.length < 2 ? [] : [yearTable(figures, cohorts.year)]), ...(months.length < 2 ? [] : [monthTable(figures, months)])]
  return blocks.length === 0 ? undefined : {id: 'cohorts', title: words.headings.cohorts, blocks: [...blocks, text(words.cohortsNote)]}
}

function yearTable(figures: ProfileFigures, cohorts: readonly ProfileCohort[]): Block {
  const {format, words} = figures
  const shown = cohorts.slice(-YEARS_SHOWN)
  const columns = Math.max(...shown.map(({active}) => active.length)) - 1
  const numbers = Array.from({length: columns}, (_, i) => i + 1)
  return {
    kind: 'table', columns: [{heading: words.year}, right(words.joined), ...numbers.map((years) => right(words.yearsAfter(years)))],
    rows: shown.map((cohort) => [cohort.period, format.integer(cohort.size), ...numbers.map((after) => retained(figures, cohort, after))]),
  }
}

function monthTable(figures: ProfileFigures, cohorts: readonly ProfileCohort[]): Block {
  const {format, words} = figures
  const shown = cohorts.filter(({size}) => size >= SMALLEST_COHORT)
  const together = allTogether(cohorts)
  // Where every cohort is too small to be shown, the row of all is drawn against itself.
  const most = Math.max(0, ...shown.map(({active, size}) => Math.max(...active.slice(1, 13)) / size), ...(shown.length === 0 ? defined(together) : []))
  const row = (cohort: ProfileCohort) => [
    figures.period(cohort.period), format.integer(cohort.size), ...AFTER.map((after) => retained(figures, cohort, after)),
    sparkline(cohort.active.slice(1, 13).map((count) => count / cohort.size), most),
  ]
  return {
    kind: 'table',
    columns: [{heading: words.month}, right(words.joined), ...AFTER.map((after) => right(words.monthsAfter(after))), drawn(words.curveMonths)],
    rows: [...shown.slice(-COHORTS_SHOWN).map(row), allRow(figures, cohorts, together, most)],
  }
}

/** All cohorts together: for each of twelve months after the first, the share of those who have had it. */
function allTogether(cohorts: readonly ProfileCohort[]): (number | undefined)[] {
  return Array.from({length: 12}, (_, i) => {
    const had = cohorts.filter(({active}) => active.length > i + 1)
    const size = had.reduce((sum, each) => sum + each.size, 0)
    return size === 0 ? undefined : had.reduce((sum, each) => sum + each.active[i + 1]!, 0) / size
  })
}

const defined = (shares: readonly (number | undefined)[]): number[] => shares.filter((share) => share !== undefined)

function allRow(figures: ProfileFigures, cohorts: readonly ProfileCohort[], together: readonly (number | undefined)[], most: number): string[] {
  const size = cohorts.reduce((sum, each) => sum + each.size, 0)
  const shown = AFTER.map((after) => {
    const share = together[after - 1]
    return share === undefined ? '' : figures.percent(share)
  })
  return [figures.words.allCohorts, figures.format.integer(size), ...shown, sparkline(defined(together), most)]
}

function retained(figures: ProfileFigures, {size, active}: ProfileCohort, after: number): string {
  const count = active[after]
  return count === undefined ? '' : figures.percent(count / size)
}

export function trendsSection(figures: ProfileFigures): Section | undefined {
  const {result: {trends}, format, words} = figures
  if (trends === null) return undefined
  const total = Object.values(trends).reduce((sum, each) => sum + each, 0)
  const names = ['rising', 'stable', 'fading', 'gone', 'new'] as const
  return {id: 'trends', title: words.headings.trends, blocks: [
    {
      kind: 'table', columns: [{heading: ''}, right(words.customers.toLowerCase()), drawn()],
      rows: names.map((name) => [words.trendNames[name], format.integer(trends[name]), bar(total === 0 ? 0 : trends[name] / total, BAR)]),
    },
    text(words.trendsNote),
  ]}
}
