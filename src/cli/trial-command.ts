import {join, relative, resolve} from 'node:path'
import {cwd} from 'node:process'
import type {Economics, FirstLook} from '../tasks/start/first-look.js'
import type {HistoryReader} from '../tasks/history-port.js'
import type {ImportPorts, ImportRequest, ImportResult} from '../tasks/import/transactions.js'
import type {TaskContext} from '../tasks/ports.js'
import type {Settings} from '../tasks/settings.js'
import type {Workspace} from '../files/workspace.js'
import type {Language, ResponsePreset} from '../vocabulary.js'
import type {FileAnswers} from './ask-about-file.js'
import {RegularsCommand} from './base-command.js'
import {threadsHere} from './threads.js'

export interface TrialResult extends FirstLook {
  /** the HTML file */
  readonly report: string
  /** null where it was temporary */
  readonly workspace: string | null
}

/** Flags of `try` and `demo` as parsed. */
interface TrialFlagValues {
  readonly out?: string | undefined
  readonly keep?: string | undefined
  readonly horizon: number
  readonly response: ResponsePreset
  readonly replicates?: number | undefined
  readonly seed: number
  readonly progress: boolean
  readonly quiet: boolean
}

/** One first look: whose data, under which settings, and how to get at it. */
export interface Trial {
  readonly name: string
  readonly settings: Settings
  readonly language: Language
  /** name of the report where `--out` names none */
  readonly reportName: string
  /** what to type to keep the workspace */
  readonly keep: string
  /** said before the answer */
  readonly intro?: string
  /** the doors only a command may open */
  readonly understand: (workspace: Workspace, context: TaskContext, answers: FileAnswers) => ReturnType<ImportPorts['understand']>
  readonly openHistory: (workspace: Workspace, signal: AbortSignal | undefined) => ReturnType<ImportPorts['openHistory']>
  readonly openReader: (workspace: Workspace) => Promise<HistoryReader>
  /** what flags say about the file; a terminal is asked for the rest */
  readonly reading: FileAnswers & {readonly decimal?: ImportRequest['decimal'] | undefined}
  readonly economics: () => Promise<Economics>
}

/** What `try` and `demo` share: a workspace for one look, the look, its report, and nothing left behind unless wanted. */
export abstract class TrialCommand extends RegularsCommand<TrialResult> {
  protected async look(trial: Trial, flags: TrialFlagValues): Promise<TrialResult> {
    const [{firstLook}, {trialWorkspace}, {newFiles}, {programLibrary}, {readEvidence}, reports, {formatFor}, {trialReport}, {writeNewReport, writeReport},
      {checkPlace}, {checkOutput, REPORT_BEGINS}] = await Promise.all([
        import('../tasks/start/first-look.js'), import('../files/temporary-workspace.js'), import('../files/new-files.js'), import('../files/program-file.js'),
        import('../files/evidence-file.js'), import('../reports/describe/trial.js'), import('../reports/format.js'),
        import('../reports/html/trial-report.js'), import('../files/write-report.js'), import('../tasks/start/init-workspace.js'),
        import('../files/output-file.js'),
      ])
    const {settings, language} = trial
    checkPlace(settings)
    if (flags.out !== undefined) checkOutput({flag: '--out', file: flags.out, begins: REPORT_BEGINS})
    const context = this.context(flags)
    const {workspace, end} = await trialWorkspace(flags.keep, cwd())
    try {
      const found = await firstLook(
        {
          importOrders: () => this.importOrders(trial, workspace, context),
          openReader: () => trial.openReader(workspace),
          files: newFiles, programs: programLibrary(workspace, workspace.root), economics: trial.economics,
        },
        {
          root: workspace.root, settings, language,
          simulation: {
            seed: flags.seed, horizonMonths: flags.horizon, replicates: flags.replicates, response: flags.response,
            workers: threadsHere(), version: this.config.version,
            evidence: await readEvidence(),
          },
        },
        context,
      )
      const notes = reports.importSentences(found, formatFor(language, settings.currency)).slice(1)
      const page = trialReport({name: trial.name, profile: found.profile, simulation: found.simulation, notes}, language)
      const report = flags.out === undefined ? await writeNewReport(join(cwd(), trial.reportName), page) : await writeReport(resolve(cwd(), flags.out), page)
      const kept = flags.keep === undefined ? undefined : fromHere(workspace.root)
      const intro = trial.intro === undefined ? {} : {intro: trial.intro}
      this.show(reports.describeTrial(found, {report: fromHere(report), workspace: kept, keep: trial.keep, ...intro}, language))
      if (found.import.rows.rejected > 0) this.endWith('input')
      return {...found, report, workspace: flags.keep === undefined ? null : workspace.root}
    } finally {
      await end()
    }
  }

  /** Rows that cannot be read are left out and counted: a first look is no reason to mend a file. */
  private async importOrders(trial: Trial, workspace: Workspace, context: TaskContext): Promise<ImportResult> {
    const [{importTransactions}, {askingAboutFile}] = await Promise.all([import('../tasks/import/transactions.js'), import('./ask-about-file.js')])
    const {timeZone, currency} = trial.settings
    const {decimal} = trial.reading
    return askingAboutFile(this.asking(), trial.reading, async (answers) => {
      const dateFormat = answers['date-format']
      try {
        return await importTransactions(
          {
            timeZone, currency, importedAt: new Date().toISOString(), dryRun: false, skipInvalid: true, rejectsFile: undefined,
            ...(dateFormat && {dateFormat}), ...(decimal && {decimal}),
          },
          {understand: () => trial.understand(workspace, context, answers), openHistory: () => trial.openHistory(workspace, context.signal)},
          context,
        )
      } finally {
        // Off the screen before a question is put.
        context.progress.stage('')
      }
    })
  }
}

/** A path as somebody standing here would write it. */
function fromHere(path: string): string {
  const short = relative(cwd(), path)
  return short !== '' && !short.startsWith('..') ? short : path
}
