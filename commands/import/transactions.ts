import {join} from 'node:path'
import {cwd} from 'node:process'
import {Args, Flags} from '@oclif/core'
import {RegularsCommand} from '../../src/cli/base-command.js'
import {askingAboutFile} from '../../src/cli/ask-about-file.js'
import {attributesFlag, importFlags, understandOptions} from '../../src/cli/import-flags.js'
import type {ImportResult} from '../../src/tasks/import/transactions.js'

export default class ImportTransactions extends RegularsCommand<ImportResult> {
  static override summary = 'Bring sales exports into the history.'
  static override description = `Understands the file by itself: columns, delimiter, encoding, numbers, dates, refunds, orders of several lines.
What it cannot decide it asks for. Rows it cannot read go to a rejects file with line, column and
reason; nothing is imported then unless --skip-invalid is given. The same file twice imports nothing twice.`
  static override examples = [
    '<%= config.bin %> import transactions orders.csv',
    '<%= config.bin %> import transactions 2023.csv 2024.csv --dry-run',
    '<%= config.bin %> import transactions till.csv --map "customer=Card,date=Day,amount=Total" --date-format dd/mm/yyyy',
  ]
  static override strict = false
  static override args = {file: Args.string({ignoreStdin: true, required: true,
    description: 'Sales exports: CSV, or what the source gives (several in one call).'})}
  static override flags = {
    ...importFlags,
    attributes: attributesFlag,
    'time-zone': Flags.string({helpGroup: 'READING', summary: 'Zone of times without offset, such as Europe/Paris (default: the workspace’s).'}),
    currency: Flags.string({helpGroup: 'READING', summary: 'Currency of the amounts, such as EUR (default: the workspace’s).'}),
    decimal: Flags.option({options: ['.', ','] as const})({helpGroup: 'READING', summary: 'Decimal sign, where the numbers do not tell.'}),
    'skip-invalid': Flags.boolean({default: false, summary: 'Import the readable rows although others are refused.'}),
    accept: Flags.string({multiple: true, multipleNonGreedy: true, helpValue: 'CODE',
      summary: 'Do not show this finding any more in history (may be given several times).'}),
    rejects: Flags.string({helpValue: 'FILE', summary: 'Where refused rows go (default: NAME.rejects.csv in the current folder).'}),
  }

  async run(): Promise<ImportResult> {
    const {flags, argv} = await this.parse(ImportTransactions)
    const files = argv as string[]
    const workspace = this.findWorkspace(flags)
    const settings = await this.readSettings(workspace)
    const {checkRejects} = await import('../../src/files/output-file.js')
    await checkRejects(flags.rejects, files, flags.join)
    const context = this.context(flags)
    const signal = context.signal === undefined ? {} : {signal: context.signal}
    const [{importTransactions}, {understandTransactions}, {openHistoryWriter}, {parquetToCsv}, {describeImport}, {rejectsFileFor}] = await Promise.all([
      import('../../src/tasks/import/transactions.js'), import('../../src/files/plan/understand.js'), import('../../src/store/import/writer.js'),
      import('../../src/store/parquet.js'), import('../../src/reports/describe/import.js'), import('../../src/files/rejects-file.js'),
    ])
    const currency = flags.currency ?? settings.currency
    const result = await askingAboutFile(this.asking(), flags, (answers) => importTransactions(
      {
        timeZone: settings.timeZone, currency, importedAt: new Date().toISOString(),
        ...(answers['date-format'] === undefined ? {} : {dateFormat: answers['date-format']}),
        ...(flags.decimal === undefined ? {} : {decimal: flags.decimal}),
        accept: flags.accept ?? [],
        skipInvalid: flags['skip-invalid'], dryRun: flags['dry-run'], rejectsFile: flags.rejects ?? rejectsFileFor(files[0]!, cwd()),
      },
      {
        understand: () => understandTransactions(files, {
          ...understandOptions({...flags, ...answers}), timeZone: settings.timeZone, currency,
          temporaryFolder: workspace.stores, ...signal, progress: context.progress,
          presetFolder: join(workspace.root, 'presets'), stdin: process.stdin, parquetToCsv,
        }),
        openHistory: () => openHistoryWriter(workspace.historyFile, {...signal, waitSeconds: flags.wait}),
      },
      context,
    ))
    this.show(describeImport(result, this.language(flags, settings)))
    if (result.rows.rejected > 0) this.endWith('input')
    return result
  }
}
