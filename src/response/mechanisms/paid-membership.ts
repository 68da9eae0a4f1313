import type {Mechanism} from '../effects.js'

/**
 * Those who pay to be members come more often, split their orders, and leave less while the term runs; what of it is more than
 * the choice to join is uncertain. Sources: Iyengar, Park & Yu 2022; Guo & Liu (directions).
 */
export const paidMembership: Mechanism = {
  id: 'paid-membership',
  equation: 'in term: ln visits += ln(paid_freq)·G(v)·segment·D(t);  ln basket += ln(paid_basket)·G(v)·D(t);  ln hazard += ln(paid_hazard)·G(v)·D(t);'
    + '  where the file does not say how many buy it: of those inclined to, min(1, 2ρ/(1+ρ)) do, ρ = what a term gives back ÷ its fee',
  evidence: ['paid_freq', 'paid_basket', 'paid_hazard', 'paid_adopt', 'paid_renew'],
  appliesTo: ({families}) => families.has('paid-membership'),
  contribute(effects, draw) {
    effects.visits += draw.log('paid_freq')
    effects.basket += draw.log('paid_basket')
    effects.hazards.push(draw.log('paid_hazard'))
  },
}
