import {LedgerCommand} from '../../src/cli/ledger-command.js'
import {customerArg, MOVE_FLAGS, moveRequest, pointsArg} from '../../src/cli/move-flags.js'
import type {MoveResult} from '../../src/tasks/ledger/move.js'

export default class PointsHold extends LedgerCommand<MoveResult> {
  static override summary = 'Set points of one customer aside for a redemption that is pending.'
  static override description =
    'Points set aside cannot be spent otherwise. Spend them with: points capture BATCH; give them back with: points release BATCH.'
  static override examples = ['<%= config.bin %> points hold ana@example.com 250 --order 10042 --key till-7-10042']
  static override args = {customer: customerArg(), points: pointsArg}
  static override flags = MOVE_FLAGS

  async run(): Promise<MoveResult> {
    const {args, flags} = await this.parse(PointsHold)
    const workspace = this.findWorkspace(flags)
    const settings = await this.readSettings(workspace)
    const [{movePoints}, {openLedger}, {describeMove}] = await Promise.all([
      import('../../src/tasks/ledger/move.js'), import('../../src/store/ledger/store.js'), import('../../src/reports/describe/points.js'),
    ])
    const store = await openLedger(workspace.ledgerFile, this.storeOptions(flags))
    try {
      const result = await movePoints(store, 'hold', moveRequest(args.customer, args.points, flags, this.who(flags, settings), settings))
      this.show(describeMove(result, this.language(flags, settings)))
      return result
    } finally {
      await store.close()
    }
  }
}
