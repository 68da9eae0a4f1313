import type {Mechanism} from '../effects.js'

/**
 * A message or an offer to customers who have fallen silent brings a few back who would not have come; most of those who come after it
 * would have come anyway, which a naive count credits to the campaign. Second lives are shorter and cheaper. Sources: Holtrop & Wieringa
 * 2023; Kumar, Bhagwat & Zhang 2015; Thomas, Blattberg & Fox 2004.
 */
export const winBack: Mechanism = {
  id: 'win-back',
  equation: 'each campaign brings back wb_offer (with a voucher) or wb_msg of those it reaches; then hazard × wb_hazard and basket × wb_spend',
  evidence: ['wb_offer', 'wb_msg', 'wb_hazard', 'wb_spend'],
  appliesTo: ({families}) => families.has('win-back'),
  contribute(effects, draw) {
    effects.winBack = {offer: draw.value('wb_offer'), message: draw.value('wb_msg'), hazard: draw.log('wb_hazard'), spend: draw.log('wb_spend')}
  },
}
