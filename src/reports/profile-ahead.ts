import type {ProfileChannel, ProfileLoyalCandidate} from '../tasks/profile/result.js'
import {backtestLine, fitNoteText, monthsText} from './backtest-line.js'
import {right, type Section, text} from './document.js'
import type {ProfileFigures} from './profile-figures.js'

/** Shown as how to write one where none is proposed. */
const EXAMPLE = {ordersPerYear: 4, withinDays: 90}
const ALL = 0.995
const DRIFTERS_SHOWN = 10
const LONGEST_KEY = 26
const CHANNELS_SHOWN = 8
const CATEGORIES_SHOWN = 3

export function loyalSection(figures: ProfileFigures): Section | undefined {
  const {result: {loyal}, format, words} = figures
  const {inForce, candidates, proposed} = loyal
  if (inForce === null && candidates.length === 0) return undefined
  const best = proposed === null ? undefined : candidates[proposed]
  const row = (each: ProfileLoyalCandidate, remark: string) => [
    remark === '' ? figures.definition(each.definition) : `${figures.definition(each.definition)} (${remark})`,
    ...(each.holdout === null
      ? ['', '', '']
      : [figures.percent(each.holdout.customerShare), figures.percent(each.holdout.revenueCaptured), figures.percent(each.holdout.cameBack)]),
    format.integer(each.customersToday),
  ]
  return {id: 'loyal', title: words.headings.loyal, blocks: [
    ...(loyal.cutOff === null ? [] : [text(words.loyalIntro(figures.day(loyal.cutOff)))]),
    {
      kind: 'table', columns: [{heading: words.definition}, right(words.named), right(words.captured), right(words.cameBack), right(words.today)],
      rows: [
        ...figures.shownCandidates().map((each) => row(each, each === best ? words.proposed : '')),
        ...(inForce?.source === 'settings' ? [row(inForce, words.yours)] : []),
      ],
    },
    ...(inForce === null ? [text(words.loyalNone)] : [
      text(words.loyalToday(format.integer(inForce.customersToday), figures.percent(inForce.shareToday), figures.percent(inForce.revenueShareToday))),
    ]),
    ...(inForce?.source === 'settings' ? [] : [text(words.loyalSet(figures.settings(inForce?.definition ?? EXAMPLE)))]),
  ]}
}

export function forecastSection(figures: ProfileFigures): Section | undefined {
  const {result: {forecast, customers, horizonMonths}, format, words, language} = figures
  if (forecast === null) return undefined
  const {newcomer} = forecast
  return {id: 'forecast', title: `${words.headings.forecast}, ${monthsText(horizonMonths, language, format)}`, blocks: [
    {kind: 'facts', rows: [
      [words.still, forecast.averageProbabilityAlive > ALL ? words.stillAll(format.integer(customers)) : words.stillText(
        format.integer(forecast.customersStillActive), format.integer(customers), figures.percent(forecast.averageProbabilityAlive))],
      [words.comingBuyers, figures.countSpread(forecast.buyers)],
      [words.comingOrders, figures.countSpread(forecast.orders)],
      [words.comingRevenue, figures.moneySpread(forecast.revenue)],
      ...(forecast.margin === null ? [] : [[words.comingMargin, figures.moneySpread(forecast.margin)] as const]),
      [words.newcomer, words.newcomerText(format.number(newcomer.orders.p50), figures.moneySpread(newcomer.revenue))],
    ]},
    text(words.rangeNote),
    text(backtestLine(forecast.backtest, language, format)),
    ...forecast.notes.map((note) => text(fitNoteText(note, language))),
  ]}
}

export function newcomersSection(figures: ProfileFigures): Section | undefined {
  const {result: {newCustomers}, format, words, language} = figures
  if (newCustomers === null) return undefined
  const {all, channels, months, countedFrom} = newCustomers
  const withMargin = all.margin !== null
  const withCac = [all, ...channels].some(({cac}) => cac !== null)
  const row = (name: string, {customers, revenue, firstVisit, cameBack, margin, cac, marginPerCac}: ProfileChannel) => [
    name, format.integer(customers), figures.money(firstVisit), figures.percent(cameBack),
    `${figures.aboutMoney(revenue.mean)} (${words.range(format.aboutNumber(figures.minor(revenue.p10)), format.aboutNumber(figures.minor(revenue.p90)))})`,
    ...(withMargin ? [margin === null ? '' : figures.aboutMoney(margin)] : []),
    ...(withCac ? [cac === null ? '' : figures.aboutMoney(cac)] : []),
    ...(withMargin && withCac ? [marginPerCac === null ? '' : format.number(marginPerCac)] : []),
  ]
  const length = monthsText(months, language, format)
  return {id: 'newcomers', title: words.headings.newcomers, blocks: [
    {
      kind: 'table',
      columns: [
        {heading: words.channel}, right(words.newCount), right(words.firstVisit), right(words.cameBack), right(words.firstMonths(length)),
        ...(withMargin ? [right(words.margin)] : []), ...(withCac ? [right(words.cac)] : []), ...(withMargin && withCac ? [right(words.perCac)] : []),
      ],
      rows: [...channels.slice(0, CHANNELS_SHOWN).map((each) => row(each.channel ?? words.unknownChannel, each)), row(words.allChannels, all)],
    },
    text(words.newcomersNote(length, figures.day(countedFrom))),
  ]}
}

export function driftingSection(figures: ProfileFigures): Section | undefined {
  const {result: {drifting}, format, words} = figures
  if (drifting === null || drifting.list.length === 0) return undefined
  const withModel = drifting.atStake !== null
  const leaves = drifting.list.some(({probabilityAlive}) => probabilityAlive !== null)
  return {id: 'drifting', title: words.headings.drifting, blocks: [
    text(words.driftingIntro(format.integer(drifting.customers), drifting.atStake === null ? null : figures.aboutMoney(drifting.atStake), leaves)),
    {
      kind: 'table',
      columns: [
        {heading: words.customer}, right(words.away), right(words.usual), right(words.orders.toLowerCase()), right(words.spent),
        ...(leaves ? [right(words.stillThere)] : []), ...(withModel ? [right(words.atStake)] : []),
      ],
      rows: drifting.list.slice(0, DRIFTERS_SHOWN).map((each) => [
        shortened(each.customer), format.integer(each.daysSinceLast), format.integer(each.usualGapDays), format.integer(each.orders),
        figures.wholeMoney(each.spend),
        ...(each.probabilityAlive === null ? [] : [figures.percent(each.probabilityAlive)]),
        ...(each.atStake === null ? [] : [figures.aboutMoney(each.atStake)]),
      ]),
    },
    text(words.driftingNote),
  ]}
}

/** A key that leaves room for the figures. */
function shortened(key: string): string {
  return key.length <= LONGEST_KEY ? key : `${key.slice(0, LONGEST_KEY - 1)}…`
}

export function clustersSection(figures: ProfileFigures): Section | undefined {
  const {result: {clusters}, format, words} = figures
  if (clusters === null || !clusters.shown || clusters.explained === null || clusters.stability === null) return undefined
  const withCategories = clusters.groups.some(({categories}) => categories.length > 0)
  return {id: 'groups', title: words.headings.clusters, blocks: [
    text(words.clustersIntro(
      format.number(clusters.stability, 2), figures.percent(clusters.explained.segments), figures.percent(clusters.explained.withGroups))),
    {
      kind: 'table',
      columns: [
        {heading: words.group}, right(words.customers.toLowerCase()), right(words.ofRevenue), right(words.usual), right(words.averageOrder),
        ...(withCategories ? [{heading: words.buys}] : []),
      ],
      rows: clusters.groups.map((group, i) => [
        String.fromCharCode(65 + i), format.integer(group.customers), figures.percent(group.revenueShare), figures.days(group.usualGapDays),
        figures.money(group.averageOrder),
        group.categories.slice(0, CATEGORIES_SHOWN).map(({category, share}) => `${category} ${figures.percent(share)}`).join(', '),
      ]),
    },
  ]}
}
