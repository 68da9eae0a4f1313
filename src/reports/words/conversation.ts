import type {Language} from '../../vocabulary.js'

/** What is said on the way to an answer: around errors and in questions at a terminal. */
const english = {
  /** of the same width in one language */
  problem: 'Error: ', next: 'Next:  ',
  whichColumn: (role: string) => `Which column is the ${role}?`,
  noneOfThese: 'none of these: stop',
  dayFirst: 'the day comes first', monthFirst: 'the month comes first', doNotKnow: 'I do not know: stop',
  whichTemplate: 'Which template?',
  keys: {navigate: 'navigate', select: 'select'} as Readonly<Record<string, string>>,
}

const ROLES: Readonly<Record<string, string>> = {
  customer: 'le client', date: 'la date', amount: 'le montant', quantity: 'la quantité', price: 'le prix', order: 'la commande',
}

const french: typeof english = {
  problem: 'Erreur :  ', next: 'À faire : ',
  whichColumn: (role) => `Quelle colonne contient ${ROLES[role] ?? role} ?`,
  noneOfThese: 'aucune : arrêter',
  dayFirst: 'le jour d’abord', monthFirst: 'le mois d’abord', doNotKnow: 'je ne sais pas : arrêter',
  whichTemplate: 'Quel modèle ?',
  keys: {navigate: 'se déplacer', select: 'choisir'},
}

export const CONVERSATION: Readonly<Record<Language, typeof english>> = {en: english, fr: french}
