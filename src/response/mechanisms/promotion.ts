import type {Mechanism} from '../effects.js'

/**
 * A temporary deal sells much while it lasts, and about half of it is borrowed from the weeks after. Sources: Bijmolt, van Heerde &
 * Pieters 2005 (brand level, shrunk); van Heerde, Leeflang & Wittink 2004.
 */
export const promotion: Mechanism = {
  id: 'promotion',
  equation: 'in the window, ln visits and ln basket each += −½·eps_promo·ln(1 − d); for as long afterwards ln visits −= promo_borrow × the lift',
  evidence: ['eps_promo', 'promo_borrow'],
  appliesTo: ({families}) => families.has('promotion'),
  contribute(effects, draw) {
    effects.promotion += draw.value('eps_promo')
    effects.promotionBorrowed = draw.value('promo_borrow')
  },
}
