import {expect, test} from 'vitest'
import {Decay} from '../../src/response/decay.js'
import {noEffects} from '../../src/response/effects.js'
import type {Life} from '../../src/simulation/candidates.js'
import type {Account} from '../../src/simulation/compiled-program.js'
import {Mind} from '../../src/simulation/mind.js'
import type {PersonalResponse} from '../../src/simulation/personal-response.js'
import type {ReplicateProgram} from '../../src/simulation/replicate-program.js'

/** A member in whose program nothing moves but the loss of a tier: ln visits −0.5 for a year. */
function member(): Mind {
  const program = {
    effects: {...noEffects(), demoted: -0.5}, decay: new Decay(1, 1, 12), paid: false, probe: undefined, promotionTerm: () => 0, isOpen: () => true,
    compiled: {opens: 0, ends: Infinity, tierGoal: undefined},
  } as unknown as ReplicateProgram
  const personal = {takesPart: true, responds: true, gate: 1, visits: 0, memberPrice: 0} as PersonalResponse
  const mind = new Mind(program)
  mind.begin({birth: 0, silence: 0} as Life, personal, {mechanics: {isMember: () => true}} as unknown as Account)
  mind.joins(0)
  return mind
}

test.each([['from the second tier to the first', [0, 1], 0], ['out of the only one', [0], -1]])('a tier lost, %s, is felt for a year', (_, held, after) => {
  // Source: evidence.csv, tier_demote: 12 months after demotion.
  const mind = member()
  for (const tier of held) mind.tierIs(tier, 10 + tier)
  expect(mind.multiplier(99)).toBe(1)
  mind.tierIs(after, 100)
  expect(mind.multiplier(101)).toBeCloseTo(Math.exp(-0.5), 12)
  expect(mind.multiplier(100 + 366)).toBe(1)
})
