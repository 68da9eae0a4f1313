import {Args, Flags} from '@oclif/core'
import {dayFlag, LedgerCommand, WHO_FLAGS} from '../../src/cli/ledger-command.js'
import {speaking} from '../../src/cli/spoken-language.js'
import type {ImportOpeningResult} from '../../src/tasks/ledger/import-opening.js'

export default class PointsImportOpening extends LedgerCommand<ImportOpeningResult> {
  static override summary = 'Bring in what customers hold in another system: its balances, or its whole ledger.'
  static override description =
    `A ledger whose history cannot have happened (redemptions that add, balances below zero) is reported and not imported; --balances brings in
what each customer holds in the end instead. The same file twice is brought in once.`
  static override examples = ['<%= config.bin %> points import-opening customers_export.csv --dry-run',
    '<%= config.bin %> points import-opening loyalty_transactions.csv --balances']
  static override args = {file: Args.string({ignoreStdin: true, required: true, description: 'CSV or JSON lines; - reads from stdin.'})}
  static override flags = {
    ...WHO_FLAGS,
    balances: Flags.boolean({default: false, summary: 'Of a ledger, bring in only what each customer holds in the end.'}),
    map: Flags.string({helpValue: 'FIELD=COLUMN,…', summary: 'Which column is what, where names do not tell.'}),
    layout: Flags.string({helpValue: 'NAME', summary: 'Layout of the file, where it is not recognised.'}),
    delimiter: Flags.string({summary: 'Character between values, where the file does not tell.'}),
    'date-format': Flags.option({options: ['iso', 'dd/mm/yyyy', 'mm/dd/yyyy'] as const})({default: 'iso', summary: 'How dates are written in the file.'}),
    on: dayFlag('The day balances count from, where the file says none (default: today).'),
  }

  async run(): Promise<ImportOpeningResult> {
    const {args, flags} = await this.parse(PointsImportOpening)
    const workspace = this.findWorkspace(flags)
    const settings = await this.readSettings(workspace)
    const context = this.context(flags)
    const [{importOpening}, {openLedger}, {adjustmentFile}, {describeOpening}] = await Promise.all([
      import('../../src/tasks/ledger/import-opening.js'), import('../../src/store/ledger/store.js'), import('../../src/files/ledger/adjustment-file.js'),
        import('../../src/reports/describe/opening.js'),
    ])
    const source = await adjustmentFile(args.file, {
      map: flags.map, layout: flags.layout, delimiter: flags.delimiter, timeZone: settings.timeZone, dateFormat: flags['date-format'], op: undefined,
        belowZero: true,
    }, process.stdin)
    const store = await openLedger(workspace.ledgerFile, this.storeOptions(flags))
    try {
      const result = await importOpening(store, source, {...this.who(flags, settings), dryRun: flags['dry-run'], balances: flags.balances, day: flags.on},
        context)
      const language = this.language(flags, settings)
      this.show(describeOpening(result, language, await speaking(language)))
      if (!result.ok) this.endWith('input')
      return result
    } finally {
      await store.close()
    }
  }
}
