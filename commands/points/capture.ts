import {Flags} from '@oclif/core'
import {LedgerCommand, readPoints, WHO_FLAGS} from '../../src/cli/ledger-command.js'
import {batchArg} from '../../src/cli/value-flags.js'
import type {AnswerHoldResult} from '../../src/tasks/ledger/hold.js'

export default class PointsCapture extends LedgerCommand<AnswerHoldResult> {
  static override summary = 'Spend the points of a hold, wholly or in part; what is left is given back.'
  static override examples = ['<%= config.bin %> points capture 17']
  static override args = {hold: batchArg({required: true, description: 'Batch that made the hold.'})}
  static override flags = {
    ...WHO_FLAGS,
    points: Flags.string({helpValue: 'POINTS', summary: 'How many of them (default: all).'}),
  }

  async run(): Promise<AnswerHoldResult> {
    const {args, flags} = await this.parse(PointsCapture)
    const workspace = this.findWorkspace(flags)
    const settings = await this.readSettings(workspace)
    const [{answerHold}, {openLedger}, {describeAnswer}] = await Promise.all([
      import('../../src/tasks/ledger/hold.js'), import('../../src/store/ledger/store.js'), import('../../src/reports/describe/points.js'),
    ])
    const store = await openLedger(workspace.ledgerFile, this.storeOptions(flags))
    try {
      const points = flags.points === undefined ? undefined : readPoints(flags.points)
      const result = await answerHold(store, 'capture', {...this.who(flags, settings), hold: args.hold, points, dryRun: flags['dry-run']})
      this.show(describeAnswer(result, this.language(flags, settings)))
      return result
    } finally {
      await store.close()
    }
  }
}
