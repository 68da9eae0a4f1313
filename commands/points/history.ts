import {Args, Flags} from '@oclif/core'
import {accountFlag, LedgerCommand} from '../../src/cli/ledger-command.js'
import type {BatchesResult, PointsHistoryResult} from '../../src/tasks/points-history.js'

export default class PointsHistory extends LedgerCommand<PointsHistoryResult | BatchesResult> {
  static override summary = 'Every change of one customer’s points, with who, when, why and from which file; or the latest batches.'
  static override examples = ['<%= config.bin %> points history ana@example.com', '<%= config.bin %> points history --batches']
  static override args = {customer: Args.string({ignoreStdin: true, description: 'Whose points (customer id, e-mail, phone or member:NUMBER).'})}
  static override flags = {
    account: accountFlag,
    batches: Flags.boolean({default: false, summary: 'List the latest batches instead (the default without a customer).'}),
    limit: Flags.integer({min: 1, default: 50, helpValue: 'ROWS', summary: 'With --batches: at most so many.'}),
  }

  async run(): Promise<PointsHistoryResult | BatchesResult> {
    const {args, flags} = await this.parse(PointsHistory)
    const workspace = this.findWorkspace(flags)
    const settings = await this.readSettings(workspace)
    const [{listBatches, pointsHistory}, {openLedgerToRead}, {describeBatches, describePointsHistory}] = await Promise.all([
      import('../../src/tasks/points-history.js'), import('../../src/store/ledger-store.js'), import('../../src/reports/describe-points.js'),
    ])
    const reader = await openLedgerToRead(workspace.ledgerFile, flags.wait * 1000)
    const language = this.language(flags, settings)
    try {
      if (args.customer === undefined || flags.batches) {
        const batches = await listBatches(reader, flags.limit)
        this.show(describeBatches(batches, language))
        return batches
      }
      const result = await pointsHistory(reader, {customer: args.customer, wallet: flags.account})
      this.show(describePointsHistory(result, language))
      return result
    } finally {
      await reader.close()
    }
  }
}
