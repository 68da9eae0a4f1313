import type {Language} from '../../vocabulary.js'
import type {Format} from '../format.js'

/** What each assumption of evidence.csv means, for somebody who does not read papers: English, French. */
const NAMES: Readonly<Record<string, readonly [string, string]>> = {
  lp_freq: ['members’ visits', 'visites des membres'],
  lp_hazard: ['members leaving for good', 'membres qui partent pour de bon'],
  lp_basket: ['members’ spending per order', 'dépense des membres par commande'],
  goal_gamma: ['visits when a reward is near', 'visites quand la récompense est proche'],
  reward_bump: ['visits right after a reward', 'visites juste après une récompense'],
  topup_prob: ['customers who add something to reach a threshold', 'clients qui ajoutent un article pour atteindre un seuil'],
  eps_everyday: ['fall in quantity per 1 % of price, always', 'baisse des quantités par 1 % de prix, toujours'],
  eps_promo: ['rise in quantity per 1 % off, during a promotion', 'hausse des quantités par 1 % de remise, en promotion'],
  promo_borrow: ['promotion sales that only come earlier', 'ventes de promotion seulement avancées'],
  cb_respend: ['paid cashback that is spent on top of usual', 'cashback dépensé en plus de l’habitude'],
  cb_salience: ['weight of money later against a lower price now', 'poids de l’argent rendu plus tard face à un prix plus bas'],
  sxgy_active: ['orders of recent customers holding a voucher', 'commandes de clients récents ayant un bon'],
  sxgy_lapsed: ['orders of absent customers holding a voucher', 'commandes de clients absents ayant un bon'],
  credit_redeem: ['vouchers that are used', 'bons utilisés'],
  credit_nonredeem: ['visits after a voucher was missed', 'visites après un bon manqué'],
  paid_adopt: ['customers who buy the membership', 'clients qui prennent l’abonnement'],
  paid_freq: ['paying members’ visits', 'visites des abonnés'],
  paid_basket: ['paying members’ spending per order', 'dépense des abonnés par commande'],
  paid_hazard: ['paying members leaving for good', 'abonnés qui partent pour de bon'],
  paid_renew: ['members who renew', 'abonnés qui renouvellent'],
  tier_status: ['customers with a status leaving for good', 'départs de clients ayant un statut'],
  tier_demote: ['visits after losing a status', 'visites après la perte d’un statut'],
  goal_fail: ['visits after missing a goal', 'visites après un objectif manqué'],
  bystander: ['visits of customers without the favour', 'visites de clients sans la faveur'],
  tenure_old: ['long-standing customers leaving for good', 'départs de clients de longue date'],
  tenure_new: ['recent customers leaving for good', 'départs de clients récents'],
  early_window: ['orders during an event', 'commandes pendant un événement'],
  early_pull: ['event sales that only come earlier', 'ventes d’événement seulement avancées'],
  early_hazard: ['invited customers leaving for good', 'départs de clients invités'],
  ship_freq: ['orders with free delivery', 'commandes avec la livraison offerte'],
  ship_basket: ['spending per order with free delivery', 'dépense par commande avec la livraison offerte'],
  ret_purch: ['orders with easy returns', 'commandes avec des retours faciles'],
  ret_returns: ['returns', 'retours'],
  fail_hazard: ['customers leaving after a problem that was solved well', 'départs après un problème bien réglé'],
  onboard: ['new customers leaving in their first weeks', 'départs de nouveaux clients dans les premières semaines'],
  support: ['customers with a personal contact leaving', 'départs de clients ayant un interlocuteur'],
  ref_rate: ['new customers each customer brings in a year', 'nouveaux clients amenés par client et par an'],
  ref_cannib: ['of them, those who would have come anyway', 'parmi eux, ceux qui seraient venus de toute façon'],
  ref_value: ['what a referred customer brings', 'ce que rapporte un client parrainé'],
  ref_hazard: ['referred customers leaving for good', 'départs de clients parrainés'],
  ref_sender: ['those who refer leaving for good', 'départs de ceux qui parrainent'],
  wb_msg: ['absent customers who return after a message', 'clients absents qui reviennent après un message'],
  wb_offer: ['absent customers who return after an offer', 'clients absents qui reviennent après une offre'],
  wb_hazard: ['customers won back leaving again', 'départs de clients reconquis'],
  wb_spend: ['spending of customers won back', 'dépense de clients reconquis'],
  msg_window: ['orders after a message', 'commandes après un message'],
  msg_displace: ['orders after a message that only come earlier', 'commandes après un message seulement avancées'],
  bundle: ['customers with one more service leaving', 'départs de clients ayant un service de plus'],
  enrol: ['customers who join', 'clients qui adhèrent'],
  active: ['members who really use it', 'membres qui s’en servent vraiment'],
  urr_points: ['points that are used in the end', 'points finalement utilisés'],
  urr_cash: ['wallet money that is used in the end', 'argent de cagnotte finalement utilisé'],
  decay_floor: ['part of the effect that lasts', 'part de l’effet qui dure'],
  decay_half: ['months until the passing part of the effect is halved', 'mois pour que la part passagère de l’effet soit réduite de moitié'],
  kappa_acq: ['new customers for 1 % more spent on winning them, in %', 'nouveaux clients pour 1 % dépensé de plus à les gagner, en %'],
}

/** An assumption in plain words; the quantity as given where it is not one of ours. */
export function evidenceName(id: string, quantity: string, language: Language): string {
  const names = NAMES[id]
  return names === undefined ? quantity : names[language === 'en' ? 0 : 1]
}

/** Believed values that are shares of people or money, printed as they are. */
const SHARES = new Set([
  'topup_prob', 'promo_borrow', 'cb_respend', 'cb_salience', 'credit_redeem', 'paid_adopt', 'paid_renew', 'early_pull', 'ref_rate', 'ref_cannib',
  'wb_msg', 'wb_offer', 'msg_displace', 'enrol', 'active', 'urr_points', 'urr_cash', 'decay_floor',
])
/** Neither shares nor ratios: elasticities, months. */
const NUMBERS = new Set(['eps_everyday', 'eps_promo', 'decay_half', 'kappa_acq'])

/** A believed value as a person reads it: a ratio of 1.02 is +2%. */
export function evidenceValue(id: string, value: number, format: Format): string {
  if (NUMBERS.has(id)) return format.number(value)
  if (SHARES.has(id)) return format.percent(value)
  return format.signed(value - 1, (each) => format.percent(each))
}
