import {RegularsCommand} from '../../src/cli/base-command.js'
import type {ImportListResult} from '../../src/tasks/import/list.js'

export default class ImportList extends RegularsCommand<ImportListResult> {
  static override summary = 'List what has been imported.'
  static override examples = ['<%= config.bin %> import list', '<%= config.bin %> import list --json']

  async run(): Promise<ImportListResult> {
    const {flags} = await this.parse(ImportList)
    const workspace = this.findWorkspace(flags)
    const settings = await this.readSettings(workspace)
    const [{listImports}, {describeImportList}] = await Promise.all([import('../../src/store/history/list.js'),
      import('../../src/reports/describe/imports.js')])
    const result = {batches: await listImports(workspace.historyFile)}
    this.show(describeImportList(result, this.language(flags, settings)))
    return result
  }
}
