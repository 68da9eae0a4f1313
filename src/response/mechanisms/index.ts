import type {Mechanism} from '../effects.js'
import {cashback} from './cashback.js'
import {freeProgram} from './free-program.js'
import {goalGradientMechanism} from './goal-gradient.js'
import {paidMembership} from './paid-membership.js'
import {everydayPrice} from './price.js'
import {rewardBump} from './reward-bump.js'
import {spendGet} from './spend-get.js'
import {topUp} from './top-up.js'

/** Every mechanism there is, in the order they are explained. */
export const MECHANISMS: readonly Mechanism[] = [
  freeProgram, goalGradientMechanism, rewardBump, spendGet, topUp, cashback, everydayPrice, paidMembership,
]
