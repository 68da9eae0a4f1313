import type {FitNote} from '../../models/fit-baseline.js'
import type {Verdict} from '../../models/backtest.js'
import type {Language} from '../../vocabulary.js'
import {counted, countedFrench} from '../counted.js'

/** The models' names are the field's; nobody translates them. */
export const MODEL_NAMES = {
  'pareto-nbd': 'Pareto/NBD', 'bg-nbd': 'BG/NBD', 'mbg-nbd': 'MBG/NBD', nbd: 'NBD', 'bg-bb': 'BG/BB', sbg: 'sBG',
} as const

interface ModelWords {
  readonly fitTitle: (model: string) => string
  readonly basis: (customers: string, from: string, until: string, repeats: string) => string
  readonly freeOnly: (count: string) => string
  readonly headings: {readonly meaning: string; readonly parameters: string; readonly season: string; readonly notes: string; readonly traits: string}
  /** stands before the year where customers are told apart by their first purchase */
  readonly cohort: string
  readonly against: (level: string, base: string) => string
  readonly customers: string
  readonly buys: string
  readonly leaves: string
  readonly times: (ratio: string, low: string, high: string) => string
  readonly traitsMatter: string
  readonly traitsUnclear: (chance: string) => string
  readonly active: string
  readonly activeOf: (active: string, customers: string, share: string) => string
  readonly nextYear: string
  readonly ordersWorth: (orders: string, money: string) => string
  readonly newcomer: string
  readonly newcomerValue: (orders: string, money: string) => string
  readonly averagePurchase: string
  readonly interval: string
  readonly everySo: (count: string, unit: string) => string
  readonly opportunities: string
  readonly ofOpportunities: (purchases: string, count: string, unit: string) => string
  readonly units: Readonly<Record<'week' | 'four weeks' | 'month' | 'quarter' | 'year', string>>
  readonly contract: {
    readonly heading: string
    readonly recognised: (share: string, unit: string) => string
    readonly after: string
    readonly observed: string
    readonly model: string
    readonly firstYear: (payments: string) => string
  }
  readonly parameter: string
  readonly value: string
  readonly standardError: string
  readonly fitQuality: (unit: string, logLikelihood: string, spend: string) => string
  readonly seasonParameters: string
  readonly notes: Readonly<Record<FitNote, string>>
  readonly noDropoutShown: (model: string) => string
  readonly backtest: {
    readonly line: (months: string, expected: string, actual: string, error: string) => string
    readonly verdict: Readonly<Record<Verdict, string>>
    readonly unavailable: Readonly<Record<'short-history' | 'few-purchases' | 'model-unfit', string>>
  }
}

const en: ModelWords = {
  fitTitle: (model) => `Customer model (${model})`,
  basis: (customers, from, until, repeats) => `Fitted to ${counted(customers, 'customer')} from ${from} to ${until}, who came back on ` +
    `${counted(repeats, 'day')}.`,
  freeOnly: (count) => `${count} of them never had anything to pay; such visits count too.`,
  headings: {meaning: 'What it says', parameters: 'Parameters', season: 'Season (average month = 1)', notes: 'To keep in mind',
    traits: 'Who buys more, who leaves sooner'},
  cohort: 'first bought in',
  against: (level, base) => `${level}, against ${base}`,
  customers: 'customers', buys: 'buys … times as often', leaves: 'leaves … times as fast',
  times: (ratio, low, high) => `${ratio} (${low} to ${high})`,
  traitsMatter: 'Ranges are 90% intervals. Differences this large would hardly arise by chance. They ' +
    'describe customers; they do not say that changing the trait would change them.',
  traitsUnclear: (chance) => `Ranges are 90% intervals. Differences this large would arise by chance in ${chance} of cases: do not build on them.`,
  active: 'Still buying here',
  activeOf: (active, customers, share) => `about ${active} of ${counted(customers, 'customer')} (${share})`,
  nextYear: 'Next 12 months, from them',
  ordersWorth: (orders, money) => `about ${counted(orders, 'order')} worth ${money}`,
  newcomer: 'A new customer’s first year',
  newcomerValue: (orders, money) => `${counted(orders, 'order')} on average, worth ${money}`,
  averagePurchase: 'Average repeat purchase',
  interval: 'An active customer buys',
  everySo: (count, unit) => `about every ${count === '1' ? unit : counted(count, unit)}`,
  opportunities: 'A new supporter gives',
  ofOpportunities: (purchases, count, unit) => `${counted(purchases, 'time')} in the next ${counted(count, unit)} on average`,
  units: {week: 'week', 'four weeks': 'four weeks', month: 'month', quarter: 'quarter', year: 'year'},
  contract: {
    heading: 'Customers left after so many renewals',
    recognised: (share, unit) => `These customers subscribe: ${share} of payments follow the one before after ` +
      `one ${unit}. They renew or leave, they do not come back at random.`,
    after: 'renewals', observed: 'observed', model: 'model',
    firstYear: (payments) => `A new subscriber is expected to pay ${counted(payments, 'time')} in the first year.`,
  },
  parameter: 'parameter', value: 'value', standardError: 'standard error',
  fitQuality: (unit, logLikelihood, spend) =>
    `Time unit: ${unit}. Log-likelihood ${logLikelihood}, of spend ${spend}. Maximum found. Calendar time, as other software reports it.`,
  seasonParameters: 'Forecasts use parameters fitted on a clock that runs with the season (see --json).',
  notes: {
    'small-base': 'Fewer than 200 customers: too few to speak for themselves. The fit leans ' +
      'on what is known of retail customer bases; take it as a first guess.',
    'few-repeats': 'Fewer than 50 repeat purchases: the fit leans on what is known of retail customer bases; take it as a first guess.',
    'no-dropout': 'The model sees no sign that customers leave for good, and assumes they never do; a longer history may tell.',
    'weakly-determined': 'The data hardly tell some parameters apart; forecasts far ahead are uncertain, and their ranges show it.',
    'few-repeat-spenders': 'Fewer than 50 customers came back: how much baskets differ leans on what is known of retail customer bases.',
    'first-purchases-used': 'Hardly anybody came back, so first purchases had to stand for later ones.',
    'spend-heavy-tail': 'A few customers spend so much that the fitted average would be infinite; the observed average is used instead.',
    'spend-constant': 'Purchases are all worth about the same; baskets are drawn close to their average.',
    'spend-frequency-related': 'Customers who buy more often spend clearly more, or clearly less, each time. The model treats the two as unrelated.',
    subscription: 'Customers pay at regular intervals: they subscribe. Forecasts of random purchases, and simulations built on them, do not suit them; ' +
      'regulars model fit says how many renew.',
    'season-unknown': 'Less than two years of history: the months of the year cannot be told apart, so forecasts have no season.',
  },
  noDropoutShown: (model) => `The model sees nobody leave in this history, so ${model} comes down to NBD, shown here.`,
  backtest: {
    line: (months, expected, actual, error) =>
      `Forecast of the last ${months} from what was known before: ${expected} orders expected, ${actual} came (${error}).`,
    verdict: {
      good: 'The baseline can be relied on.',
      usable: 'The baseline is usable; keep its error in mind.',
      poor: 'The baseline forecasts this history poorly: read its figures with great caution.',
    },
    unavailable: {
      'short-history': 'The baseline could not be tested on the past: there are less than 90 days of history.',
      'few-purchases': 'The baseline could not be tested on the past: there are too few repeat purchases.',
      'model-unfit': 'The baseline could not be tested on the past: the model does not fit its first part.',
    },
  },
}

const fr: ModelWords = {
  fitTitle: (model) => `Modèle de clientèle (${model})`,
  basis: (customers, from, until, repeats) => `Estimé sur ${countedFrench(customers, 'client')} du ${from} au ${until} ; jours de retour : ${repeats}.`,
  freeOnly: (count) => `${countedFrench(count, 'd’entre eux n’a', 'd’entre eux n’ont')} jamais rien eu à payer ; ces visites comptent aussi.`,
  headings: {meaning: 'Ce qu’il dit', parameters: 'Paramètres', season: 'Saison (mois moyen = 1)', notes: 'À garder à l’esprit',
    traits: 'Qui achète plus, qui part plus tôt'},
  cohort: 'premier achat en',
  against: (level, base) => `${level}, par rapport à ${base}`,
  customers: 'clients', buys: 'achète … fois plus souvent', leaves: 'part … fois plus vite',
  times: (ratio, low, high) => `${ratio} (${low} à ${high})`,
  traitsMatter: 'Fourchettes à 90 %. De tels écarts ne viennent guère du hasard. Ils décrivent ' +
    'les clients ; ils ne disent pas que changer le trait les changerait.',
  traitsUnclear: (chance) => `Fourchettes à 90 %. De tels écarts viendraient du hasard dans ${chance} des cas : ne bâtissez rien dessus.`,
  active: 'Encore clients',
  activeOf: (active, customers, share) => `environ ${countedFrench(active, 'client')} sur ${customers} (${share})`,
  nextYear: '12 prochains mois, d’eux',
  ordersWorth: (orders, money) => `environ ${countedFrench(orders, 'commande')} pour ${money}`,
  newcomer: 'Première année d’un nouveau client',
  newcomerValue: (orders, money) => `${countedFrench(orders, 'commande')} en moyenne, pour ${money}`,
  averagePurchase: 'Achat répété moyen',
  interval: 'Un client actif achète',
  everySo: (count, unit) => `une fois en ${countedFrench(count, unit)} environ`,
  opportunities: 'Un nouveau soutien donne',
  ofOpportunities: (purchases, count, unit) => `${purchases} fois en moyenne sur ${countedFrench(count, 'période')} (${unit}) à venir`,
  units: {week: 'semaine', 'four weeks': 'quatre semaines', month: 'mois', quarter: 'trimestre', year: 'année'},
  contract: {
    heading: 'Clients restants après tant de renouvellements',
    recognised: (share, unit) => `Ces clients sont abonnés : ${share} des paiements suivent le précédent à intervalle ` +
      `fixe (${unit}). Ils renouvellent ou partent, ils ne reviennent pas au hasard.`,
    after: 'renouvellements', observed: 'observé', model: 'modèle',
    firstYear: (payments) => `Un nouvel abonné devrait payer ${countedFrench(payments, 'fois', 'fois')} la première année.`,
  },
  parameter: 'paramètre', value: 'valeur', standardError: 'erreur type',
  fitQuality: (unit, logLikelihood, spend) =>
    `Unité de temps : ${unit}. Log-vraisemblance ${logLikelihood}, des montants ${spend}. Maximum trouvé. Temps du calendrier, comme les autres logiciels.`,
  seasonParameters: 'Les prévisions emploient des paramètres estimés sur une horloge qui suit la saison (voir --json).',
  notes: {
    'small-base': 'Moins de 200 clients : trop peu pour parler d’eux-mêmes. L’estimation s’appuie ' +
      'sur ce que l’on sait des clientèles de détail ; c’est une première idée.',
    'few-repeats': 'Moins de 50 achats répétés : l’estimation s’appuie sur ce que l’on sait des clientèles de détail ; c’est une première idée.',
    'no-dropout': 'Le modèle ne voit aucun signe que des clients partent pour de bon, et suppose qu’ils restent ; ' +
      'un historique plus long le dira peut-être.',
    'weakly-determined': 'Les données distinguent mal certains paramètres ; les prévisions lointaines sont incertaines, et leurs fourchettes le montrent.',
    'few-repeat-spenders': 'Moins de 50 clients sont revenus : la diversité des paniers s’appuie sur ce que l’on sait des clientèles de détail.',
    'first-purchases-used': 'Presque personne n’est revenu : les premiers achats ont dû représenter les suivants.',
    'spend-heavy-tail': 'Quelques clients dépensent tant que la moyenne estimée serait infinie ; la moyenne observée la remplace.',
    'spend-constant': 'Tous les achats ont à peu près la même valeur ; les paniers sont tirés près de leur moyenne.',
    'spend-frequency-related': 'Ceux qui achètent plus souvent dépensent nettement plus, ou nettement ' +
      'moins, à chaque fois. Le modèle tient les deux pour indépendants.',
    subscription: 'Les clients paient à intervalles réguliers : ils sont abonnés. Les prévisions d’achats ' +
      'au hasard, et les simulations qui en partent, ne leur conviennent pas ; regulars model fit dit combien renouvellent.',
    'season-unknown': 'Moins de deux ans d’historique : les mois de l’année ne se distinguent pas, les prévisions sont donc sans saison.',
  },
  noDropoutShown: (model) => `Le modèle ne voit partir personne dans cet historique : ${model} se réduit à NBD, présenté ici.`,
  backtest: {
    line: (months, expected, actual, error) =>
      `Prévision des derniers ${months} à partir de ce qui précède : ${expected} commandes attendues, ${actual} venues (${error}).`,
    verdict: {
      good: 'On peut se fier à la référence.',
      usable: 'La référence est utilisable ; gardez son erreur à l’esprit.',
      poor: 'La référence prévoit mal cet historique : lisez tous les chiffres avec grande prudence.',
    },
    unavailable: {
      'short-history': 'La référence n’a pas pu être vérifiée sur le passé : il y a moins de 90 jours d’historique.',
      'few-purchases': 'La référence n’a pas pu être vérifiée sur le passé : il y a trop peu d’achats répétés.',
      'model-unfit': 'La référence n’a pas pu être vérifiée sur le passé : le modèle ne s’ajuste pas à sa première partie.',
    },
  },
}

export const WORDS_MODEL: Readonly<Record<Language, ModelWords>> = {en, fr}
