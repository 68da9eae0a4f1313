import {Args, Flags} from '@oclif/core'
import {accountFlag, dayFlag, LedgerCommand, readInstant} from '../../src/cli/ledger-command.js'
import type {BatchesResult, PointsHistoryResult} from '../../src/tasks/ledger/history.js'

const SHOWN = 50

export default class PointsHistory extends LedgerCommand<PointsHistoryResult | BatchesResult> {
  static override summary = 'Every change of one customer’s points, with who, when, why and from which file; or the latest batches.'
  static override examples = ['<%= config.bin %> points history ana@example.com', '<%= config.bin %> points history C-1042 --as-of 2025-03-31',
    '<%= config.bin %> points history --batches']
  static override args = {customer: Args.string({ignoreStdin: true, description: 'Whose points (customer id, e-mail, phone or member:NUMBER).'})}
  static override flags = {
    account: accountFlag,
    batches: Flags.boolean({default: false, summary: 'List the latest batches instead (the default without a customer).'}),
    'as-of': dayFlag('Only what counts by this day.'),
    'recorded-by': Flags.string({helpValue: 'DATE|INSTANT', summary: 'Only what had been written down by then.'}),
    limit: Flags.integer({min: 1, helpValue: 'ROWS', summary: 'The latest so many (default: 50 on screen and of batches; of a customer all with --json).'}),
  }

  async run(): Promise<PointsHistoryResult | BatchesResult> {
    const {args, flags} = await this.parse(PointsHistory)
    const workspace = this.findWorkspace(flags)
    const settings = await this.readSettings(workspace)
    const [{listBatches, pointsHistory}, {openLedgerToRead}, {describeBatches, describePointsHistory}] = await Promise.all([
      import('../../src/tasks/ledger/history.js'), import('../../src/store/ledger/store.js'), import('../../src/reports/describe/points.js'),
    ])
    const reader = await openLedgerToRead(workspace.ledgerFile, flags.wait * 1000)
    const language = this.language(flags, settings)
    try {
      if (args.customer === undefined || flags.batches) {
        const batches = await listBatches(reader, flags.limit ?? SHOWN)
        this.show(describeBatches(batches, language))
        return batches
      }
      const result = await pointsHistory(reader, {
        customer: args.customer, wallet: flags.account, asOf: flags['as-of'], limit: flags.limit ?? (this.jsonEnabled() ? undefined : SHOWN),
        recordedBy: flags['recorded-by'] === undefined ? undefined : readInstant(flags['recorded-by']),
      })
      this.show(describePointsHistory(result, language))
      return result
    } finally {
      await reader.close()
    }
  }
}
