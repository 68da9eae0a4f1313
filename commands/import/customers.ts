import {join} from 'node:path'
import {cwd} from 'node:process'
import {Args, Flags} from '@oclif/core'
import {RegularsCommand} from '../../src/cli/base-command.js'
import {importFlags, understandOptions} from '../../src/cli/import-flags.js'
import type {CustomersResult} from '../../src/tasks/import/customers.js'

export default class ImportCustomers extends RegularsCommand<CustomersResult> {
  static override summary = 'Bring attributes of customers into the history.'
  static override description = `Segment, channel, acquisition cost, join date, birth month, consent, and every other column that is not a name,
a postal address or a phone number.
E-mails, phone and card numbers tell which customers are one person, if the setting identity in regulars.yaml says so.
Programs can use them (when: {segment: vip}). The customer column must hold the same keys as in the orders.`
  static override examples = ['<%= config.bin %> import customers customers.csv', '<%= config.bin %> import customers list.csv --map customer=Code --dry-run']
  static override strict = false
  static override args = {
    file: Args.string({ignoreStdin: true, required: true, description: 'Lists of customers: CSV, or what the source gives (several in one call).'}),
  }
  static override flags = {
    ...importFlags,
    'skip-invalid': Flags.boolean({default: false, summary: 'Import the readable rows although others are refused.'}),
    rejects: Flags.string({helpValue: 'FILE', summary: 'Where refused rows go (default: NAME.rejects.csv in the current folder).'}),
  }

  async run(): Promise<CustomersResult> {
    const {flags, argv} = await this.parse(ImportCustomers)
    const files = argv as string[]
    const workspace = this.findWorkspace(flags)
    const settings = await this.readSettings(workspace)
    const {checkRejects} = await import('../../src/files/output-file.js')
    await checkRejects(flags.rejects, files, flags.join)
    const context = this.context(flags)
    const signal = context.signal === undefined ? {} : {signal: context.signal}
    const [
      {importCustomers}, {understandCustomers}, {openCustomersWriter}, {parquetToCsv}, {describeCustomersImport}, {rejectsFileFor}, {historyCustomerKey},
    ] = await Promise.all([
      import('../../src/tasks/import/customers.js'), import('../../src/files/plan/understand.js'), import('../../src/store/history/customers.js'),
      import('../../src/store/parquet.js'), import('../../src/reports/describe/customers.js'), import('../../src/files/rejects-file.js'),
      import('../../src/store/history/key.js'),
    ])
    const {currency, timeZone} = settings
    const customerKey = await historyCustomerKey(workspace.historyFile)
    const result = await importCustomers(
      {
        importedAt: new Date().toISOString(), skipInvalid: flags['skip-invalid'], dryRun: flags['dry-run'],
        ...(flags['date-format'] === undefined ? {} : {dateFormat: flags['date-format']}),
        rejectsFile: flags.rejects ?? rejectsFileFor(files[0]!, cwd()),
      },
      {
        understand: () => understandCustomers(files, {
          ...understandOptions(flags), ...signal, timeZone, currency, temporaryFolder: workspace.stores, progress: context.progress,
          presetFolder: join(workspace.root, 'presets'), stdin: process.stdin, parquetToCsv, ...(customerKey && {customerKey}),
        }),
        openHistory: () => openCustomersWriter(workspace.historyFile, {...signal, waitSeconds: flags.wait, currency, timeZone, identity: settings.identity}),
      },
      context,
    )
    this.show(describeCustomersImport(result, this.language(flags, settings)))
    if (result.rows.rejected > 0) this.endWith('input')
    return result
  }
}
