import type {StatusRule} from './plan.js'

/** What the status of an order says of it; `unknown` counts as a sale too, and is said. */
export type StatusMeaning = 'sale' | 'excluded' | 'given-back' | 'pending' | 'partly' | 'unknown'

const word = (parts: string): RegExp => new RegExp(`(?:^| )(?:${parts.replaceAll(/\s*\n\s*/g, '|')})(?= |$)`)

/** Words (en, fr, es, de, it; no accents) that say it wherever they stand in a status, such as "cancelled by customer". */
const PART_BACK = new RegExp('(?:^| )(?:part|teil|parz)\\w* ?.*(?:refund|return|rembours|reembols|devuel|erstatt|rimbors)'
  + '|(?:refund|rembours|reembols|rimbors)\\w* (?:part|parc|parz)')
const WAITING = word(`pending|awaiting|waiting|on hold|unpaid|not paid|to be paid|payment due|authori[sz]ed|en attente|non pay\\w+|impaye\\w*|a payer
  pendiente|en espera|no pagad[oa]|ausstehend\\w*|wartet|wartend|unbezahlt|nicht bezahlt|in attesa|non pagat[oa]`)
const PAID = word('paid|paye|payee|pagad[oa]|pagat[oa]|bezahlt')
const OUT = word(`cancell?ed|cancel|void|voided|failed|failure|declined|denied|rejected|refused|expired|abandoned|fraud\\w*|chargeback|charged back
  annulee?s?|refusee?s?|echouee?s?|echec|expiree?s?|abandonnee?s?|cancelad[oa]s?|anulad[oa]s?|rechazad[oa]s?|fallid[oa]s?|caducad[oa]s?
  storniert|storno|abgelehnt|abgebrochen|fehlgeschlagen|annullat[oa]|rifiutat[oa]|fallit[oa]|scadut[oa]`)
const BACK = word(`refunded|returned|remboursee?s?|retournee?s?|reembolsad[oa]s?|devuelt[oa]s?|erstattet|ruckerstattet|retourniert|zuruckgegeben
  rimborsat[oa]|restituit[oa]`)
/** With these, the words above say something else: asked for, taken back, of the parcel and not of the order. */
const ANOTHER = word(`not|non|no|nicht|kein\\w*|reversal|reversed|request\\w*|demande\\w*|angefragt|item|items
  delivery|livraison|zustellung|entrega|consegna`)
const SOLD = word(`paid|complete|completed|shipped|delivered|fulfilled|closed|settled|captured|succe\\w+|approved|accepted|confirmed|done|finished
  ok|yes|true|sold|sale|invoiced|dispatched|received|ready|processed|picked up|collected
  active|archived|preparing|processing|in progress
  in transit|paye|payee|livree?s?|expediee?s?|terminee?s?|validee?s?
  confirmee?s?|acceptee?s?|reglee?s?|encaissee?s?|facturee?s?|complete?e?s?|preparation|completad[oa]
  pagad[oa]|enviad[oa]|entregad[oa]|finalizad[oa]|aprobad[oa]|confirmad[oa]
  bezahlt|abgeschlossen|versandt|versendet|geliefert|zugestellt|erledigt|verkauft|bestatigt
  pagat[oa]|completat[oa]|spedit[oa]|consegnat[oa]
  evas[oa]|conclus[oa]|confermat[oa]`)

/** What a status (lower case, trimmed) means: by the whole text where the rule lists it, else by its words. */
export function statusMeaning(text: string, rule: StatusRule): StatusMeaning {
  if (rule.excluded.includes(text)) return 'excluded'
  if (rule.givenBack.includes(text)) return 'given-back'
  if (rule.pending.includes(text)) return 'pending'
  if (rule.partly.includes(text)) return 'partly'
  const words = text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('œ', 'oe').replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()
  // Where refunds come with their amounts, the words say nothing more.
  const amountsTold = rule.partly.length === 0
  if (PART_BACK.test(words)) return amountsTold ? 'sale' : 'partly'
  if (OUT.test(words) && !ANOTHER.test(words)) return 'excluded'
  if (BACK.test(words) && !ANOTHER.test(words)) return amountsTold ? 'sale' : 'given-back'
  const unpaid = /(?:^| )(?:not|non|no|nicht) (?:paid|paye|payee|pagad[oa]|pagat[oa]|bezahlt)(?= |$)/.test(words)
  if (unpaid || (WAITING.test(words) && !PAID.test(words))) return 'pending'
  return SOLD.test(words) ? 'sale' : 'unknown'
}
