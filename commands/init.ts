import {Args, Flags} from '@oclif/core'
import {RegularsCommand} from '../src/cli/base-command.js'
import {amountFlag, shareFlag} from '../src/cli/value-flags.js'
import type {InitResult} from '../src/tasks/start/init-workspace.js'

export default class Init extends RegularsCommand<InitResult> {
  static override summary = 'Make a workspace: settings with comments and three starter programs.'
  static override description = 'Files that are already there are left as they are.'
  static override examples = [
    '<%= config.bin %> <%= command.id %> my-shop --margin 0.35',
    '<%= config.bin %> <%= command.id %> --currency USD --time-zone America/New_York --dry-run',
  ]
  static override args = {folder: Args.string({ignoreStdin: true, default: '.', description: 'The folder; made if it is not there.'})}
  static override flags = {
    currency: Flags.string({default: 'EUR', summary: 'Three-letter currency code of the amounts.'}),
    'time-zone': Flags.string({summary: 'Whose days count, such as Europe/Paris (default: this computer’s).'}),
    margin: shareFlag({summary: 'What is left of a sale after the goods are paid for: 0.35 or "35 %".'}),
    cac: amountFlag({summary: 'What winning one new customer costs; leave out if unknown.'}),
    'dry-run': Flags.boolean({default: false, summary: 'Say what would be made, and make nothing.'}),
  }

  async run(): Promise<InitResult> {
    const {args, flags} = await this.parse(Init)
    const [{initWorkspace}, {newFiles}, {DEFAULT_SETTINGS}, {describeInit}, {resolve}] = await Promise.all([
      import('../src/tasks/start/init-workspace.js'), import('../src/files/new-files.js'), import('../src/tasks/settings.js'),
      import('../src/reports/describe/init.js'), import('node:path'),
    ])
    const language = this.language(flags)
    const settings = {
      ...DEFAULT_SETTINGS, currency: flags.currency, timeZone: flags['time-zone'] ?? Intl.DateTimeFormat().resolvedOptions().timeZone, locale: language,
      grossMargin: flags.margin, acquisition: {...DEFAULT_SETTINGS.acquisition, cac: flags.cac},
    }
    const result = await initWorkspace(newFiles, {root: resolve(process.cwd(), args.folder), settings, language, dryRun: flags['dry-run']})
    this.show(describeInit(result, language, args.folder))
    return result
  }
}
