import {Args, Flags} from '@oclif/core'
import type {Day} from '../base/day.js'
import type {InsufficientPolicy} from '../tasks/ledger/adjust-result.js'
import type {Who} from '../tasks/ledger/who.js'
import type {MoveRequest} from '../tasks/ledger/move.js'
import type {Settings} from '../tasks/settings.js'
import {accountFlag, dayFlag, keyFlag, policyFlag, readPoints, WHO_FLAGS} from './ledger-command.js'

/** A new one each time: oclif writes the argument's name into it. */
export const customerArg = () => Args.string({ignoreStdin: true, required: true, description: 'Customer id, e-mail, phone or member:NUMBER.'})
export const pointsArg = Args.string({ignoreStdin: true, required: true, description: 'How many points.'})

/** Flags of commands that move points of one customer: `redeem`, `hold`, `transfer`. */
export const MOVE_FLAGS = {
  ...WHO_FLAGS,
  account: accountFlag,
  key: keyFlag,
  order: Flags.string({helpValue: 'ID', summary: 'The order it belongs to.'}),
  note: Flags.string({helpValue: 'TEXT', summary: 'A note; it can be erased with the person.'}),
  on: dayFlag('The day it counts from (default: today).'),
  'on-insufficient': policyFlag('What to do where an account does not hold enough.'),
}

interface MoveFlags {
  readonly account: string
  readonly key?: string | undefined
  readonly order?: string | undefined
  readonly note?: string | undefined
  readonly on?: Day | undefined
  readonly 'on-insufficient': InsufficientPolicy
  readonly 'dry-run': boolean
}

export function moveRequest(customer: string, points: string, flags: MoveFlags, who: Who, settings: Settings): MoveRequest {
  return {
    ...who, customer, points: readPoints(points), wallet: flags.account, key: flags.key, orderId: flags.order, note: flags.note, day: flags.on,
    backdateLimitDays: settings.ledger.backdateLimitDays, onInsufficient: flags['on-insufficient'], dryRun: flags['dry-run'],
  }
}
