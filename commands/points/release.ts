import {LedgerCommand, WHO_FLAGS} from '../../src/cli/ledger-command.js'
import {batchArg} from '../../src/cli/value-flags.js'
import type {AnswerHoldResult} from '../../src/tasks/ledger/hold.js'

export default class PointsRelease extends LedgerCommand<AnswerHoldResult> {
  static override summary = 'Give the points of a hold back to the lots they came from.'
  static override examples = ['<%= config.bin %> points release 17']
  static override args = {hold: batchArg({required: true, description: 'Batch that made the hold.'})}
  static override flags = {
    ...WHO_FLAGS,
  }

  async run(): Promise<AnswerHoldResult> {
    const {args, flags} = await this.parse(PointsRelease)
    const workspace = this.findWorkspace(flags)
    const settings = await this.readSettings(workspace)
    const [{answerHold}, {openLedger}, {describeAnswer}] = await Promise.all([
      import('../../src/tasks/ledger/hold.js'), import('../../src/store/ledger/store.js'), import('../../src/reports/describe/points.js'),
    ])
    const store = await openLedger(workspace.ledgerFile, this.storeOptions(flags))
    try {
      const points = undefined
      const result = await answerHold(store, 'release', {...this.who(flags, settings), hold: args.hold, points, dryRun: flags['dry-run']})
      this.show(describeAnswer(result, this.language(flags, settings)))
      return result
    } finally {
      await store.close()
    }
  }
}
