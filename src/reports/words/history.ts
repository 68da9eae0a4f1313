import type {Language} from '../../vocabulary.js'
import {counted, countedFrench} from '../counted.js'

interface HistoryWords {
  readonly title: string
  readonly customers: string
  readonly orders: string
  readonly span: string
  readonly revenue: string
  readonly topFifth: string
  readonly again90: string
  readonly again12: string
  readonly tooShort: string
  readonly refunds: string
  readonly refundText: (orders: string, amount: string) => string
  readonly nobody: string
  readonly nobodyText: (orders: string, amount: string) => string
  readonly findings: string
  readonly accept: string
}

export const WORDS_HISTORY: Readonly<Record<Language, HistoryWords>> = {
  en: {
    title: 'What is in the history',
    customers: 'Customers who bought', orders: 'Their orders', span: 'From – to', revenue: 'Revenue',
    topFifth: 'Revenue from the best fifth', again90: 'Came back within 90 days', again12: 'Came back within 12 months',
      tooShort: 'the history is too short to tell',
    refunds: 'Refunds', refundText: (orders, amount) => `${counted(orders, 'order')}, ${amount}`,
    nobody: 'Orders without customer', nobodyText: (orders, amount) => `${orders}, ${amount} (not counted above)`,
    findings: 'What you should know',
    accept: 'Looked at one and it is fine? regulars history --accept CODE',
  },
  fr: {
    title: 'Ce que contient l’historique',
    customers: 'Clients ayant acheté', orders: 'Leurs commandes', span: 'Du – au', revenue: 'Chiffre d’affaires',
    topFifth: 'Part du meilleur cinquième', again90: 'Revenus sous 90 jours', again12: 'Revenus sous 12 mois',
      tooShort: 'l’historique est trop court pour le dire',
    refunds: 'Remboursements', refundText: (orders, amount) => `${countedFrench(orders, 'commande')}, ${amount}`,
    nobody: 'Commandes sans client', nobodyText: (orders, amount) => `${orders}, ${amount} (hors des chiffres ci-dessus)`,
    findings: 'À savoir',
    accept: 'Vu et sans gravité ? regulars history --accept CODE',
  },
}
