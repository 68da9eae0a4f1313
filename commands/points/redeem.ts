import {LedgerCommand} from '../../src/cli/ledger-command.js'
import {customerArg, MOVE_FLAGS, moveRequest, pointsArg} from '../../src/cli/move-flags.js'
import type {MoveResult} from '../../src/tasks/ledger/move.js'

export default class PointsRedeem extends LedgerCommand<MoveResult> {
  static override summary = 'Spend points of one customer on a reward.'
  static override description = 'Points that expire soonest are spent first.'
  static override examples = ['<%= config.bin %> points redeem ana@example.com 250 --order 10043 --key till-7-10043']
  static override args = {customer: customerArg(), points: pointsArg}
  static override flags = MOVE_FLAGS

  async run(): Promise<MoveResult> {
    const {args, flags} = await this.parse(PointsRedeem)
    const workspace = this.findWorkspace(flags)
    const settings = await this.readSettings(workspace)
    const [{movePoints}, {openLedger}, {describeMove}] = await Promise.all([
      import('../../src/tasks/ledger/move.js'), import('../../src/store/ledger/store.js'), import('../../src/reports/describe/points.js'),
    ])
    const store = await openLedger(workspace.ledgerFile, this.storeOptions(flags))
    try {
      const result = await movePoints(store, 'redeem', moveRequest(args.customer, args.points, flags, this.who(flags, settings), settings))
      this.show(describeMove(result, this.language(flags, settings)))
      return result
    } finally {
      await store.close()
    }
  }
}
