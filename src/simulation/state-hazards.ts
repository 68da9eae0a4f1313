import {combinedHazard} from '../response/combine.js'
import type {Effects} from '../response/effects.js'

/** States that change the drop-out hazard; bits of a mask. */
export const STATE = {status: 1, tenured: 2, recent: 4, sender: 8, onboarding: 16} as const

/** Log hazard ratios of every combination of states, each put together by the rule of combination; the hot loop only looks one up. */
export function hazardsByState({hazards, stateHazards}: Effects): Float64Array {
  return Float64Array.from({length: 32}, (_, mask) => {
    const logs = [...hazards]
    for (const [name, bit] of Object.entries(STATE)) if ((mask & bit) !== 0) logs.push(stateHazards[name as keyof typeof STATE])
    return combinedHazard(logs)
  })
}
