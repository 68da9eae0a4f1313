import type {Mechanism} from '../effects.js'

/** Advantages of long-standing members keep those who have them; those who do not yet may feel passed over. Judgement. */
export const tenure: Mechanism = {
  id: 'tenure',
  equation: 'ln hazard += ln(tenure_old)·G(v)·D(t) once the member is long enough there, ln(tenure_new)·G(v)·D(t) before',
  evidence: ['tenure_old', 'tenure_new'],
  appliesTo: ({families}) => families.has('tenure'),
  contribute(effects, draw) {
    effects.stateHazards.tenured += draw.log('tenure_old')
    effects.stateHazards.recent += draw.log('tenure_new')
  },
}
