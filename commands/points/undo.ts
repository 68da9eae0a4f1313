import {LedgerCommand, policyFlag, WHO_FLAGS} from '../../src/cli/ledger-command.js'
import {batchArg} from '../../src/cli/value-flags.js'
import type {UndoResult} from '../../src/tasks/ledger/undo.js'

export default class PointsUndo extends LedgerCommand<UndoResult> {
  static override summary = 'Take back a whole batch; undoing that again restores it.'
  static override description =
    `Points go back into the lots they came from, with their dates. Points of the batch that were spent meanwhile: --spent refuse (the default:
nothing is undone), to-zero (take what is left) or negative (accounts owe the rest).`
  static override examples = ['<%= config.bin %> points undo 17 --dry-run', '<%= config.bin %> points undo 17 --spent to-zero --reason "wrong file"']
  static override args = {batch: batchArg({required: true, description: 'Number of the batch; see points history --batches.'})}
  static override flags = {...WHO_FLAGS, spent: policyFlag('What to do about points that were spent meanwhile.')}

  async run(): Promise<UndoResult> {
    const {args, flags} = await this.parse(PointsUndo)
    const workspace = this.findWorkspace(flags)
    const settings = await this.readSettings(workspace)
    const context = this.context(flags)
    const [{undoBatch}, {openLedger}, {describeUndo}] = await Promise.all([
      import('../../src/tasks/ledger/undo.js'), import('../../src/store/ledger/store.js'), import('../../src/reports/describe/points.js'),
    ])
    const store = await openLedger(workspace.ledgerFile, this.storeOptions(flags))
    try {
      const result = await undoBatch(store, {...this.who(flags, settings), batch: args.batch, spent: flags.spent, dryRun: flags['dry-run']}, context)
      this.show(describeUndo(result, this.language(flags, settings)))
      return result
    } finally {
      await store.close()
    }
  }
}
