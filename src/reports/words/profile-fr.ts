import type {ProfileWords} from '../profile-words.js'
import {countedFrench} from '../counted.js'

const WORDS: ProfileWords = {
  title: (from, to) => `Vos clients, du ${from} au ${to}`,
  headings: {
    concentration: 'Qui apporte le chiffre d’affaires', return: 'Reviennent-ils ?', rhythm: 'À quel rythme ils viennent',
    segments: 'Segments (récence × fréquence)',
    loyal: 'Ce que « fidèle » veut dire ici', cohorts: 'Qui reste, selon la première venue', trends: 'Par rapport à l’année d’avant',
    forecast: 'À quoi s’attendre', newcomers: 'Ce qu’apporte un nouveau client', drifting: 'En train de s’éloigner', clusters: 'Groupes par comportement',
    notes: 'À garder en tête',
  },
  customers: 'Clients',
  customersText: (all, active) => `${all}, dont ${countedFrench(active, 'a', 'ont')} acheté dans les 12 derniers mois`,
  orders: 'Commandes',
  ordersText: (all, each, average) => `${all} : ${each} par client, ${average} en moyenne`,
  revenue: 'Chiffre d’affaires',
  topFifth: (share, customers, revenue, folklore, measured) =>
    `Les meilleurs ${share} (${countedFrench(customers, 'client')}) font ${revenue} du chiffre d’affaires. `
    + `Le dicton dit ${folklore} ; mesuré sur 339 entreprises, c’est `
    + `${measured} en moyenne (McCarthy & Winer 2019).`,
  best: 'meilleurs',
  ofRevenue: 'chiffre',
  curve: 'Courbe',
  curveText: (line) => `${line} chiffre des meilleurs 0 à 100 % des clients`,
  once: 'Venus une fois',
  onceText: (customers, share, revenue, longAgo) =>
    `${countedFrench(customers, 'client')} (${share}), ${revenue} du chiffre d’affaires`
    + `${longAgo === '0' ? '' : ` ; pour ${longAgo} d’entre eux il y a plus d’un an`}`,
  within90: 'Revenus en 90 jours',
  within12: 'Revenus dans l’année',
  boughtAgain: (share, base) => `${share} de ${countedFrench(base, 'nouveau client a', 'nouveaux clients ont')} racheté un autre jour`,
  lastYear: '12 derniers mois',
  lastYearText: (fresh, newcomers, newShare, returning) => `${fresh} (${newShare}) de ` +
    `${countedFrench(newcomers, 'nouveau client', 'nouveaux clients')}, ${returning} des anciens`,
  monthly: (from, to) => `Par mois, de ${from} à ${to}`,
  fromNew: 'Nouveaux',
  fromReturning: 'Anciens',
  gaps: (p25, median, p90) => `Un quart des retours ont lieu sous ${p25}, la moitié sous ${median}, neuf sur dix sous ${p90}.`,
  ownGap: (days) => `Le client qui revient vient typiquement tous les ${days}.`,
  rhythms: {
    weekly: 'tous les 10 jours ou plus souvent', fortnightly: 'tous les 11 à 21 jours', monthly: 'tous les 22 à 45 jours',
    quarterly: 'tous les 46 à 120 jours', rarer: 'plus rarement',
  },
  comes: 'vient',
  overdue: (customers, reachable) =>
    `Absents depuis au moins 2,5 fois leur intervalle habituel : ${customers === '0' ? 'personne' : countedFrench(customers, 'client')}`
    + `${reachable === '0' ? '.' : ` ; depuis moins de 6 fois, donc encore à portée : ${reachable}.`}`,
  segment: 'segment',
  segmentNames: {
    champions: 'Champions', loyal: 'Fidèles', 'potential-loyalists': 'Fidèles en devenir', new: 'Nouveaux', promising: 'Prometteurs',
    'need-attention': 'À surveiller', 'about-to-sleep': 'Près de s’endormir', 'at-risk': 'À risque', 'cannot-lose': 'À ne pas perdre', hibernating: 'Endormis',
  },
  segmentMeanings: {
    champions: 'très souvent, récemment', loyal: 'souvent, il y a peu', 'potential-loyalists': 'quelques fois, récemment', new: 'peu, très récemment',
    promising: 'peu, récemment', 'need-attention': 'parfois, il y a un temps', 'about-to-sleep': 'peu, il y a un temps', 'at-risk': 'souvent, il y a longtemps',
    'cannot-lose': 'très souvent, voilà longtemps', hibernating: 'peu, il y a longtemps',
  },
  nameAndMeaning: (name, meaning) => `${name} : ${meaning}`,
  ordersEach: 'commandes',
  daysAgo: 'jours',
  segmentsNote: 'Par cinquièmes de vos propres clients : achat plus ou moins récent, plus ou moins fréquent. Commandes et jours : moyennes par client.',
  loyalIntro: (day) =>
    `Chaque définition a été appliquée au ${day} : part des clients désignés, part du chiffre de l’année suivante qu’ils ont apportée, `
    + 'et combien sont revenus.',
  definition: 'définition',
  named: 'clients',
  captured: 'chiffre',
  cameBack: 'retours',
  today: 'aujourd’hui',
  proposed: 'proposée',
  yours: 'la vôtre',
  conditions: {
    ordersPerYear: (count) => `au moins ${countedFrench(`${count}`, 'commande')} en 12 mois`,
    withinDays: (count) => `achat depuis moins de ${countedFrench(`${count}`, 'jour')}`,
    tenureMonths: (count) => `client depuis ${countedFrench(`${count}`, 'mois', 'mois')} ou plus`,
    topSpend: (share) => `meilleurs ${share} par dépenses sur 12 mois`,
  },
  loyalToday: (customers, share, revenue) =>
    `Aujourd’hui, cela fait ${countedFrench(customers, 'client')} : ${share} de ceux qui ont acheté dans les 12 derniers mois, et ${revenue} du ` +
    `chiffre de ces mois.`,
  loyalNone: 'Aucune n’a prévu qui achèterait nettement mieux qu’un tirage au hasard : vos clients se ressemblent, aucune n’est proposée.',
  loyalCaption:
    'Chaque point est une définition de « fidèle » essayée sur l’année mise de côté : plus il est au-dessus de la ligne, mieux elle a prévu qui achèterait.',
  loyalX: 'part des clients désignés',
  loyalY: 'part du chiffre de l’année suivante',
  loyalSet: (settings) => `Pour fixer la vôtre, écrivez dans regulars.yaml : loyal: ${settings}`,
  year: '1re année',
  month: '1er mois',
  joined: 'clients',
  yearsAfter: (years) => `+${countedFrench(`${years}`, 'an')}`,
  monthsAfter: (months) => `+${months}`,
  allCohorts: 'tous',
  curveMonths: 'mois 1 à 12',
  cohortsNote: 'Part des clients venus alors pour la première fois qui ont acheté dans l’année ou le mois suivant en question. '
    + 'Les premières lignes contiennent aussi les clients d’avant le début des données.',
  trendNames: {rising: 'achètent plus', stable: 'à peu près autant', fading: 'achètent moins', gone: 'ne viennent plus', new: 'trop nouveaux'},
  trendsNote: 'Plus ou moins : dépenses changées de plus d’un quart et visites au-delà du hasard. '
    + 'Ne viennent plus : achat l’année d’avant, aucun dans les 12 derniers mois.',
  still: 'Encore clients',
  stillText: (count, all, share) => `environ ${count} sur ${all} (${share}) : les autres ont sans doute acheté pour la dernière fois`,
  stillAll: (all) => `pratiquement tous, ${all}`,
  comingBuyers: 'Achèteront',
  comingOrders: 'Commandes',
  comingRevenue: 'Chiffre d’affaires',
  comingMargin: 'Marge',
  newcomer: 'Un nouveau client',
  newcomerText: (orders, revenue) => `${countedFrench(orders, 'commande')}, ${revenue}`,
  rangeNote: 'Entre parenthèses : 8 avenirs sur 10, des seuls clients d’aujourd’hui, s’ils continuent comme avant.',
  channel: 'canal',
  allChannels: 'tous',
  unknownChannel: 'inconnu',
  newCount: 'clients',
  firstVisit: '1re visite',
  firstMonths: (months) => months,
  margin: 'marge',
  cac: 'coût',
  perCac: '÷ coût',
  newcomersNote: (months, from) =>
    `Mesuré : chiffre moyen d’un client sur ses premiers ${months} (entre parenthèses : 8 moyennes sur 10), pour ceux venus depuis le ${from} `
    + 'et connus depuis assez longtemps.',
  driftingIntro: (customers, stake, leaves) => (leaves || stake === null
    ? `${countedFrench(customers, 'client est en retard sur son rythme, peut-être perdu', 'clients sont en retard sur leur rythme, peut-être perdus')}`
      + `${stake === null ? '.' : ` : encore environ ${stake} attendus en moyenne.`}`
    : `${countedFrench(customers, 'client est en retard sur son rythme', 'clients sont en retard sur leur rythme')} : 2,5 à 6 fois l’absence habituelle. `
      + `La prévision les tient tous pour clients encore, et compte sur ${stake} de leur part.`),
  customer: 'client',
  away: 'absent',
  usual: 'habituel',
  spent: 'dépensé',
  stillThere: 'encore là',
  atStake: 'attendu',
  driftingNote: 'Essayez d’abord un message sur une partie d’entre eux : dans une expérience, contacter les clients à risque '
    + 'a porté les pertes de 6,4 % à 10,0 % (Ascarza et al. 2016).',
  clustersIntro: (stability, segments, groups) =>
    `Groupes trouvés d’après ce que les gens achètent et comment ; les mêmes au rééchantillonnage (${stability} sur 1). `
    + `Les segments expliquent ${segments} des dépenses de l’année suivante, avec ces groupes ${groups}.`,
  group: 'groupe',
  averageOrder: 'panier moyen',
  buys: 'achète surtout',
  notes: {
    'history-short': 'Moins de trois mois d’historique : la plupart de ces chiffres sont des premières impressions.',
    'segments-need-customers': 'Des segments demandent au moins 20 clients.',
    'trends-need-two-years': 'Les tendances par client demandent deux ans d’historique.',
    'loyal-needs-18-months': 'Les définitions de « fidèle » sont essayées sur une année mise de côté : il faut 18 mois d’historique.',
    'model-unfit': 'Pas de prévision : pas assez de données pour ajuster un modèle de clientèle.',
    'no-loyal-definition': 'Aucune définition de « fidèle » n’est proposée : aucune n’a prévu l’année suivante mieux que le hasard.',
    'as-of-after-last-order': 'Le jour choisi est après la dernière commande : l’absence de commandes compte comme l’absence de clients.',
    'margin-unknown': 'Les montants sont du chiffre d’affaires, pas du profit : indiquez votre marge (--margin, ou grossMargin dans regulars.yaml).',
  },
  redacted: 'Les clients sont désignés par des codes ; le même client a le même code dans cet espace de travail.',
  range: (low, high) => `${low} à ${high}`,
  days: (count) => countedFrench(count, 'jour'),
}

export const PROFILE_FR: ProfileWords = WORDS
