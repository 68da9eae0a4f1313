import {LedgerCommand, WHO_FLAGS} from '../../src/cli/ledger-command.js'
import {customerArg} from '../../src/cli/move-flags.js'
import type {MergeResult} from '../../src/tasks/ledger/members.js'

export default class MembersMerge extends LedgerCommand<MergeResult> {
  static override summary = 'Make two records of one person one member: points move with their dates.'
  static override description = 'Whatever named the first member names the second from now on. It is a batch like any other: points undo takes it back.'
  static override examples = ['<%= config.bin %> members merge ana@old.example ana@example.com --reason "same person"']
  static override args = {from: customerArg(), into: customerArg()}
  static override flags = WHO_FLAGS

  async run(): Promise<MergeResult> {
    const {args, flags} = await this.parse(MembersMerge)
    const workspace = this.findWorkspace(flags)
    const settings = await this.readSettings(workspace)
    const [{mergeMembers}, {openLedger}, {describeMerge}] = await Promise.all([
      import('../../src/tasks/ledger/members.js'), import('../../src/store/ledger/store.js'), import('../../src/reports/describe/members.js'),
    ])
    const store = await openLedger(workspace.ledgerFile, this.storeOptions(flags))
    try {
      const result = await mergeMembers(store, {...this.who(flags, settings), from: args.from, into: args.into, dryRun: flags['dry-run']})
      this.show(describeMerge(result, this.language(flags, settings)))
      return result
    } finally {
      await store.close()
    }
  }
}
