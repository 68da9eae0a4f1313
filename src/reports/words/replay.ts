import type {Language} from '../../vocabulary.js'
import {counted, countedFrench} from '../counted.js'

const english = {
  title: (from: string, to: string) => `What it would have cost on your orders from ${from} to ${to}, nobody behaving differently`,
  units: {points: 'Points', stamps: 'Stamps', miles: 'Miles', cash: 'Wallet (cents)', entries: 'Entries'},
  who: 'Who',
  customers: 'customers who bought', members: 'members', orders: 'orders', memberOrders: 'members’ orders', memberSales: 'members’ spend',
  issued: 'issued', redeemed: 'redeemed', expired: 'expired', reversed: 'taken back after refunds', uncollected: 'not collectable after refunds',
  outstanding: 'still on accounts', redemptionRate: 'redeemed, of issued',
  given: 'What customers got', rewards: 'rewards', benefits: 'advantages used', vouchersGranted: 'vouchers given', vouchers: 'vouchers used',
  prizesWon: 'prizes won', face: 'worth to them',
  rewardRate: 'as a share of members’ spend',
  costs: 'What it cost you', rewardCost: 'rewards', benefitCost: 'advantages', voucherCost: 'vouchers', contacts: 'messages', setup: 'setting up',
  months: 'running it',
  activeMembers: 'per active member', prizes: 'prizes', fees: 'fees received', total: 'in all',
  liability: 'still owed for what is on accounts', topFifth: 'went to the best fifth of customers', median: 'median wait for a first reward',
  days: (n: string) => counted(n, 'day'), never: 'over a year', unknown: '–', budgetSpent: 'budget spent, program ended',
  month: 'Month', opening: 'at start', byMonth: 'Month by month', owed: 'owed', back: 'taken back', held: 'on accounts', byTier: 'By status held',
  tier: 'Status',
  noTier: 'none', now: 'members now', cost: 'cost',
  outOfReach: (name: string, share: string) =>
    `${name}: ${share === '0%' ? 'no member' : `only ${share} of members`} had a reward within a year. Most people will find it unattractive; `
    + 'make the first reward easier to reach.',
  noShare: (program: string) => `${program}: the file does not say how many customers join, so everybody does here. Add enrolment: {share: 0.4}.`,
  referralsUnseen: (program: string) => `${program}: past orders do not show who brought whom, so a replay has no referrals; simulate does.`,
  nothingHas: {order: (name: string) => `no order here has ${name}`, customer: (name: string) => `no customer here has ${name}`},
  notKept: (name: string) => `no order here has “${name}” (an import keeps it with --attributes)`,
  noneIs: (name: string, values: string, known: string) => `no ${name} here is ${values} (there are ${known})`,
  neverHolds: (program: string, what: string) => `${program}: ${what}; what depends on it never happens.`,
  names: {channel: 'a channel', category: 'a category', segment: 'a segment', birthday: 'a birthday', hours: 'a time of day'} as
    Readonly<Record<string, string>>,
  withoutCustomer: (orders: string, revenue: string) => `${counted(orders, 'order names', 'orders name')} no customer (${revenue}): not counted ` +
    `here, nothing earned.`,
  chance: (seed: string) => `Who joins or uses a reward is drawn where the file gives a share (seed ${seed}); the same seed gives the same figures.`,
  exported: (file: string) => `Every customer’s balance is in ${file}.`,
}

const french: typeof english = {
  title: (from, to) => `Ce qu’il aurait coûté sur vos commandes du ${from} au ${to}, sans que personne change ses habitudes`,
  units: {points: 'Points', stamps: 'Tampons', miles: 'Miles', cash: 'Cagnotte (centimes)', entries: 'Participations'},
  who: 'Qui',
  customers: 'clients ayant acheté', members: 'membres', orders: 'commandes', memberOrders: 'commandes des membres', memberSales: 'dépenses des membres',
  issued: 'émis', redeemed: 'utilisés', expired: 'expirés', reversed: 'repris après remboursement', uncollected: 'non récupérables après remboursement',
  outstanding: 'encore sur les comptes', redemptionRate: 'utilisés, sur les émis',
  given: 'Ce que les clients ont reçu', rewards: 'récompenses', benefits: 'avantages utilisés', vouchersGranted: 'bons d’achat donnés',
  vouchers: 'bons d’achat utilisés', prizesWon: 'lots gagnés', face: 'valeur pour eux', rewardRate: 'en part des dépenses des membres',
  costs: 'Ce que cela vous a coûté', rewardCost: 'récompenses', benefitCost: 'avantages', voucherCost: 'bons d’achat', contacts: 'messages',
  setup: 'mise en place',
  months: 'fonctionnement', activeMembers: 'par membre actif', prizes: 'lots', fees: 'cotisations reçues', total: 'en tout',
  liability: 'encore dû pour les soldes', topFifth: 'sont allés au meilleur cinquième des clients', median: 'attente médiane d’une première récompense',
  days: (n) => countedFrench(n, 'jour'), never: 'plus d’un an', unknown: '–', budgetSpent: 'budget épuisé, fin du programme',
  month: 'Mois', opening: 'au début', byMonth: 'Mois par mois', owed: 'dû', back: 'repris', held: 'sur comptes', byTier: 'Par statut', tier: 'Statut',
  noTier: 'aucun', now: 'membres', cost: 'coût',
  outOfReach: (name, share) =>
    `${name} : ${/^0\s?%$/.test(share) ? 'aucun membre n’a eu de' : `seuls ${share} des membres ont eu une`} récompense en un an. `
    + 'La plupart le trouveront sans attrait ; rendez la première récompense plus proche.',
  noShare: (program) => `${program} : le fichier ne dit pas combien de clients adhèrent ; ici, tous. Ajoutez enrolment: {share: 0.4}.`,
  referralsUnseen: (program) => `${program} : les commandes passées ne disent pas qui a amené qui ; un rejeu est sans parrainages, simulate en tient compte.`,
  nothingHas: {order: (name) => `aucune commande ici n’a ${name}`, customer: (name) => `aucun client ici n’a ${name}`},
  notKept: (name) => `aucune commande ici n’a « ${name} » (un import le garde avec --attributes)`,
  noneIs: (name, values, known) => `rien ici ne porte ${values} comme ${name} (il y a ${known})`,
  neverHolds: (program, what) => `${program} : ${what} ; ce qui en dépend n’arrive jamais.`,
  names: {channel: 'de canal', category: 'de catégorie', segment: 'de segment', birthday: 'd’anniversaire', hours: 'd’heure'},
  withoutCustomer: (orders, revenue) => `${countedFrench(orders, 'commande')} sans client (${revenue}) : hors compte ici, et sans rien rapporter.`,
  chance: (seed) => `Qui adhère ou utilise une récompense est tiré au sort là où le fichier donne une part (graine ${seed}) ; même graine, mêmes chiffres.`,
  exported: (file) => `Le solde de chaque client est dans ${file}.`,
}

export type ReplayWords = typeof english
export const REPLAY_WORDS: Readonly<Record<Language, ReplayWords>> = {en: english, fr: french}
