import type {Language} from '../../vocabulary.js'
import {counted, countedFrench} from '../counted.js'

/** Words that stand only on the page. */
export interface ReportWords {
  readonly title: (shop: string) => string
  readonly subtitle: (from: string, to: string, customers: string, orders: string, revenue: string) => string
  readonly netValueCaption: (months: string) => string
  readonly costCaption: string
  readonly retentionCaption: string
  readonly sameMoney: string
  readonly parts: {
    readonly title: string
    readonly deadweight: string
    readonly useful: string
    readonly outstanding: string
    readonly fixed: string
    readonly services: string
    readonly contacts: string
    readonly fees: string
  }
  readonly assumedIntro: string
  readonly assumption: string
  readonly believed: string
  readonly grade: string
  readonly source: string
  readonly yours: string
  readonly grades: {readonly A: string; readonly B: string; readonly C: string}
  readonly customers: string
  readonly concentrationCaption: string
  readonly curveX: string
  readonly curveY: string
  readonly fifth: (share: string) => string
  readonly cohortsCaption: string
  readonly cohortsX: string
  readonly monthsCaption: string
  readonly newRevenue: string
  readonly returningRevenue: string
  readonly footer: (version: string, seed: string, history: string) => string
  readonly programFiles: (list: string) => string
  readonly dataNotes: string
}

const EN: ReportWords = {
  title: (shop) => `Would a reward program pay? ${shop}`,
  subtitle: (from, to, customers, orders, revenue) => `${counted(customers, 'customer')}, ${counted(orders, 'order')}, ${revenue} of sales, ${from} to ${to}`,
  netValueCaption: (months) =>
    `What is left after ${months}, once everything is paid. Thick line: where 8 of 10 runs fall; dot: the middle. Left of ` +
    'zero the program loses money.',
  costCaption:
    'Where the money goes, on average over the runs. Red: rewards on orders that would have come anyway. Left of zero: fees ' +
    'that members pay.',
  retentionCaption: 'How many more of 100 active customers come back than without the program. Thick line: where 8 of 10 runs fall.',
  sameMoney: 'Same money on new customers',
  parts: {
    title: 'Costs of each program', deadweight: 'Rewards on orders that come anyway', useful: 'Rewards on extra orders',
    outstanding: 'Points still owed at the end',
    fixed: 'Set-up and running', services: 'Services', contacts: 'Messages', fees: 'Fees from members (income)',
  },
  assumedIntro:
    'How customers react is not in your data. These assumptions stand in for it, the most important first; a program file ' +
    'may replace any of them under “response”.',
  assumption: 'Assumed', believed: 'Taken as (90% range)', grade: 'How well known', source: 'Source', yours: 'set in the program file',
  grades: {A: 'field experiment', B: 'study', C: 'judgement'},
  customers: 'Your customers',
  concentrationCaption:
    'Sales by customers, the best ones first: the further the curve bends away from the dashed line, the more depends on a few of them.',
  curveX: 'best customers', curveY: 'share of sales', fifth: (share) => `best fifth: ${share}`,
  cohortsCaption:
    'Each row: customers who came first in that month. Each cell: how many of 100 of them bought again so many months later. ' +
    'Darker is more.',
  cohortsX: 'months after the first purchase',
  monthsCaption: 'Sales by month, from customers in their first month and from those who came back.',
  newRevenue: 'New customers', returningRevenue: 'Returning customers',
  footer: (version, seed, history) => `Made by regulars ${version}, seed ${seed}, history ${history}. Nothing left this computer.`,
  programFiles: (list) => `Programs: ${list}.`,
  dataNotes: 'Notes on the data',
}

const FR: ReportWords = {
  title: (shop) => `Un programme de fidélité serait‑il rentable ? ${shop}`,
  subtitle: (from, to, customers, orders, revenue) => `${countedFrench(customers, 'client')}, ${countedFrench(orders, 'commande')}, ${revenue} de ` +
    `ventes, du ${from} au ${to}`,
  netValueCaption: (months) =>
    `Ce qui reste après ${months}, tout payé. Trait épais : là où tombent 8 tirages sur 10 ; point : le milieu. À gauche de ` +
    'zéro, le programme perd de l’argent.',
  costCaption:
    'Où va l’argent, en moyenne sur les tirages. Rouge : récompenses sur des commandes qui seraient venues de toute façon. À ' +
    'gauche de zéro : cotisations des membres.',
  retentionCaption: 'Combien de clients actifs sur 100 reviennent en plus grâce au programme. Trait épais : là où tombent 8 tirages sur 10.',
  sameMoney: 'Même argent pour conquérir',
  parts: {
    title: 'Coûts de chaque programme', deadweight: 'Récompenses sur des commandes venues de toute façon',
    useful: 'Récompenses sur des commandes en plus',
    outstanding: 'Points encore dus à la fin', fixed: 'Mise en place et gestion', services: 'Services', contacts: 'Messages',
    fees: 'Cotisations des membres (recette)',
  },
  assumedIntro:
    'La réaction des clients n’est pas dans vos données. Ces hypothèses en tiennent lieu, la plus importante d’abord ; un ' +
    'fichier de programme peut remplacer chacune sous « response ».',
  assumption: 'Supposé', believed: 'Valeur prise (fourchette à 90 %)', grade: 'Connu par', source: 'Source', yours: 'réglé dans le fichier du programme',
  grades: {A: 'expérience de terrain', B: 'étude', C: 'jugement'},
  customers: 'Vos clients',
  concentrationCaption:
    'Les ventes par clients, les meilleurs d’abord : plus la courbe s’écarte de la ligne pointillée, plus tout dépend de quelques-uns.',
  curveX: 'meilleurs clients', curveY: 'part des ventes', fifth: (share) => `meilleur cinquième : ${share}`,
  cohortsCaption:
    'Chaque ligne : les clients venus pour la première fois ce mois-là. Chaque case : combien sur 100 ont racheté tant de ' +
    'mois plus tard. Plus foncé : davantage.',
  cohortsX: 'mois après le premier achat',
  monthsCaption: 'Ventes par mois, des clients dans leur premier mois et de ceux qui sont revenus.',
  newRevenue: 'Nouveaux clients', returningRevenue: 'Clients revenus',
  footer: (version, seed, history) => `Fait par regulars ${version}, graine ${seed}, historique ${history}. Rien n’a quitté cet ordinateur.`,
  programFiles: (list) => `Programmes : ${list}.`,
  dataNotes: 'Remarques sur les données',
}

export const WORDS_REPORT: Readonly<Record<Language, ReportWords>> = {en: EN, fr: FR}
