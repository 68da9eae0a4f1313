import type {Mechanism} from '../effects.js'

/**
 * Members bring friends: some are no new customers, some would have come anyway, the rest stay a little longer. Whoever recommends stays a
 * little longer herself. Sources: Schmitt, Skiera & Van den Bulte 2011; Van den Bulte et al. 2018; Armelini et al. 2015; Wolters &
 * Gedenk 2019; Garnefeld et al. 2013 (self-selected, heavily shrunk). Without a reward nothing happens.
 */
export const referral: Mechanism = {
  id: 'referral',
  equation: 'referrals come at ref_rate per member and year; a share ref_cannib would have come anyway; the others spend ref_value times what newcomers spend,'
    + ' with hazard × ref_hazard;  the sender’s ln hazard += ln(ref_sender)·G(v)·D(t)',
  evidence: ['ref_rate', 'ref_cannib', 'ref_value', 'ref_hazard', 'ref_sender'],
  appliesTo: ({definition}) => definition.triggers.some(({on, voucher, points, referral: terms}) =>
    on === 'referral' && (voucher ?? points ?? terms?.friend) !== undefined),
  contribute(effects, draw, {definition}) {
    const stated = definition.triggers.find((each) => each.on === 'referral')?.referral
    const statedOr = (value: number | undefined, id: string): number => (value === undefined || draw.isReplaced(id) ? draw.value(id) : value)
    effects.referral = {
      perYear: statedOr(stated?.perMemberYear, 'ref_rate'),
      fraud: stated?.fraudShare ?? 0,
      organic: statedOr(stated?.organicShare, 'ref_cannib'),
      value: draw.value('ref_value'),
      hazard: draw.log('ref_hazard'),
    }
    effects.stateHazards.sender += draw.log('ref_sender')
  },
}
