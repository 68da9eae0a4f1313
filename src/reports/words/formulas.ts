import type {Language} from '../../vocabulary.js'

/** The formulas of mechanisms in French, by mechanism; the English stands with the mechanism. Names of assumptions are the same. */
const FRENCH_FORMULAS: Readonly<Record<string, string>> = {
  cashback: 'une commande où la cagnotte sert grandit de cb_respend × la somme employée ;  v est multiplié par cb_salience',
  events: 'ln visites += ln(early_window)·G(v) pendant 14 jours ; puis, 28 jours, −= early_pull × la hausse ÷ 2 ;  '
    + 'ln départs += ln(early_hazard)·G(v)·D(t) ;  les autres : ln visites += ln(bystander)',
  'free-program':
    'ln visites += ln(lp_freq)·G(v)·segment·D(t) ;  ln départs += ln(lp_hazard)·G(v)·D(t) ;  ln panier += ln(lp_basket)·G(v)·D(t)',
  'goal-gradient': 'ln visites += ln(goal_gamma)·(φ^(N−k−1) − moyenne sur k)·G(v)·D(t),  φ = λ/(λ + 0,01 par jour)',
  messages: 'ln visites += ln(msg_window) ÷ (1 + messages récents) pendant 14 jours ; puis, 28 jours, −= msg_displace × la hausse ÷ 2',
  'paid-membership': 'abonné : ln visites += ln(paid_freq)·G(v)·segment·D(t) ;  ln panier += ln(paid_basket)·G(v)·D(t) ;  '
    + 'ln départs += ln(paid_hazard)·G(v)·D(t) ;  de ceux qui y sont enclins, min(1, 2ρ/(1+ρ)) s’abonnent, ρ = ce qu’une période rend ÷ son prix',
  'everyday-price': 'ln visites et ln panier : += −½·eps_everyday·ln(1 − d),  d = la baisse moyenne dont profite ce client',
  promotion: 'pendant l’offre, ln visites et ln panier : += −½·eps_promo·ln(1 − d) ; aussi longtemps après, ln visites −= promo_borrow × la hausse',
  referral: 'ref_rate parrainages par membre et par an ; une part ref_cannib serait venue de toute façon ; les autres dépensent ref_value fois ce que '
    + 'dépensent les nouveaux clients, avec départs × ref_hazard ;  ln départs du parrain += ln(ref_sender)',
  'reward-bump': 'ln visites += ln(reward_bump)·2^(−jours depuis la récompense/28)·G(v)',
  'free-delivery': 'ln visites += ln(ship_freq)·G(v)·segment·D(t) ;  sans seuil, ln panier += ln(ship_basket)·G(v)·D(t) : les commandes se scindent',
  replacement: 'ln visites += ln(ret_purch)·G(v)·segment·D(t) ;  retours × ret_returns ;  '
    + 'ln départs += ln(fail_hazard) × part des clients ayant eu un incident dans l’année',
  support: 'ln départs += ln(support)·G(v)·D(t) ;  nouveaux clients, 4 premières semaines : += ln(onboard)·G(v)',
  bundle: 'ln départs += ln(bundle)·G(v)·D(t) par produit de plus',
  'spend-get': 'ln visites += ln(sxgy_active ou, après 4 mois de silence, sxgy_lapsed)·G(v)·D(t) tant qu’un crédit est valable ;  '
    + '+= ln(credit_nonredeem) pendant 6 mois après un crédit perdu',
  tenure: 'ln départs += ln(tenure_old)·G(v)·D(t) une fois l’ancienneté acquise, ln(tenure_new)·G(v)·D(t) avant',
  tiers: 'avec un statut : ln départs += ln(tier_status)·G(v)·D(t) ;  vers le suivant : ln visites += ln(goal_gamma)·4q(1−q)·G(v)·D(t) ;  '
    + 'un an après une perte : ln(tier_demote), six mois après un objectif manqué : ln(goal_fail) ;  les autres : ln visites += ln(bystander)',
  'top-up': 'une commande entre 80 % et 100 % d’un seuil y est portée avec la probabilité topup_prob',
  'win-back': 'chaque campagne ramène wb_offer (avec un bon) ou wb_msg de ceux qu’elle touche ; puis départs × wb_hazard et panier × wb_spend',
}

/** Remarks beside the authors and years of a source, longer ones first. */
const FRENCH_REMARKS: readonly (readonly [english: string, french: string])[] = [
  ['(5-year value almost +30 %, over 80 % of it from attrition; earlier versions +3 %, +19 %)',
    '(valeur sur 5 ans près de +30 %, à plus de 80 % par moins de départs ; versions antérieures +3 %, +19 %)'],
  ['conflict: erodes in 6-9 months (Meyer-Waarden) or persists (Iyengar 2022; Gopalakrishnan 2021)',
    'contradictoire : s’érode en 6 à 9 mois (Meyer-Waarden) ou dure (Iyengar 2022 ; Gopalakrishnan 2021)'],
  ['(+11 % lapsed 4 months, +27 % lapsed 13 months, shrunk)', '(+11 % absents 4 mois, +27 % absents 13 mois, réduit)'],
  ['(+1.9 to +3.5 points of activity, shrunk)', '(+1,9 à +3,5 points d’activité, réduit)'],
  ['(direction; one third economic, two thirds not)', '(le sens seul ; un tiers économique, deux tiers non)'],
  ['(last interval 20 % shorter), halved', '(dernier intervalle 20 % plus court), divisé par deux'],
  ['(self-selected, heavily shrunk)', '(volontaires, fortement réduit)'],
  ['(order splitting; direction)', '(commandes scindées ; le sens seul)'],
  ['(at least 16 % more value)', '(au moins 16 % de valeur en plus)'],
  ['(working paper versions)', '(versions de travail)'],
  ['(brand level, shrunk)', '(par marque, réduit)'],
  ['as a lower bound', 'comme plancher'],
  ['(.32, shrunk)', '(0,32, réduit)'],
  ['(lower margin)', '(marge moindre)'],
  ['vendor ranges', 'fourchettes de fournisseurs'],
  ['judgement; direction:', 'jugement ; le sens :'],
  ['(direction)', '(le sens seul)'],
  ['judgement', 'jugement'],
  [', scaled', ', mis à l’échelle'],
  [' and ', ' et '],
]

/** How a mechanism works, as a formula in the reader's language; in English where none is written. */
export function formula(mechanism: string, english: string, language: Language): string {
  const french = language === 'fr' ? FRENCH_FORMULAS[mechanism] : undefined
  return french ?? english
}

/** Who measured an assumption: names and years as they are, remarks in the reader's language. */
export function sourceText(source: string, language: Language): string {
  if (language === 'en') return source
  const french = FRENCH_REMARKS.reduce((text, [english, remark]) => text.replaceAll(english, remark), source)
  return french.replaceAll('; ', ' ; ').replaceAll('  ', ' ')
}
