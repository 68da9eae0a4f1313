import {fromMajor} from '../../base/money.js'
import {parseIsoDay} from '../../base/day.js'
import type {FirstLook} from '../../tasks/start/first-look.js'
import type {Language} from '../../vocabulary.js'
import {describeSimulation} from './simulation.js'
import {type Format, formatFor} from '../format.js'
import {SCREEN_WIDTH, wrap} from '../table.js'
import {findingText} from '../words/findings.js'
import {WORDS_TRIAL} from '../words/trial.js'

export interface TrialPlaces {
  readonly report: string
  /** undefined where the workspace was temporary */
  readonly workspace: string | undefined
  /** what to type to keep it */
  readonly keep: string
  /** said first */
  readonly intro?: string
}

/** Findings of the import shown at most; `import transactions` shows all. */
const DOUBTS_SHOWN = 4

/** A first look on screen: what was read, who the customers are, the verdict, and where the report is. */
export function describeTrial(look: FirstLook, places: TrialPlaces, language: Language): string {
  const words = WORDS_TRIAL[language]
  const {profile} = look
  const format = formatFor(language, profile.currency)
  const whole = (share: number) => format.percent(share, 0)
  const fifth = profile.concentration.top.find(({share}) => share === 0.2)?.revenueShare ?? 1
  return [
    [
      ...(places.intro === undefined ? [] : [places.intro]),
      ...importSentences(look, format),
      [words.profile(whole(fifth), whole(profile.oneTimeBuyers.share)), comeBack(look, format)].join(' ').trim(),
    ].map((text) => wrap(text, SCREEN_WIDTH)).join('\n'),
    describeSimulation(look.simulation, language),
    [
      words.report(places.report),
      ...(places.workspace === undefined
        ? [words.next(places.keep)]
        : [words.kept(places.workspace), words.next(`cd ${places.workspace} && regulars simulate points --horizon 36`)]),
    ].join('\n'),
  ].join('\n\n')
}

/** What was read and what was left out, one sentence each; the report prints them too. */
export function importSentences(look: FirstLook, format: Format): string[] {
  const words = WORDS_TRIAL[format.language]
  const {rows} = look.import
  const {profile} = look
  const day = (text: string) => format.day(parseIsoDay(text)!)
  return [
    words.read(format.integer(rows.read), format.integer(profile.customers), format.integer(profile.orders),
      format.wholeMoney(fromMajor(Number(profile.revenue.amount), profile.currency)), day(profile.from), day(profile.to)),
    ...(rows.rejected > 0 ? [words.refused(format.integer(rows.rejected))] : []),
    ...(rows.withoutCustomer > 0 ? [words.withoutCustomer(format.integer(rows.withoutCustomer))] : []),
    ...doubts(look, format),
  ]
}

/** How many new customers come back, over the longest window the history is long enough for. */
function comeBack({profile}: FirstLook, format: Format): string {
  const window = (['months12', 'days90'] as const).find((each) => profile.repeatRate[each].base > 0)
  return window === undefined ? '' : WORDS_TRIAL[format.language].comeBack(format.percent(profile.repeatRate[window].rate, 0), window)
}

/** What the import noticed, most rows first; rows without a customer are said already. */
function doubts({import: {findings}}: FirstLook, format: Format): string[] {
  return findings.filter(({code}) => code !== 'customer-missing').sort((a, b) => b.rows - a.rows).slice(0, DOUBTS_SHOWN)
    .map((finding) => findingText(finding, format.language))
}
