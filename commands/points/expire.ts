import {Flags} from '@oclif/core'
import {dayFlag, LedgerCommand, WHO_FLAGS} from '../../src/cli/ledger-command.js'
import type {ExpireResult} from '../../src/tasks/ledger/expire.js'

const HEADER = ['customer', 'account', 'expires_on', 'points']

export default class PointsExpire extends LedgerCommand<ExpireResult> {
  static override summary = 'Take back the points that have reached their last day; or, with --dry-run, list who will lose what.'
  static override description = 'Safe to run twice, so put it in cron. With --dry-run a day to come may be named: the list is what reminders are made from.'
  static override examples = [
    '<%= config.bin %> points expire',
    '<%= config.bin %> points expire --dry-run --ahead 30 --export reminders.csv',
  ]
  static override flags = {
    ...WHO_FLAGS,
    until: dayFlag('Points whose last day has passed by this day (default: today).'),
    ahead: Flags.integer({min: 0, helpValue: 'DAYS', exclusive: ['until'], summary: 'With --dry-run: look so many days ahead.'}),
    export: Flags.string({helpValue: 'FILE', summary: 'Write customer, account, day and points as CSV.'}),
  }

  async run(): Promise<ExpireResult> {
    const {flags} = await this.parse(PointsExpire)
    const workspace = this.findWorkspace(flags)
    const settings = await this.readSettings(workspace)
    const context = this.context(flags)
    const [{expirePoints}, {openLedger}, {describeExpire}, {tableFile}, {checkOutput, tableBegins}] = await Promise.all([
      import('../../src/tasks/ledger/expire.js'), import('../../src/store/ledger/store.js'), import('../../src/reports/describe/points.js'),
        import('../../src/files/ledger/effects-file.js'), import('../../src/files/output-file.js'),
    ])
    if (flags.export !== undefined) checkOutput({flag: '--export', file: flags.export, begins: tableBegins(HEADER)})
    const file = flags.export === undefined ? undefined : tableFile(flags.export, HEADER)
    const store = await openLedger(workspace.ledgerFile, this.storeOptions(flags))
    try {
      const until = flags.ahead === undefined ? flags.until : ((this.today(settings) + flags.ahead) as typeof flags.until)
      const result = await expirePoints(store, {
        ...this.who(flags, settings), until, dryRun: flags['dry-run'], listed: this.jsonEnabled() ? Number.MAX_SAFE_INTEGER : 50,
        ...(file === undefined ? {} : {onRow: (row) => file.add([row.customer, row.account, row.on, row.points])}),
      }, context)
      await file?.close()
      this.show(describeExpire(result, this.language(flags, settings)))
      return result
    } finally {
      await store.close()
    }
  }
}
