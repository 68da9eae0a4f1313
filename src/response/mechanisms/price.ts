import type {Mechanism} from '../effects.js'

/**
 * A lower everyday price: for everybody (price cut) or for members (discount). Demand of a firm's own customers is inelastic, so
 * most of a price cut is given away. Sources: Hoch, Drèze & Purk 1994 (10 % off: +3 % volume, −18 % profit); Bijmolt, van Heerde &
 * Pieters 2005. How quantity divides between visits and baskets is judgement: half each.
 */
export const everydayPrice: Mechanism = {
  id: 'everyday-price',
  equation: 'ln visits and ln basket each += −½·eps_everyday·ln(1 − d),  d = the average reduction this customer gets',
  evidence: ['eps_everyday'],
  // What members pay a fee for is part of what paid memberships were observed to do.
  appliesTo: ({families}) => families.has('low-prices') || (!families.has('paid-membership') && (families.has('discount') || families.has('tenure'))),
  contribute(effects, draw) {
    effects.elasticity += draw.value('eps_everyday')
  },
}
