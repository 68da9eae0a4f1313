import {Flags} from '@oclif/core'
import {LedgerCommand} from '../../src/cli/ledger-command.js'
import type {MembersListResult} from '../../src/tasks/ledger/members.js'

export default class MembersList extends LedgerCommand<MembersListResult> {
  static override summary = 'Members of the points ledger, with what names them.'
  static override examples = ['<%= config.bin %> members list', '<%= config.bin %> members list --limit 1000 --after 5000 --json']
  static override flags = {
    limit: Flags.integer({default: 50, min: 1, helpValue: 'ROWS', summary: 'At most so many.'}),
    after: Flags.integer({default: 0, min: 0, helpValue: 'NUMBER', summary: 'Continue after this member number.'}),
  }

  async run(): Promise<MembersListResult> {
    const {flags} = await this.parse(MembersList)
    const workspace = this.findWorkspace(flags)
    const settings = await this.readSettings(workspace)
    const [{listMembers}, {openLedgerToRead}, {describeMembers}] = await Promise.all([
      import('../../src/tasks/ledger/members.js'), import('../../src/store/ledger/store.js'), import('../../src/reports/describe/members.js'),
    ])
    const reader = await openLedgerToRead(workspace.ledgerFile, flags.wait * 1000)
    try {
      const result = await listMembers(reader, {after: flags.after, limit: flags.limit})
      this.show(describeMembers(result, this.language(flags, settings)))
      return result
    } finally {
      await reader.close()
    }
  }
}
