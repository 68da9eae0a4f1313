import type {Mechanism} from '../effects.js'

/** A reward just received brings people back a little sooner. Sources: Nastasoiu 2021; Dorotic et al. 2014. */
export const rewardBump: Mechanism = {
  id: 'reward-bump',
  equation: 'ln visits += ln(reward_bump)·2^(−days since the reward/28)·G(v)',
  evidence: ['reward_bump'],
  appliesTo: ({definition, families}) => definition.rewards.length > 0 || families.has('voucher'),
  contribute(effects, draw) {
    effects.rewardBump += draw.log('reward_bump')
  },
}
