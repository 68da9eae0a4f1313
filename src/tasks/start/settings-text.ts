import type {Language} from '../../vocabulary.js'
import type {Settings} from '../settings.js'

/** What a fresh `regulars.yaml` says about each setting. Keys stay English: they are read by the program. */
interface SettingsComments {
  readonly title: string
  readonly currency: string
  readonly timeZone: string
  readonly locale: string
  readonly grossMargin: readonly string[]
  readonly acquisition: string
  readonly cac: string
  readonly cacByChannel: string
  readonly spendPerYear: string
  readonly discountRate: string
  readonly horizonMonths: string
  readonly ledger: string
  readonly loyal: readonly string[]
  readonly identity: readonly string[]
}

const COMMENTS: Readonly<Record<Language, SettingsComments>> = {
  en: {
    title: 'Settings of this workspace. Lines beginning with # are comments: remove the # to set a value.',
    currency: 'Three-letter code; one currency per workspace.',
    timeZone: 'Days are days of this place.',
    locale: 'Words and numbers on screen and in reports: en or fr.',
    grossMargin: [
      'What is left of 1.00 of sales after the goods, before wages and rent: 0.35 is 35 %.',
      'Needed to say whether a program pays.',
    ],
    acquisition: 'What it costs to win a new customer. Leave out what you do not know: nothing is invented.',
    cac: 'on average, in the currency above',
    cacByChannel: 'or per channel, named as in your data',
    spendPerYear: 'what you spend on winning customers in a year today',
    discountRate: 'What next year’s money is worth less than today’s, per year.',
    horizonMonths: 'How many months a simulation looks ahead.',
    ledger: 'How many days back points may still be booked in the points ledger.',
    loyal: [
      'What you call a loyal customer; every condition given must hold. Without it, regulars profile proposes one.',
      'ordersPerYear: orders in the last 12 months; withinDays: last purchase at most so many days ago;',
      'tenureMonths: customer for so long; topSpend: among the best share by spend in the last 12 months.',
    ],
    identity: [
      'Customers who share such an id in your customers files (regulars import customers) are one person: any of id, email, phone, card.',
      'An id shared by more than most customers (usually 5: a family’s phone, the shop’s own) joins nobody. Without it nobody is joined.',
      'Ids that you know to be one person stand in a CSV file of your own with the columns id and same_as: pairs: FILE.',
    ],
  },
  fr: {
    title: 'Réglages de cet espace de travail. Les lignes qui commencent par # sont des commentaires : retirez le # pour régler une valeur.',
    currency: 'Code à trois lettres ; une seule devise par espace de travail.',
    timeZone: 'Les jours sont ceux de ce lieu.',
    locale: 'Mots et nombres à l’écran et dans les rapports : en ou fr.',
    grossMargin: [
      'Ce qui reste de 1,00 de ventes après l’achat des marchandises, avant salaires et loyer : 0.35 veut dire 35 % (point décimal).',
      'Nécessaire pour dire si un programme est rentable.',
    ],
    acquisition: 'Ce que coûte la conquête d’un nouveau client. Laissez vide ce que vous ignorez : rien n’est inventé.',
    cac: 'en moyenne, dans la devise ci-dessus',
    cacByChannel: 'ou par canal, nommé comme dans vos données',
    spendPerYear: 'ce que vous dépensez aujourd’hui par an pour gagner des clients',
    discountRate: 'Ce que l’argent de l’an prochain vaut de moins que celui d’aujourd’hui, par an.',
    horizonMonths: 'Sur combien de mois porte une simulation.',
    ledger: 'Jusqu’à combien de jours en arrière on peut encore inscrire des points au registre.',
    loyal: [
      'Ce que vous appelez un client fidèle ; toutes les conditions données doivent être remplies. Sans cela, regulars profile en propose une.',
      'ordersPerYear : commandes des 12 derniers mois ; withinDays : dernier achat il y a au plus tant de jours ;',
      'tenureMonths : client depuis tant de mois ; topSpend : parmi la meilleure part selon les dépenses des 12 derniers mois.',
    ],
    identity: [
      'Des clients qui partagent un tel identifiant dans vos fichiers de clients (regulars import customers) sont une seule personne :',
      'id, email, phone (téléphone), card (carte). Un identifiant partagé par plus de most clients (5 d’ordinaire : le téléphone d’une',
      'famille, celui du magasin) ne réunit personne. Sans ce réglage, personne n’est réuni.',
      'Les identifiants que vous savez être d’une même personne vont dans un fichier CSV à vous, colonnes id et same_as : pairs: FICHIER.',
    ],
  },
}

/** The text of a `regulars.yaml` with these settings, each explained; what is not known stands as a comment to fill in. */
export function settingsText(settings: Settings, language: Language): string {
  const say = COMMENTS[language]
  const {cac, cacByChannel, spendPerYear} = settings.acquisition
  const channels = Object.entries(cacByChannel)
  const known = cac !== undefined || spendPerYear !== undefined || channels.length > 0
  const optional = (name: string, value: number | undefined, example: string, indent: string) =>
    value === undefined ? `${known || indent === '' ? indent : ''}# ${known || indent === '' ? '' : indent}${name}: ${example}` : `${indent}${name}: ${value}`
  return [
    `# ${say.title}`,
    '',
    `# ${say.currency}`,
    `currency: ${settings.currency}`,
    '',
    `# ${say.timeZone}`,
    `timeZone: ${settings.timeZone}`,
    '',
    `# ${say.locale}`,
    `locale: ${settings.locale}`,
    '',
    ...say.grossMargin.map((line) => `# ${line}`),
    optional('grossMargin', settings.grossMargin, '0.35', ''),
    '',
    `# ${say.acquisition}`,
    known ? 'acquisition:' : '# acquisition:',
    `${optional('cac', cac, '25', '  ')}  # ${say.cac}`,
    ...(channels.length > 0
      ? ['  cacByChannel:', ...channels.map(([name, value]) => `    ${JSON.stringify(name)}: ${value}`)]
      : [`${optional('cacByChannel', undefined, '{online: 30, shop: 12}', '  ')}  # ${say.cacByChannel}`]),
    `${optional('spendPerYear', spendPerYear, '5000', '  ')}  # ${say.spendPerYear}`,
    '',
    `# ${say.discountRate}`,
    `discountRate: ${settings.discountRateYearly}`,
    '',
    `# ${say.horizonMonths}`,
    `horizonMonths: ${settings.horizonMonths}`,
    '',
    `# ${say.ledger}`,
    'ledger:',
    `  backdateLimit: ${settings.ledger.backdateLimitDays}`,
    '',
    ...say.loyal.map((line) => `# ${line}`),
    ...(settings.loyal === undefined
      ? ['# loyal: {ordersPerYear: 4, withinDays: 90}']
      : ['loyal:', ...Object.entries(settings.loyal).map(([name, value]) => `  ${name}: ${value}`)]),
    '',
    ...say.identity.map((line) => `# ${line}`),
    settings.identity === undefined ? '# identity: {same: [email, phone]}'
      : identityText(settings.identity),
    '',
  ].join('\n')
}

function identityText({same, most, pairs}: NonNullable<Settings['identity']>): string {
  const parts = [
    ...(same.length === 0 ? [] : [`same: [${same.join(', ')}], most: ${most}`]), ...(pairs === undefined ? [] : [`pairs: ${JSON.stringify(pairs.file)}`]),
  ]
  return `identity: {${parts.join(', ')}}`
}
