import type {Compiled, CompiledEarn} from './compiled.js'
import type {EarnReason} from './mechanics.js'
import type {AccountState} from './state.js'

/** Why each rule may or may not earn for the order in `state.moment`. */
export function earnReasons(program: Compiled, state: AccountState, amount: number, blackout: number): readonly EarnReason[] {
  const {day} = state.moment
  const forAll = amount === 0 ? 'void' : amount < 0 ? 'refund' : day < program.from || day > program.until ? 'outside-dates'
    : !state.member ? 'not-member' : blackout !== 0 ? 'blackout' : undefined
  return [...program.base, ...program.multipliers].sort((a, b) => a.index - b.index)
    .map((rule) => (forAll === undefined ? ofRule(rule, state) : {rule: rule.index, because: forAll}))
}

function ofRule(rule: CompiledEarn, {moment}: AccountState): EarnReason {
  if (moment.amount < rule.minimum) return {rule: rule.index, because: 'below-minimum'}
  const failing = rule.when?.firstFailing(moment)
  return failing === undefined ? {rule: rule.index, because: 'may-earn'} : {rule: rule.index, because: 'when', when: failing}
}
