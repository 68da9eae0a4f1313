import type {Mechanism} from '../effects.js'

/** An event or early access fills its two weeks, mostly with visits pulled forward. Judgement; Steinhoff & Palmatier 2016 for those not invited. */
export const events: Mechanism = {
  id: 'events',
  equation: 'ln visits += ln(early_window)·G(v) for 14 days; for 28 days after −= early_pull × the lift ÷ 2;  ln hazard += ln(early_hazard)·G(v)·D(t);'
    + '  others: ln visits += ln(bystander)',
  evidence: ['early_window', 'early_pull', 'early_hazard', 'bystander'],
  appliesTo: ({families}) => families.has('events'),
  contribute(effects, draw, {families}) {
    effects.event += draw.log('early_window')
    effects.eventPulled = draw.value('early_pull')
    effects.hazards.push(draw.log('early_hazard'))
    if (!families.has('tiers')) effects.bystander += draw.log('bystander')
  },
}
