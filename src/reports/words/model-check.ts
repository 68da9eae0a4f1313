import type {Verdict} from '../../models/backtest.js'
import type {Language} from '../../vocabulary.js'
import {counted, countedFrench} from '../counted.js'

interface CheckWords {
  readonly title: (model: string) => string
  readonly how: (until: string, from: string, to: string, customers: string) => string
  readonly verdict: Readonly<Record<Verdict, string>>
  readonly sentence: (expected: string, actual: string, error: string) => string
  readonly exact: string
  readonly tooHigh: (percent: string) => string
  readonly tooLow: (percent: string) => string
  readonly better: string
  readonly worse: string
  readonly headings: Readonly<Record<'against' | 'months' | 'classes' | 'segments' | 'models', string>>
  readonly columns: Readonly<Record<'rule' | 'expected' | 'actual' | 'error' | 'perCustomer' | 'month' | 'before' | 'customers'
    | 'expectedEach' | 'actualEach' | 'group' | 'model' | 'meanError' | 'verdict' | 'from', string>>
  readonly samePeriod: string
  readonly constantRate: string
  readonly orders: string
  readonly revenue: string
  readonly times: (from: string, to: string | null) => string
  readonly firstPurchase: (year: string) => string
  readonly cumulative: (percent: string) => string
  readonly recommended: (model: string, percent: string, count: string) => string
  /** where another does as well, or better by less than matters */
  readonly asGood: (model: string, percent: string, count: string) => string
  readonly simulationsUse: string
  readonly alwaysLow: string
  readonly alwaysHigh: string
  readonly perCustomerHint: string
  readonly words: Readonly<Record<Verdict, string>>
}

const en: CheckWords = {
  title: (model) => `Would ${model} have forecast the recent past?`,
  how: (until, from, to, customers) =>
    `Fitted to what was known on ${until}; then compared with what its ${counted(customers, 'customer')} did from ${from} to ${to}.`,
  verdict: {
    good: 'Good: forecasts from this history can be relied on.',
    usable: 'Usable, with care: expect errors of this size in every forecast.',
    poor: 'Poor: this history does not behave as the model assumes. Treat forecasts and simulations with great caution.',
  },
  sentence: (expected, actual, error) => `${counted(expected, 'order was', 'orders were')} expected and ${actual} came: ${error}.`,
  exact: 'the forecast was right', tooHigh: (percent) => `the forecast was ${percent} too high`, tooLow: (percent) => `the forecast was ${percent} too low`,
  better: 'It was closer per customer than either rule of thumb.',
  worse: 'A rule of thumb was closer per customer.',
  headings: {
    against: 'Against rules of thumb', months: 'Month by month', classes: 'By number of returns before', segments: 'By group of customers',
    models: 'All models, forecasting from several moments',
  },
  columns: {
    rule: '', expected: 'expected', actual: 'came', error: 'error', perCustomer: 'error per customer', month: 'month', before: 'returns before',
    customers: 'customers', expectedEach: 'expected each', actualEach: 'came each', group: 'group', model: 'model', meanError: 'mean error',
    verdict: 'verdict', from: 'from',
  },
  samePeriod: 'Same as the period before', constantRate: 'Same rate as ever', orders: 'orders', revenue: 'revenue',
  times: (from, to) => (to === null ? `${from} or more` : from === to ? from : `${from} to ${to}`),
  firstPurchase: (year) => `first bought in ${year}`,
  cumulative: (percent) => `The weekly curve of all returns so far was off by ${percent} on average.`,
  asGood: (model, percent, count) => `${model} is as good as any here: off by ${percent} on average over ${count}.`,
  recommended: (model, percent, count) => `Best for this history: ${model}, off by ${percent} on average over ${count}.`,
  simulationsUse: 'Simulations use Pareto/NBD all the same: under the others, leaving depends on purchases, and more visits would drive customers away.',
  alwaysLow: 'From every moment the forecast was too low: customers have been buying more often over time, and the model takes each one’s rhythm as steady.',
  alwaysHigh: 'From every moment the forecast was too high: customers have been buying less often over time, or leaving faster, than the model expects.',
  perCustomerHint: 'Error per customer: root mean square of expected minus actual orders; smaller is better.',
  words: {good: 'good', usable: 'usable', poor: 'poor'},
}

const fr: CheckWords = {
  title: (model) => `${model} aurait-il prévu le passé récent ?`,
  how: (until, from, to, customers) =>
    `Estimé sur ce qui était connu le ${until}, puis comparé à ce que ses clients (${customers}) ont fait du ${from} au ${to}.`,
  verdict: {
    good: 'Bon : on peut se fier aux prévisions tirées de cet historique.',
    usable: 'Utilisable avec prudence : attendez-vous à des erreurs de cet ordre dans chaque prévision.',
    poor: 'Mauvais : cet historique ne suit pas les hypothèses du modèle. Lisez prévisions et simulations avec grande prudence.',
  },
  sentence: (expected, actual, error) => `${countedFrench(expected, 'commande était attendue', 'commandes étaient attendues')}, ` +
    `${countedFrench(actual, 'est venue', 'sont venues')} : ${error}.`,
  exact: 'la prévision était juste', tooHigh: (percent) => `la prévision était trop haute de ${percent}`,
  tooLow: (percent) => `la prévision était trop basse de ${percent}`,
  better: 'Elle était plus proche, client par client, que chacune des règles simples.',
  worse: 'Une règle simple était plus proche, client par client.',
  headings: {
    against: 'Face à des règles simples', months: 'Mois par mois', classes: 'Selon le nombre de retours auparavant', segments: 'Par groupe de clients',
    models: 'Tous les modèles, prévoyant depuis plusieurs moments',
  },
  columns: {
    rule: '', expected: 'attendu', actual: 'venu', error: 'erreur', perCustomer: 'erreur par client', month: 'mois', before: 'retours avant',
    customers: 'clients', expectedEach: 'attendu chacun', actualEach: 'venu chacun', group: 'groupe', model: 'modèle', meanError: 'erreur moyenne',
    verdict: 'verdict', from: 'depuis',
  },
  samePeriod: 'Comme la période précédente', constantRate: 'Même rythme que toujours', orders: 'commandes', revenue: 'chiffre d’affaires',
  times: (from, to) => (to === null ? `${from} ou plus` : from === to ? from : `${from} à ${to}`),
  firstPurchase: (year) => `premier achat en ${year}`,
  cumulative: (percent) => `La courbe hebdomadaire de tous les retours s’écartait de ${percent} en moyenne.`,
  asGood: (model, percent, count) => `${model} vaut tous les autres ici : écart moyen de ${percent} sur ${count}.`,
  recommended: (model, percent, count) => `Le meilleur pour cet historique : ${model}, écart moyen de ${percent} sur ${count}.`,
  simulationsUse: 'Les simulations emploient tout de même Pareto/NBD : dans les autres, partir ' +
    'dépend des achats, et plus de visites feraient partir les clients.',
  alwaysLow: 'Depuis chaque moment la prévision était trop basse : avec le temps les clients ' +
    'achètent plus souvent, et le modèle tient le rythme de chacun pour constant.',
  alwaysHigh: 'Depuis chaque moment la prévision était trop haute : avec le temps les clients ' +
    'achètent moins souvent, ou partent plus vite, que le modèle ne l’attend.',
  perCustomerHint: 'Erreur par client : moyenne quadratique de l’écart entre commandes attendues et venues ; plus petite, meilleure.',
  words: {good: 'bon', usable: 'utilisable', poor: 'mauvais'},
}

export const WORDS_MODEL_CHECK: Readonly<Record<Language, CheckWords>> = {en, fr}

/** `3 forecasts` */
export function forecastsText(count: string, language: Language): string {
  return (language === 'fr' ? countedFrench(count, 'prévision') : counted(count, 'forecast')).replace(' ', '\u00a0')
}
