import type {StatusRule} from '../tasks/import-plan.js'

const words = (text: string): readonly string[] => text.split(/[,\n]/).map((word) => word.trim()).filter((word) => word !== '')

/** No sale took place (en, fr, es, de, it): cancelled, refused, failed, unavailable. */
export const NOT_A_SALE = words(`
  cancelled, canceled, cancel, void, voided, failed, failure, declined, denied, rejected, refused, unavailable, expired, abandoned,
  incomplete, trash, trashed, draft, checkout-draft, error, payment error, not paid, unpaid, aborted, deleted, blocked, fraud,
  suspected fraud, closed without payment, wc-cancelled, wc-failed, annulé, annulee, annulée, annule, annuler, refusé, refusée, refuse,
  échoué, échouée, echec, échec, erreur de paiement, indisponible, expiré, abandonné, impayé, cancelado, cancelada, anulado, anulada,
  rechazado, rechazada, fallido, fallida, error de pago, no disponible, caducado, storniert, abgebrochen, abgelehnt, fehlgeschlagen,
  zahlungsfehler, nicht verfügbar, verfallen, gelöscht, ungültig, annullato, annullata, rifiutato, rifiutata, fallito, fallita,
  non riuscito, errore di pagamento, non disponibile, scaduto`)

/** The whole order was given back; out only where the source has no refunded amount to tell how much. */
export const GIVEN_BACK = words(`
  refunded, returned, reversed, chargeback, charged back, wc-refunded, remboursé, remboursée, rembourse, retourné, retournée, reembolsado,
  reembolsada, devuelto, devuelta, erstattet, rückerstattet, zurückgegeben, retourniert, rimborsato, rimborsata, reso, restituito`)

/** Not paid yet, perhaps never (cash on delivery); kept and reported. */
export const PENDING = words(`
  pending, pending payment, on hold, on-hold, awaiting payment, awaiting fulfillment, awaiting shipment, awaiting pickup, processing, open,
  authorized, partially paid, payment pending, in process, placed, wc-pending, wc-on-hold, wc-processing, en attente,
  en attente de paiement, en cours, en cours de préparation, en cours de traitement, à payer, pendiente, pendiente de pago, en espera,
  en proceso, procesando, ausstehend, offen, in bearbeitung, zahlung ausstehend, wartend, in attesa, in attesa di pagamento, in sospeso,
  in lavorazione, in elaborazione`)

/** The rule where no preset has its own. */
export function usualStatusRule(hasRefundColumn: boolean): StatusRule {
  return {excluded: hasRefundColumn ? NOT_A_SALE : [...NOT_A_SALE, ...GIVEN_BACK], pending: PENDING}
}
