import type {Mechanism} from '../effects.js'

/**
 * Cash paid back is partly spent at the same shop on top of what would have been bought; being delayed, it weighs less than a
 * price cut. Source: Vana, Lambrecht & Bertini 2018 (.32, shrunk).
 */
export const cashback: Mechanism = {
  id: 'cashback',
  equation: 'an order on which cash is used grows by cb_respend × the cash used;  v is multiplied by cb_salience',
  evidence: ['cb_respend', 'cb_salience'],
  appliesTo: ({families}) => families.has('cashback'),
  contribute(effects, draw) {
    effects.respend += draw.value('cb_respend')
    effects.salience *= draw.value('cb_salience')
  },
}
