import type {Mechanism} from '../effects.js'
import {cashback} from './cashback.js'
import {events} from './events.js'
import {freeProgram} from './free-program.js'
import {goalGradientMechanism} from './goal-gradient.js'
import {messages} from './messages.js'
import {paidMembership} from './paid-membership.js'
import {everydayPrice} from './price.js'
import {promotion} from './promotion.js'
import {referral} from './referral.js'
import {rewardBump} from './reward-bump.js'
import {bundle, freeDelivery, replacement, support} from './services.js'
import {spendGet} from './spend-get.js'
import {tenure} from './tenure.js'
import {tiers} from './tiers.js'
import {topUp} from './top-up.js'
import {winBack} from './win-back.js'

/** Every mechanism there is, in the order they are explained. */
export const MECHANISMS: readonly Mechanism[] = [
  freeProgram, goalGradientMechanism, rewardBump, spendGet, topUp, cashback, everydayPrice, promotion, tiers, tenure, paidMembership,
  freeDelivery, replacement, support, events, bundle, referral, winBack, messages,
]
