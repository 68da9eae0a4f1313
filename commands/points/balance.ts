import {Args, Flags} from '@oclif/core'
import {dayFlag, LedgerCommand, readInstant} from '../../src/cli/ledger-command.js'
import type {BalanceResult} from '../../src/tasks/ledger/balance.js'

export default class PointsBalance extends LedgerCommand<BalanceResult> {
  static override summary = 'What customers hold, today or on any day, as known now or as recorded then.'
  static override description = 'A customer is named by customer id, e-mail, phone or member:NUMBER. Without customers, everybody is listed.'
  static override examples = [
    '<%= config.bin %> points balance ana@example.com',
    '<%= config.bin %> points balance C-1042 --as-of 2025-03-31',
    '<%= config.bin %> points balance --as-of 2025-03-31 --recorded-by 2025-04-05 --json',
  ]
  static override args = {customer: Args.string({ignoreStdin: true, description: 'Whom to ask about (default: everybody).'})}
  static override flags = {
    'as-of': dayFlag('Balances on this day (default: today).'),
    'recorded-by': Flags.string({helpValue: 'DATE|INSTANT', summary: 'Count only what had been written down by then.'}),
    account: Flags.string({helpValue: 'NAME', summary: 'Only this account.'}),
    limit: Flags.integer({min: 1, helpValue: 'ROWS', summary: 'Show at most so many (default: 50 on screen, all with --json).'}),
  }

  async run(): Promise<BalanceResult> {
    const {args, flags} = await this.parse(PointsBalance)
    const workspace = this.findWorkspace(flags)
    const settings = await this.readSettings(workspace)
    const context = this.context(flags)
    const [{pointsBalance}, {openLedgerToRead}, {describeBalance}] = await Promise.all([
      import('../../src/tasks/ledger/balance.js'), import('../../src/store/ledger/store.js'), import('../../src/reports/describe/points.js'),
    ])
    const reader = await openLedgerToRead(workspace.ledgerFile, flags.wait * 1000)
    try {
      const result = await pointsBalance(reader, {
        customers: args.customer === undefined ? [] : [args.customer], asOf: flags['as-of'] ?? this.today(settings),
        recordedBy: flags['recorded-by'] === undefined ? undefined : readInstant(flags['recorded-by']), wallet: flags.account,
        listed: flags.limit ?? (this.jsonEnabled() ? Number.MAX_SAFE_INTEGER : 50),
      }, context)
      this.show(describeBalance(result, this.language(flags, settings)))
      return result
    } finally {
      await reader.close()
    }
  }
}
