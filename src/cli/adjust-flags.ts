import {Flags} from '@oclif/core'
import {accountFlag, policyFlag, WHO_FLAGS} from './ledger-command.js'

/** Flags of `points adjust`. */
export const ADJUST_FLAGS = {
  ...WHO_FLAGS,
  file: Flags.string({helpValue: 'FILE|-', exactlyOne: ['file', 'where'], summary: 'The adjustments: CSV or JSON lines; - reads from stdin.'}),
  where: Flags.string({helpValue: 'CONDITION', summary: 'Adjust every customer this holds for: attributes of customers and of their orders.'}),
  add: Flags.string({helpValue: 'POINTS', dependsOn: ['where'], exclusive: ['deduct', 'set'], summary: 'With --where: points to give each.'}),
  deduct: Flags.string({helpValue: 'POINTS', dependsOn: ['where'], exclusive: ['set'], summary: 'With --where: points to take from each.'}),
  set: Flags.string({helpValue: 'POINTS', dependsOn: ['where'], summary: 'With --where: what each shall hold.'}),
  account: accountFlag,
  map: Flags.string({helpValue: 'FIELD=COLUMN,…', summary: 'Which column is what, where names do not tell: customer_id=Ref,points=3.'}),
  layout: Flags.string({helpValue: 'NAME', summary: 'Layout of the file: smile, loyaltylion, yotpo, talonone, rivo, rivo-logs, lightspeed, stamped.'}),
  delimiter: Flags.string({summary: 'Character between values, where the file does not tell.'}),
  'date-format': Flags.option({options: ['iso', 'dd/mm/yyyy', 'mm/dd/yyyy'] as const})({default: 'iso', summary: 'How dates are written in the file.'}),
  op: Flags.option({options: ['add', 'deduct', 'set', 'expire'] as const})({summary: 'What rows ask for that do not say it.'}),
  partial: Flags.boolean({default: false, summary: 'Apply the rows that can be applied, and write the others to a rejects file.'}),
  rejects: Flags.string({helpValue: 'FILE', summary: 'Where refused rows go (default with --partial: FILE.rejects.csv).'}),
  effects: Flags.string({helpValue: 'FILE', summary: 'Write what every row does, balance before and after, as CSV.'}),
  'on-insufficient': policyFlag('What to do where an account does not hold enough.'),
  'expire-after': Flags.integer({helpValue: 'MONTHS', min: 1,
    summary: 'Points without an expires_at of their own last so many months (default: for ever).'}),
}
