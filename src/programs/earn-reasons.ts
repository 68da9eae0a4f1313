import type {Compiled, CompiledEarn} from './compiled.js'
import {multiplierNow} from './earning.js'
import type {EarnReason} from './mechanics.js'
import type {AccountState} from './state.js'

/** Why each rule may or may not earn for the order in `state.moment`. */
export function earnReasons(program: Compiled, state: AccountState, amount: number, blackout: number): readonly EarnReason[] {
  const {day} = state.moment
  const forAll = amount === 0 ? 'void' : amount < 0 ? 'refund' : day < program.from || day > program.until ? 'outside-dates'
    : !state.member ? 'not-member' : blackout !== 0 ? 'blackout' : undefined
  return [...program.base, ...program.multipliers].sort((a, b) => a.index - b.index)
    .map((rule) => (forAll === undefined ? ofRule(program, rule, state) : {rule: rule.index, because: forAll}))
}

function ofRule(program: Compiled, rule: CompiledEarn, state: AccountState): EarnReason {
  const {moment} = state
  if (moment.amount < rule.minimum) return {rule: rule.index, because: 'below-minimum'}
  const failing = rule.when?.firstFailing(moment)
  if (failing !== undefined) return {rule: rule.index, because: 'when', when: failing}
  const timesNothing = !rule.multiplies && multiplierNow(program, state, rule).num === 0
  return {rule: rule.index, because: timesNothing ? 'times-nothing' : 'may-earn'}
}
