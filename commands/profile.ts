import {Flags} from '@oclif/core'
import {RegularsCommand} from '../src/cli/base-command.js'
import {dayFlag, shareFlag} from '../src/cli/value-flags.js'
import type {ProfileResult} from '../src/tasks/profile/result.js'

export default class Profile extends RegularsCommand<ProfileResult> {
  static override summary = 'Say who the customers are: who brings the money, who comes back, who is drifting away, what to expect.'
  static override description = `Concentration, rhythm, segments, cohorts and trends are measured; the forecast says how far it was off on your own past.
What "loyal" means is proposed from what predicted the next year best here; set your own under "loyal:" in regulars.yaml.`
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --horizon 36 --margin 0.42',
    {
      description: 'One row per customer for a spreadsheet, without their names:',
      command: '<%= config.bin %> <%= command.id %> --export who-buys.csv --redact',
    },
  ]
  static override flags = {
    'as-of': dayFlag({summary: 'Look from this day, with what was known then (default: the day of the last order).'}),
    horizon: Flags.integer({summary: 'How many months to look ahead (default: from the settings, else 12).', min: 1, max: 120, helpValue: 'MONTHS'}),
    margin: shareFlag({summary: 'What is left of a sale after the goods are paid for: 0.35 or "35 %" (default: from the settings).'}),
    export: Flags.string({summary: 'Write one row per customer to this CSV file; it is replaced if it exists.', helpValue: 'FILE'}),
    redact: Flags.boolean({
      default: false, summary: 'Show customer keys as salted hashes.',
      description: 'The same customer keeps the same code in this workspace; the salt stays in its .regulars folder.',
    }),
    seed: Flags.integer({summary: 'The seed of chance: the same seed gives the same answer.', default: 1, min: 0, max: 4_294_967_295}),
  }

  override async run(): Promise<ProfileResult> {
    const {flags} = await this.parse(Profile)
    const [{openHistoryReader}, {profileHistory}, {PROFILE_COLUMNS, profileRows}, {describeProfile}, {tableExport}, {redaction}, {checkOutput, tableBegins}] =
      await Promise.all([
        import('../src/store/history/reader.js'), import('../src/tasks/profile/history.js'), import('../src/tasks/profile/export.js'),
        import('../src/reports/describe/profile.js'), import('../src/files/table-export.js'), import('../src/files/redaction.js'),
        import('../src/files/output-file.js'),
      ])
    const workspace = this.findWorkspace(flags)
    const fromFile = await this.readSettings(workspace)
    const settings = {...fromFile, grossMargin: flags.margin ?? fromFile.grossMargin}
    if (flags.export !== undefined) checkOutput({flag: '--export', file: flags.export, begins: tableBegins(PROFILE_COLUMNS)})
    const context = this.context(flags)
    const keyShown = flags.redact ? await redaction(workspace) : undefined
    const redacted = keyShown === undefined ? {} : {keyShown}
    const history = await openHistoryReader(workspace.historyFile, settings.identity)
    try {
      const {result, customers} = await profileHistory({
        asOf: flags['as-of'], horizonMonths: flags.horizon ?? settings.horizonMonths, settings, seed: flags.seed, ...redacted,
      }, history, context)
      if (flags.export !== undefined) {
        await tableExport(flags.export, context.signal).write(PROFILE_COLUMNS, profileRows(customers, {grossMargin: settings.grossMargin, ...redacted}))
        context.progress.note(`${result.customers} customers: ${flags.export}`)
      }
      this.show(describeProfile(result, this.language(flags, settings)))
      return result
    } finally {
      await history.close()
    }
  }
}
