import {expect, test} from 'vitest'
import {statusRule} from '../../src/files/columns/status-words.js'
import {type StatusMeaning, statusMeaning} from '../../src/tasks/import/status-meaning.js'

const MEANINGS: Readonly<Record<StatusMeaning, readonly string[]>> = {
  excluded: ['cancelled by customer', 'cancelled - payment failed', 'wc-cancelled', 'unavailable', 'refused', 'commande annulée par le client',
    'storniert (kunde)', 'pedido cancelado', 'ordine annullato', 'payment failed'],
  'given-back': ['refunded', 'order_refunded', 'remboursé', 'chargeback', 'zurückgegeben'],
  pending: ['cod pending', 'awaiting shipment', 'awaiting check payment', 'awaiting bank wire payment', 'awaiting cash on delivery validation',
    'on backorder (not paid)', 'en attente du paiement par chèque', 'en attente de virement bancaire', 'en attente de la validation par contre remboursement',
    'commande en attente de réapprovisionnement (non payé)', 'in attesa di bonifico', 'nicht bezahlt'],
  partly: ['partially refunded', 'partially_refunded', 'partial refund', 'remboursement partiel', 'teilweise erstattet'],
  sale: ['complete', 'paid', 'paiement accepté', 'payment accepted', 'remote payment accepted', 'expédié', 'livré', 'en attente de réapprovisionnement (payé)',
    'on backorder (paid)', 'shipped', 'geliefert', 'consegnato', 'success', 'closed'],
  unknown: ['5', 'canceled reversal', 'cancellation requested', 'delivery failed', 'zone b', 'not cancelled'],
}

test.each(Object.entries(MEANINGS) as [StatusMeaning, readonly string[]][])('%s', (meaning, texts) => {
  for (const text of texts) expect([text, statusMeaning(text, statusRule(false))]).toEqual([text, meaning])
})

test('where refunds come with their amounts, words of refunds change nothing', () => {
  for (const text of ['refunded', 'order_refunded', 'partially refunded']) expect(statusMeaning(text, statusRule(true))).toBe('sale')
})
