import type {Mechanism} from '../effects.js'

/**
 * Any free program that gives members something back: they come a little more often, drop out a little less, and buy about the
 * same. Sources: Gopalakrishnan, Jiang, Nevskaya & Thomadsen 2021; Nastasoiu 2021; Verhoef 2003.
 */
export const freeProgram: Mechanism = {
  id: 'free-program',
  equation: 'ln visits += ln(lp_freq)·G(v)·segment·D(t);  ln hazard += ln(lp_hazard)·G(v)·D(t);  ln basket += ln(lp_basket)·G(v)·D(t)',
  evidence: ['lp_freq', 'lp_hazard', 'lp_basket'],
  appliesTo: ({definition, families}) => !families.has('paid-membership') && (definition.earn.length > 0 || families.has('voucher')),
  contribute(effects, draw) {
    effects.visits += draw.log('lp_freq')
    effects.basket += draw.log('lp_basket')
    effects.hazards.push(draw.log('lp_hazard'))
  },
}
