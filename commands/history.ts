import {Flags} from '@oclif/core'
import {RegularsCommand} from '../src/cli/base-command.js'
import type {HistoryResult} from '../src/tasks/history.js'

export default class History extends RegularsCommand<HistoryResult> {
  static override summary = 'Show what is in the history: totals, dates, and what to know about the data.'
  static override description = 'Customers, orders and revenue count purchases of known customers; refunds and orders without customer are shown apart.'
  static override examples = ['<%= config.bin %> history', '<%= config.bin %> history --json', '<%= config.bin %> history --accept customer-missing']
  static override flags = {
    accept: Flags.string({multiple: true, multipleNonGreedy: true, helpValue: 'CODE',
      summary: 'Do not show this finding any more (may be given several times).'}),
    wait: Flags.integer({default: 0, min: 0, helpValue: 'SECONDS', summary: 'How long to wait while another command uses the history.'}),
  }

  async run(): Promise<HistoryResult> {
    const {flags} = await this.parse(History)
    const workspace = this.findWorkspace(flags)
    const settings = await this.readSettings(workspace)
    const [{summariseHistory}, {openHistoryReader}, {acceptFindings}, {describeHistory}] = await Promise.all([
      import('../src/tasks/history.js'), import('../src/store/history/reader.js'), import('../src/store/history/accept.js'),
      import('../src/reports/describe/history.js'),
    ])
    if (flags.accept !== undefined && flags.accept.length > 0)
      await acceptFindings(workspace.historyFile, flags.accept, {waitSeconds: flags.wait})
    const reader = await openHistoryReader(workspace.historyFile, settings.identity)
    try {
      const result = await summariseHistory(reader)
      this.show(describeHistory(result, this.language(flags, settings)))
      return result
    } finally {
      await reader.close()
    }
  }
}
