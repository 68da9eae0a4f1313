import {Args, Flags} from '@oclif/core'
import {basename} from 'node:path'
import {readingFlags, understandOptions} from '../src/cli/import-flags.js'
import {askEconomics, marginMissing, trialFlags} from '../src/cli/trial.js'
import {TrialCommand, type TrialResult} from '../src/cli/trial-command.js'
import {amountFlag, shareFlag} from '../src/cli/value-flags.js'

export default class Try extends TrialCommand {
  static override summary = 'A first answer from your own sales export: who your customers are and whether a program would pay.'
  static override description = `Reads the file, looks at the customers, simulates three starter programs scaled to your own orders (points, stamp card, paid
membership), says which would pay, and writes an HTML report. Nothing leaves this computer, and nothing is left behind unless --keep names a folder.
Your margin and what a new customer costs are asked for at a terminal; without the latter, no figure for acquisition is made up.`
  static override examples = [
    '<%= config.bin %> <%= command.id %> orders.csv --margin 0.35 --cac 25',
    '<%= config.bin %> <%= command.id %> 2023.csv 2024.csv --margin "35 %" --keep my-shop',
    '<%= config.bin %> <%= command.id %> ventes.csv --margin 0,4 --lang fr',
  ]
  static override strict = false
  static override args = {file: Args.string({ignoreStdin: true, required: true, description: 'Sales exports, as the source gives them (several in one call).'})}
  static override flags = {
    ...trialFlags,
    margin: shareFlag({summary: 'What is left of a sale after the goods are paid for: 0.35 or "35 %".'}),
    cac: amountFlag({summary: 'What winning one new customer costs; leave out if unknown.'}),
    currency: Flags.string({helpGroup: 'READING', default: 'EUR', summary: 'Currency of the amounts.'}),
    'time-zone': Flags.string({helpGroup: 'READING', summary: 'Whose days count, such as Europe/Paris (default: this computer’s).'}),
    decimal: Flags.option({options: ['.', ','] as const})({helpGroup: 'READING', summary: 'Decimal sign, where the numbers do not tell.'}),
    ...readingFlags,
  }

  async run(): Promise<TrialResult> {
    const {flags, argv} = await this.parse(Try)
    const files = argv as string[]
    const given = {margin: flags.margin, cac: flags.cac}
    if (given.margin === undefined && !this.atTerminal()) throw marginMissing()
    const [{understandTransactions}, {openHistoryWriter}, {openHistoryReader}, {parquetToCsv}, {DEFAULT_SETTINGS}, {WORDS_TRIAL}] = await Promise.all([
      import('../src/files/plan/understand.js'), import('../src/store/import/writer.js'), import('../src/store/history/reader.js'),
      import('../src/store/parquet.js'), import('../src/tasks/settings.js'), import('../src/reports/words/trial.js'),
    ])
    const language = this.language(flags)
    const {currency} = flags
    const timeZone = flags['time-zone'] ?? Intl.DateTimeFormat().resolvedOptions().timeZone
    const name = files[0] === '-' ? 'stdin' : basename(files[0]!)
    const stem = name.replace(/\.[^.]*$/, '') || 'orders'
    return this.look({
      name,
      settings: {...DEFAULT_SETTINGS, currency, timeZone, locale: language, horizonMonths: flags.horizon},
      language,
      keep: `regulars try ${files.map((file) => (/[^\w./-]/.test(file) ? `"${file}"` : file)).join(' ')} --keep my-shop`,
      reportName: `${stem}-report.html`,
      understand: (workspace, {signal, progress}, answers) => understandTransactions(files, {
        ...understandOptions({...flags, ...answers}), timeZone, currency, temporaryFolder: workspace.stores, progress, ...(signal && {signal}),
        stdin: process.stdin, parquetToCsv,
      }),
      openHistory: (workspace, signal) => openHistoryWriter(workspace.historyFile, {waitSeconds: 0, ...(signal && {signal})}),
      openReader: (workspace) => openHistoryReader(workspace.historyFile),
      reading: flags,
      economics: () => askEconomics(given, this.asking(), currency, WORDS_TRIAL[language]),
    }, flags)
  }
}
