import {LedgerCommand} from '../../src/cli/ledger-command.js'
import {customerArg, MOVE_FLAGS, moveRequest, pointsArg} from '../../src/cli/move-flags.js'
import type {MoveResult} from '../../src/tasks/ledger/move.js'

export default class PointsTransfer extends LedgerCommand<MoveResult> {
  static override summary = 'Move points from one customer to another, with their expiry dates.'
  static override description = 'Points that expire soonest go first and keep their dates: passing points on does not make them younger.'
  static override examples = ['<%= config.bin %> points transfer ana@example.com ben@example.com 250 --reason gift']
  static override args = {customer: customerArg(), to: customerArg(), points: pointsArg}
  static override flags = MOVE_FLAGS

  async run(): Promise<MoveResult> {
    const {args, flags} = await this.parse(PointsTransfer)
    const workspace = this.findWorkspace(flags)
    const settings = await this.readSettings(workspace)
    const [{movePoints}, {openLedger}, {describeMove}] = await Promise.all([
      import('../../src/tasks/ledger/move.js'), import('../../src/store/ledger/store.js'), import('../../src/reports/describe/points.js'),
    ])
    const store = await openLedger(workspace.ledgerFile, this.storeOptions(flags))
    try {
      const result = await movePoints(store, 'transfer', {...moveRequest(args.customer, args.points, flags, this.who(flags, settings), settings),
        to: args.to})
      this.show(describeMove(result, this.language(flags, settings)))
      return result
    } finally {
      await store.close()
    }
  }
}
