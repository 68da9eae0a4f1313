import type {Mechanism, MechanismSubject} from '../effects.js'

const has = ({definition}: MechanismSubject, kind: string): boolean => definition.benefits.some((benefit) => benefit.kind === kind)

/** Free delivery: more orders, smaller ones, unless a threshold holds them up. Source: Lewis, Singh & Fay 2006. */
export const freeDelivery: Mechanism = {
  id: 'free-delivery',
  equation: 'ln visits += ln(ship_freq)·G(v)·segment·D(t);  without a threshold ln basket += ln(ship_basket)·G(v)·D(t): orders are split',
  evidence: ['ship_freq', 'ship_basket'],
  appliesTo: (subject) => has(subject, 'free-delivery'),
  contribute(effects, draw, {definition}) {
    effects.visits += draw.log('ship_freq')
    const split = definition.benefits.some((benefit) => benefit.kind === 'free-delivery' && benefit.when?.minimum === undefined)
    if (split) effects.basket += draw.log('ship_basket')
  },
}

/**
 * Replacement without questions: a little more is bought, more comes back, and a failure drives fewer away. Sources: Janakiraman, Syrdal &
 * Freling 2016; Halperin et al. 2022.
 */
export const replacement: Mechanism = {
  id: 'replacement',
  equation: 'ln visits += ln(ret_purch)·G(v)·segment·D(t);  returned goods × (1 + (ret_returns − 1)·G(v));'
    + '  ln hazard += ln(fail_hazard)·G(v)·D(t) × share of customers with a failure in a year',
  evidence: ['ret_purch', 'ret_returns', 'fail_hazard'],
  appliesTo: (subject) => has(subject, 'replacement'),
  contribute(effects, draw, {definition}) {
    const usage = Math.max(...definition.benefits.filter((benefit) => benefit.kind === 'replacement').map((benefit) => benefit.usage))
    effects.visits += draw.log('ret_purch')
    effects.returns += draw.log('ret_returns')
    effects.hazards.push(draw.log('fail_hazard') * (1 - (1 - usage) ** ORDERS_A_YEAR))
  },
}

/** Orders among which a failure may be; a typical member's year. */
const ORDERS_A_YEAR = 6

/** Support of their own: fewer leave, newcomers above all. Sources: judgement; Retana, Forman & Wu 2016 (onboarding). */
export const support: Mechanism = {
  id: 'support',
  equation: 'ln hazard += ln(support)·G(v)·D(t);  newcomers in their first 4 weeks: += ln(onboard)·G(v)·D(t)',
  evidence: ['support', 'onboard'],
  appliesTo: (subject) => has(subject, 'support'),
  contribute(effects, draw) {
    effects.hazards.push(draw.log('support'))
    effects.stateHazards.onboarding += draw.log('onboard')
  },
}

/** A further product raises what leaving would cost. Source: Prince & Greenstein 2014 (direction). */
export const bundle: Mechanism = {
  id: 'bundle',
  equation: 'ln hazard += ln(bundle)·G(v)·D(t) per extra product',
  evidence: ['bundle'],
  appliesTo: ({families}) => families.has('bundle'),
  contribute(effects, draw, {definition}) {
    for (const benefit of definition.benefits) if (benefit.kind === 'bundle') effects.hazards.push(draw.log('bundle'))
  },
}
