import {Flags} from '@oclif/core'
import {LedgerCommand} from '../../src/cli/ledger-command.js'
import {customerArg} from '../../src/cli/move-flags.js'
import type {EraseResult} from '../../src/tasks/ledger/members.js'

export default class MembersErase extends LedgerCommand<EraseResult> {
  static override summary = 'Remove everything that names a person; transfers, sums and hashes stay as they are.'
  static override description = 'Customer id, e-mail, phone, name and notes go; the member appears as erased:NUMBER from then on. This cannot be undone.'
  static override examples = ['<%= config.bin %> members erase ana@example.com']
  static override args = {customer: customerArg()}
  static override flags = {'dry-run': Flags.boolean({default: false, summary: 'Say what would be removed, and remove nothing.'})}

  async run(): Promise<EraseResult> {
    const {args, flags} = await this.parse(MembersErase)
    const workspace = this.findWorkspace(flags)
    const settings = await this.readSettings(workspace)
    const [{eraseMember}, {openLedger}, {describeErase}] = await Promise.all([
      import('../../src/tasks/ledger/members.js'), import('../../src/store/ledger/store.js'), import('../../src/reports/describe/members.js'),
    ])
    const store = await openLedger(workspace.ledgerFile, this.storeOptions(flags))
    try {
      const result = await eraseMember(store, args.customer, Date.now(), flags['dry-run'])
      this.show(describeErase(result, this.language(flags, settings)))
      return result
    } finally {
      await store.close()
    }
  }
}
