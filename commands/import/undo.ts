import {Flags} from '@oclif/core'
import {RegularsCommand} from '../../src/cli/base-command.js'
import {batchArg} from '../../src/cli/value-flags.js'
import type {UndoneImport} from '../../src/tasks/import/undo.js'

export default class ImportUndo extends RegularsCommand<UndoneImport> {
  static override summary = 'Take one import back, as if it had never been.'
  static override description = 'Orders that other imports have too stay as those say. The numbers of imports are in: regulars import list.'
  static override examples = ['<%= config.bin %> import undo 3', '<%= config.bin %> import undo 3 --dry-run']
  static override args = {batch: batchArg({required: true, description: 'Number of the import.'})}
  static override flags = {
    'dry-run': Flags.boolean({default: false, summary: 'Show what would go, and change nothing.'}),
    wait: Flags.integer({default: 0, min: 0, helpValue: 'SECONDS', summary: 'How long to wait while another command uses the history.'}),
  }

  async run(): Promise<UndoneImport> {
    const {args, flags} = await this.parse(ImportUndo)
    const workspace = this.findWorkspace(flags)
    const settings = await this.readSettings(workspace)
    const {signal} = this.context(flags)
    const [{undoImport}, {describeUndo}] = await Promise.all([import('../../src/store/history/undo.js'), import('../../src/reports/describe/imports.js')])
    const options = {dryRun: flags['dry-run'], waitSeconds: flags.wait, identity: settings.identity, ...(signal === undefined ? {} : {signal})}
    const result = await undoImport(workspace.historyFile, args.batch, options)
    this.show(describeUndo(result, this.language(flags, settings)))
    return result
  }
}
