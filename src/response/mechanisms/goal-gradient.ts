import type {Mechanism} from '../effects.js'

/** The nearer the reward, the sooner the next visit. Sources: Kivetz, Urminsky & Zheng 2006 (halved); Hartmann & Viard 2008. */
export const goalGradientMechanism: Mechanism = {
  id: 'goal-gradient',
  equation: 'ln visits += ln(goal_gamma)·(φ^(N−k−1) − mean over k)·G(v)·D(t),  φ = λ/(λ + 0.01 per day)',
  evidence: ['goal_gamma'],
  appliesTo: ({definition, families}) => definition.rewards.length > 0 && !families.has('cashback') && !families.has('prize-draw'),
  contribute(effects, draw) {
    effects.goalGamma = draw.log('goal_gamma')
  },
}
