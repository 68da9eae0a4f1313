import type {StatusRule} from '../../tasks/import/plan.js'
import type {Preset} from '../plan/presets.js'

const words = (text: string): readonly string[] => text.split(/[,\n]/).map((word) => word.trim()).filter((word) => word !== '')

/** No sale took place (en, fr, es, de, it): cancelled, refused, failed, unavailable. */
const NOT_A_SALE = words(`
  cancelled, canceled, cancel, void, voided, failed, failure, declined, denied, rejected, refused, unavailable, expired, abandoned,
  fail, incomplete, trash, trashed, draft, checkout-draft, error, payment error, not paid, unpaid, aborted, deleted, blocked, fraud,
  suspected fraud, closed without payment, wc-cancelled, wc-failed, annulé, annulee, annulée, annule, annuler, refusé, refusée, refuse,
  échoué, échouée, echec, échec, erreur de paiement, indisponible, expiré, abandonné, impayé, cancelado, cancelada, anulado, anulada,
  rechazado, rechazada, fallido, fallida, error de pago, no disponible, caducado, storniert, abgebrochen, abgelehnt, fehlgeschlagen,
  zahlungsfehler, nicht verfügbar, verfallen, gelöscht, ungültig, annullato, annullata, rifiutato, rifiutata, fallito, fallita,
  non riuscito, errore di pagamento, non disponibile, scaduto`)

/** The whole order was given back; its sale is out only where the source tells what was given back neither in a column nor in rows of their own. */
const GIVEN_BACK = words(`
  refunded, returned, reversed, chargeback, charged back, wc-refunded, remboursé, remboursée, rembourse, retourné, retournée, reembolsado,
  reembolsada, devuelto, devuelta, erstattet, rückerstattet, zurückgegeben, retourniert, rimborsato, rimborsata, reso, restituito`)

/** A part was given back; how much, such a source does not say. */
const GIVEN_BACK_IN_PART = words(`
  partially refunded, partially_refunded, partially-refunded, partly refunded, partial refund, partial_refund, partially returned,
  partly returned, wc-partially-refunded, remboursement partiel, partiellement remboursé, partiellement remboursée, remboursé partiellement,
  remboursée partiellement, reembolso parcial, parcialmente reembolsado, parcialmente reembolsada, teilweise erstattet, teilerstattet,
  teilerstattung, teilweise rückerstattet, rimborso parziale, parzialmente rimborsato, rimborsato parzialmente`)

/** Not paid yet, perhaps never (cash on delivery); kept and reported. */
const PENDING = words(`
  pending, pending payment, on hold, on-hold, awaiting payment, awaiting fulfillment, awaiting shipment, awaiting pickup, processing, open,
  authorized, partially paid, payment pending, in process, placed, wc-pending, wc-on-hold, wc-processing, en attente,
  en attente de paiement, en cours, en cours de préparation, en cours de traitement, à payer, pendiente, pendiente de pago, en espera,
  en proceso, procesando, ausstehend, offen, in bearbeitung, zahlung ausstehend, wartend, in attesa, in attesa di pagamento, in sospeso,
  in lavorazione, in elaborazione`)

/** Types of rows that give money back, whatever the sign of their amounts. */
export const REFUND_TYPES = words(`
  refund, refunds, return, returns, returned, sale return, sales return, refund receipt, return receipt, credit, credit note, credit memo, credit invoice,
  reversal, chargeback, exchange return, avoir, avoirs, retour, retours, remboursement, note de crédit, facture d'avoir, devolución, devolucion, abono,
  nota de crédito, nota de credito, reembolso, factura rectificativa, gutschrift, rückgabe, retoure, erstattung, rückerstattung, stornorechnung, reso,
  rimborso, nota di credito, restituzione`)

/** Types of rows beside refunds that are no sales. */
export const OTHER_TYPES = words(`
  void, voided, cancelled, canceled, cancellation, no sale, annulation, annulé, annulée, anulación, anulado, storno, storniert, annullo, annullato, payout,
  withdrawal, retrait, transfer, virement, deposit, auszahlung, quote, estimate, devis, presupuesto, angebot, preventivo`)

/** Types of rows that are sales: with them beside, a column of types is what it says. */
export const SALE_TYPES = words(`
  sale, sales, order, invoice, purchase, receipt, charge, payment, vente, ventes, facture, commande, achat, ticket, venta, factura, pedido, compra, verkauf,
  rechnung, bestellung, kauf, bon, vendita, fattura, ordine, acquisto, scontrino`)

/**
 * What the texts of a status column mean: the source's own words, and the usual ones beside them. Layouts of a source differ in whether
 * they have a column of refunded amounts: the words for "refunded" decide where this one has none.
 */
export function statusRule(hasRefundColumn: boolean, preset?: Pick<Preset, 'status' | 'refunds'>): StatusRule {
  const amountsTold = hasRefundColumn || (preset?.refunds.types.length ?? 0) > 0
  const own = preset?.status ?? {excluded: [], pending: PENDING}
  const givenBack = amountsTold ? [] : GIVEN_BACK.filter((text) => !own.pending.includes(text))
  const excluded = [...own.excluded, ...NOT_A_SALE.filter((text) => !own.pending.includes(text))]
  return {
    excluded: [...new Set(excluded.filter((text) => !givenBack.includes(text)))],
    givenBack,
    pending: own.pending,
    partly: amountsTold ? [] : GIVEN_BACK_IN_PART,
  }
}
