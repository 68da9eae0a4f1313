import type {Mechanism} from '../effects.js'

/**
 * Status keeps those who hold it a little; losing it, narrowly missing it and watching others have it costs. The pull towards the
 * next tier is felt only where one more order may decide: 4q(1 − q), q the chance to reach it in time. Sources: Kopalle et al. 2012;
 * Orhun et al. 2022; Wagner et al. 2009; Wang et al. 2016; Steinhoff & Palmatier 2016; Kivetz, Urminsky & Zheng 2006.
 */
export const tiers: Mechanism = {
  id: 'tiers',
  equation: 'holding a tier: ln hazard += ln(tier_status)·G(v)·D(t);  towards the next: ln visits += ln(goal_gamma)·4q(1−q)·G(v)·D(t);'
    + '  a year after losing one: ln(tier_demote)·G(v)·D(t), half a year after missing one: ln(goal_fail)·G(v)·D(t);  others: ln visits += ln(bystander)',
  evidence: ['tier_status', 'goal_gamma', 'tier_demote', 'goal_fail', 'bystander'],
  appliesTo: ({families}) => families.has('tiers'),
  contribute(effects, draw) {
    effects.stateHazards.status += draw.log('tier_status')
    effects.goalGamma = draw.log('goal_gamma')
    effects.demoted += draw.log('tier_demote')
    effects.missedGoal += draw.log('goal_fail')
    effects.bystander += draw.log('bystander')
  },
}
