import {Flags} from '@oclif/core'
import {LedgerCommand} from '../../src/cli/ledger-command.js'

const HEADER = ['member', 'customer_id', 'email', 'phone', 'name', 'since', 'merged_into', 'erased_at']

export default class MembersExport extends LedgerCommand<{rows: number; file: string}> {
  static override summary = 'Write all members as CSV: number, customer id, e-mail, phone, name, merged into, erased.'
  static override examples = ['<%= config.bin %> members export --output members.csv', '<%= config.bin %> members export > members.csv']
  static override flags = {
    output: Flags.string({default: '-', helpValue: 'FILE|-', summary: 'Where to (default: stdout).'}),
  }

  async run(): Promise<{rows: number; file: string}> {
    const {flags} = await this.parse(MembersExport)
    const workspace = this.findWorkspace(flags)
    const settings = await this.readSettings(workspace)
    const [{listMembers}, {openLedgerToRead}, {tableFile, tableLines}, {describeWritten}, {checkOutput, tableBegins}] = await Promise.all([
      import('../../src/tasks/ledger/members.js'), import('../../src/store/ledger/store.js'), import('../../src/files/ledger/effects-file.js'),
        import('../../src/reports/describe/written.js'), import('../../src/files/output-file.js'),
    ])
    const reader = await openLedgerToRead(workspace.ledgerFile, flags.wait * 1000)
    try {
      const toScreen = this.rowsToScreen(flags.output)
      if (!toScreen) checkOutput({flag: '--output', file: flags.output, begins: tableBegins(HEADER)})
      const file = toScreen ? tableLines((text) => process.stdout.write(text), HEADER) : tableFile(flags.output, HEADER)
      let rows = 0
      for (let after: number | null = 0; after !== null; ) {
        const page = await listMembers(reader, {after, limit: 5000})
        for (const m of page.members) file.add([m.member, m.customerId, m.email, m.phone, m.fullName, m.since, m.mergedInto, m.erasedAt])
        rows += page.members.length
        after = page.next
      }
      await file.close()
      if (!toScreen) this.show(describeWritten('rows', rows, flags.output, this.language(flags, settings)))
      return {rows, file: flags.output}
    } finally {
      await reader.close()
    }
  }
}
