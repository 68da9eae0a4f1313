import type {RfmSegment} from '../history/rfm.js'
import type {RhythmClass} from '../history/rhythm.js'
import type {Trend} from '../history/trend.js'
import type {ProfileNote} from '../tasks/profile/result.js'

/** Every word of a profile. Arguments are figures already written in the reader's style. */
export interface ProfileWords {
  readonly title: (from: string, to: string) => string
  readonly headings: Readonly<Record<
    'concentration' | 'return' | 'rhythm' | 'segments' | 'loyal' | 'cohorts' | 'trends' | 'forecast' | 'newcomers' | 'drifting' | 'clusters' | 'notes', string>>
  readonly customers: string
  readonly customersText: (all: string, active: string) => string
  readonly orders: string
  readonly ordersText: (all: string, each: string, average: string) => string
  readonly revenue: string
  readonly topFifth: (share: string, customers: string, revenue: string, folklore: string, measured: string) => string
  readonly best: string
  readonly ofRevenue: string
  readonly curve: string
  readonly curveText: (line: string) => string
  readonly once: string
  readonly onceText: (customers: string, share: string, revenue: string, longAgo: string) => string
  readonly within90: string
  readonly within12: string
  readonly boughtAgain: (share: string, base: string) => string
  readonly lastYear: string
  readonly lastYearText: (fresh: string, newcomers: string, newShare: string, returning: string) => string
  readonly monthly: (from: string, to: string) => string
  readonly fromNew: string
  readonly fromReturning: string
  readonly gaps: (p25: string, median: string, p90: string) => string
  readonly ownGap: (days: string) => string
  readonly rhythms: Readonly<Record<RhythmClass, string>>
  readonly comes: string
  readonly overdue: (customers: string, reachable: string) => string
  readonly segment: string
  readonly segmentNames: Readonly<Record<RfmSegment, string>>
  readonly segmentMeanings: Readonly<Record<RfmSegment, string>>
  readonly nameAndMeaning: (name: string, meaning: string) => string
  readonly ordersEach: string
  readonly daysAgo: string
  readonly segmentsNote: string
  readonly loyalIntro: (day: string) => string
  readonly definition: string
  readonly named: string
  readonly captured: string
  readonly cameBack: string
  readonly today: string
  readonly proposed: string
  readonly yours: string
  readonly conditions: {
    readonly ordersPerYear: (count: number) => string
    readonly withinDays: (count: number) => string
    readonly tenureMonths: (count: number) => string
    readonly topSpend: (share: string) => string
  }
  readonly loyalToday: (customers: string, share: string, revenue: string) => string
  readonly loyalNone: string
  readonly loyalCaption: string
  readonly loyalX: string
  readonly loyalY: string
  readonly loyalSet: (settings: string) => string
  readonly year: string
  readonly month: string
  readonly joined: string
  readonly yearsAfter: (years: number) => string
  readonly monthsAfter: (months: number) => string
  readonly allCohorts: string
  readonly curveMonths: string
  readonly cohortsNote: string
  readonly trendNames: Readonly<Record<Exclude<Trend, 'past'>, string>>
  readonly trendsNote: string
  readonly still: string
  readonly stillText: (count: string, all: string, share: string) => string
  readonly stillAll: (all: string) => string
  readonly comingBuyers: string
  readonly comingOrders: string
  readonly comingRevenue: string
  readonly comingMargin: string
  readonly newcomer: string
  readonly newcomerText: (orders: string, revenue: string) => string
  readonly rangeNote: string
  readonly channel: string
  readonly allChannels: string
  readonly unknownChannel: string
  readonly newCount: string
  readonly firstVisit: string
  readonly firstMonths: (months: string) => string
  readonly margin: string
  readonly cac: string
  readonly perCac: string
  readonly newcomersNote: (months: string, from: string) => string
  /** `leaves`: does the model see customers leave? */
  readonly driftingIntro: (customers: string, stake: string | null, leaves: boolean) => string
  readonly customer: string
  readonly away: string
  readonly usual: string
  readonly spent: string
  readonly stillThere: string
  readonly atStake: string
  readonly driftingNote: string
  readonly clustersIntro: (stability: string, segments: string, groups: string) => string
  readonly group: string
  readonly averageOrder: string
  readonly buys: string
  readonly notes: Readonly<Record<ProfileNote, string>>
  readonly redacted: string
  readonly range: (low: string, high: string) => string
  readonly days: (count: string) => string
}
