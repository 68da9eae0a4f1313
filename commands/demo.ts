import {trialFlags} from '../src/cli/trial.js'
import {TrialCommand, type TrialResult} from '../src/cli/trial-command.js'

export default class Demo extends TrialCommand {
  static override summary = 'See the whole path on a made-up shop: import, customers, three programs, verdict, report.'
  static override description = `Imports the three years of orders of a bundled, made-up delicatessen, simulates a points program, a stamp card and a paid
membership on it, says which would pay and which would not, and writes an HTML report. Nothing else is left behind, unless --keep names a folder.`
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --lang fr --out rapport.html',
    '<%= config.bin %> <%= command.id %> --keep corner-shop',
  ]
  static override flags = trialFlags

  async run(): Promise<TrialResult> {
    const {flags} = await this.parse(Demo)
    const [{packageFile}, {workspaceAt}, {understandTransactions}, {openHistoryWriter}, {openHistoryReader}, {WORDS_TRIAL}] = await Promise.all([
      import('../src/files/package-data.js'), import('../src/files/workspace.js'), import('../src/files/plan/understand.js'),
      import('../src/store/import/writer.js'), import('../src/store/history/reader.js'), import('../src/reports/words/trial.js'),
    ])
    const language = this.language(flags)
    const shop = (name: string) => packageFile('fixtures', 'corner-shop', name)
    const settings = {...(await this.readSettings({...workspaceAt(shop('.')), settingsFile: shop('settings.yaml')})), locale: language}
    const {timeZone, currency, grossMargin, acquisition} = settings
    return this.look({
      name: WORDS_TRIAL[language].demoName,
      settings,
      language,
      intro: WORDS_TRIAL[language].demo,
      keep: 'regulars demo --keep corner-shop',
      reportName: 'regulars-demo.html',
      understand: (workspace, {signal, progress}) =>
        understandTransactions([shop('orders.csv')], {timeZone, currency, temporaryFolder: workspace.stores, progress, ...(signal && {signal})}),
      openHistory: (workspace, signal) => openHistoryWriter(workspace.historyFile, {waitSeconds: 0, ...(signal && {signal})}),
      openReader: (workspace) => openHistoryReader(workspace.historyFile),
      reading: {},
      economics: () => Promise.resolve({margin: grossMargin, cac: acquisition.cac}),
    }, flags)
  }
}
