import type {Language} from '../../vocabulary.js'
import {counted, countedFrench} from '../counted.js'

/** Words of `try` and `demo` around the simulation, and of the questions they ask. */
export interface TrialWords {
  readonly read: (rows: string, customers: string, orders: string, revenue: string, from: string, to: string) => string
  readonly refused: (rows: string) => string
  readonly withoutCustomer: (rows: string) => string
  readonly profile: (fifth: string, once: string) => string
  readonly comeBack: (share: string, within: 'months12' | 'days90') => string
  readonly report: (file: string) => string
  readonly kept: (folder: string) => string
  readonly next: (command: string) => string
  readonly askMargin: string
  readonly askCac: (currency: string) => string
  readonly demo: string
  readonly demoName: string
}

const EN: TrialWords = {
  read: (rows, customers, orders, revenue, from, to) =>
    `Read ${counted(rows, 'row')}: ${counted(customers, 'customer')}, ${counted(orders, 'order')}, ${revenue} of sales, ${from} to ${to}.`,
  refused: (rows) => `${counted(rows, 'row')} could not be read and ${rows === '1' ? 'was' : 'were'} left out; regulars import transactions FILE ` +
    `says which and why.`,
  withoutCustomer: (rows) => `${counted(rows, 'row names', 'rows name')} no customer: counted for nobody.`,
  profile: (fifth, once) => `The best fifth of customers make ${fifth} of sales; ${once} of customers came only once.`,
  comeBack: (share, within) => `${share} of new customers come back within ${within === 'months12' ? '12 months' : '90 days'}.`,
  report: (file) => `Report: ${file}`,
  kept: (folder) => `Workspace: ${folder}`,
  next: (command) => `To go on with it: ${command}`,
  askMargin: 'What is left of your sales after paying for the goods? For example 35 %:',
  askCac: (currency) => `What does winning a new customer cost you, in ${currency}? (Enter: unknown)`,
  demo:
    'A made-up shop: a delicatessen with an online shop, three years of orders. Its margin is 42%; a new customer costs it €24.',
  demoName: 'A made-up corner shop',
}

const FR: TrialWords = {
  read: (rows, customers, orders, revenue, from, to) =>
    `${countedFrench(rows, 'ligne lue', 'lignes lues')} : ${countedFrench(customers, 'client')}, ${countedFrench(orders, 'commande')}, ${revenue} ` +
    `de ventes, du ${from} au ${to}.`,
  refused: (rows) => `${countedFrench(rows, 'ligne illisible a été laissée', 'lignes illisibles ont été laissées')} de côté ; où et pourquoi : ` +
    'regulars import transactions FICHIER.',
  withoutCustomer: (rows) => `${countedFrench(rows, 'ligne sans client ne compte', 'lignes sans client ne comptent')} pour personne.`,
  profile: (fifth, once) => `Le meilleur cinquième des clients fait ${fifth} des ventes ; ${once} des clients ne sont venus qu’une fois.`,
  comeBack: (share, within) => `${share} des nouveaux clients reviennent dans les ${within === 'months12' ? '12 mois' : '90 jours'}.`,
  report: (file) => `Rapport : ${file}`,
  kept: (folder) => `Espace de travail : ${folder}`,
  next: (command) => `Pour continuer : ${command}`,
  askMargin: 'Que reste-t-il de vos ventes, marchandises payées ? Par exemple 35 % :',
  askCac: (currency) => `Combien vous coûte un nouveau client, en ${currency} ? (Entrée : inconnu)`,
  demo:
    'Un magasin inventé : une épicerie fine avec boutique en ligne, trois ans de commandes. Sa marge est de 42 % ; un nouveau client lui coûte 24 €.',
  demoName: 'Une épicerie inventée',
}

export const WORDS_TRIAL: Readonly<Record<Language, TrialWords>> = {en: EN, fr: FR}
