import {cwd} from 'node:process'
import {Flags} from '@oclif/core'
import {accountFlag, dayFlag, LedgerCommand, WHO_FLAGS} from '../../src/cli/ledger-command.js'
import type {AccrueResult} from '../../src/tasks/ledger/accrue.js'

export default class PointsAccrue extends LedgerCommand<AccrueResult> {
  static override summary = 'Earn points from imported orders, by the same mechanics as replay.'
  static override description =
    `Each order earns once, however often this runs. Redemptions are those the program file assumes, as in a replay; where tills redeem (points
redeem), leave them out with --no-redemptions. Points are booked to each customer id of the orders by itself, whatever the setting identity
in regulars.yaml says: accounts are joined with members merge.`
  static override examples = ['<%= config.bin %> points accrue --program points --dry-run',
    '<%= config.bin %> points accrue --program points --no-redemptions']
  static override flags = {
    ...WHO_FLAGS,
    program: Flags.string({required: true, helpValue: 'NAME', summary: 'The program, by name or file.'}),
    from: dayFlag('First day of the program (default: the first order).'),
    to: dayFlag('Last day looked at (default: the last order).'),
    redemptions: Flags.boolean({default: true, allowNo: true, summary: 'Also redeem as the program file assumes.'}),
    account: accountFlag,
    seed: Flags.integer({default: 1, summary: 'The seed of chance: the same seed gives the same answer.'}),
  }

  async run(): Promise<AccrueResult> {
    const {flags} = await this.parse(PointsAccrue)
    const workspace = this.findWorkspace(flags)
    const settings = await this.readSettings(workspace)
    const context = this.context(flags)
    const [{accruePoints}, {openLedger}, {openHistoryReader}, {programLibrary}, {describeAccrue}] = await Promise.all([
      import('../../src/tasks/ledger/accrue.js'), import('../../src/store/ledger/store.js'), import('../../src/store/history/reader.js'),
      import('../../src/files/program-file.js'), import('../../src/reports/describe/points.js'),
    ])
    const program = await programLibrary(workspace, cwd()).load(flags.program)
    const history = await openHistoryReader(workspace.historyFile)
    const store = await openLedger(workspace.ledgerFile, this.storeOptions(flags))
    try {
      const request = {
        ...this.who(flags, settings), program, from: flags.from, to: flags.to, redemptions: flags.redemptions, wallet: flags.account, seed: flags.seed,
          dryRun: flags['dry-run'],
      }
      const result = await accruePoints(store, history, request, context)
      this.show(describeAccrue(result, this.language(flags, settings)))
      return result
    } finally {
      await store.close()
      await history.close()
    }
  }
}
