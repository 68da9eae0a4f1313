import {LedgerCommand} from '../../src/cli/ledger-command.js'
import {customerArg} from '../../src/cli/move-flags.js'
import type {MemberJson} from '../../src/tasks/ledger/members.js'

export default class MembersShow extends LedgerCommand<MemberJson> {
  static override summary = 'Who a member is.'
  static override examples = ['<%= config.bin %> members show ana@example.com', '<%= config.bin %> members show member:17']
  static override args = {customer: customerArg()}

  async run(): Promise<MemberJson> {
    const {args, flags} = await this.parse(MembersShow)
    const workspace = this.findWorkspace(flags)
    const settings = await this.readSettings(workspace)
    const [{showMember}, {openLedgerToRead}, {describeMember}] = await Promise.all([
      import('../../src/tasks/ledger/members.js'), import('../../src/store/ledger/store.js'), import('../../src/reports/describe/members.js'),
    ])
    const reader = await openLedgerToRead(workspace.ledgerFile, flags.wait * 1000)
    try {
      const result = await showMember(reader, args.customer)
      this.show(describeMember(result, this.language(flags, settings)))
      return result
    } finally {
      await reader.close()
    }
  }
}
