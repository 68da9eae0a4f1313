import type {ProgramDefinition} from './definition.js'

/** Does the program ever ask whether somebody joins, redeems or renews? Where it does not, nobody need know whose orders they are. */
export function leavesToChance({enrolment, rewards, triggers}: ProgramDefinition): boolean {
  const shares = [enrolment.share, enrolment.fee?.renewal, ...rewards.map((reward) => reward.share), ...triggers.map((trigger) => trigger.voucher?.share)]
  return shares.some((share) => share !== undefined && share < 1)
}
