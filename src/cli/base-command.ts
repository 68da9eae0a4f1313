import {Command, Errors, Flags} from '@oclif/core'
import chalk from 'chalk'
import {cwd} from 'node:process'
import {cancelled, EXIT_CODES, placeText, RegularsError} from '../base/errors.js'
import {spaced} from '../reports/typography.js'
import {narrowed, SCREEN_WIDTH} from '../reports/wrap.js'
import {findWorkspace, readSettings, type Workspace} from '../files/workspace.js'
import type {Settings} from '../tasks/settings.js'
import type {TaskContext} from '../tasks/ports.js'
import type {Language} from '../vocabulary.js'
import {TerminalProgress} from './progress.js'
import {speaking, spokenLanguage} from './spoken-language.js'

/** Below this nothing can be set in a way that reads better. */
const NARROWEST = 40

/** May questions be put, and in which language? */
export interface Asking {
  readonly asks: boolean
  readonly language: Language
}

interface ErrorJson {
  readonly error: {code: string; message: string; hint: string; where: object | null; details?: object}
}

/** What every command shares: where the workspace is, the language, progress on stderr, one JSON object on stdout, exit codes. */
export abstract class RegularsCommand<Result extends object> extends Command {
  static override enableJsonFlag = true
  static override baseFlags = {
    workspace: Flags.string({
      helpGroup: 'GLOBAL', env: 'REGULARS_WORKSPACE', helpValue: 'DIR',
      summary: 'The workspace folder (default: the nearest one upwards).',
    }),
    lang: Flags.option({options: ['en', 'fr'] as const})({
      helpGroup: 'GLOBAL', summary: 'Language of words and numbers on screen (default: from the settings, else the environment).',
    }),
    progress: Flags.boolean({helpGroup: 'GLOBAL', default: true, allowNo: true, summary: 'Show progress on stderr while at a terminal.'}),
    quiet: Flags.boolean({helpGroup: 'GLOBAL', default: false, summary: 'No remarks on stderr, only the answer.'}),
  }

  private terminalProgress: TerminalProgress | undefined
  private readonly cancellation = new AbortController()
  /** the language the answer is written in, once that is decided */
  private chosen: Language | undefined

  abstract override run(): Promise<Result>

  override async init(): Promise<void> {
    await super.init()
    // chalk looks at the terminal but not at https://no-color.org
    if (process.env['NO_COLOR']) chalk.level = 0
  }

  /** Prints the answer, unless `--json` prints the result instead. */
  protected show(text: string): void {
    const page = spaced(text, this.chosen ?? 'en')
    const {isTTY, columns} = process.stdout
    this.showAsIs(isTTY && columns >= NARROWEST && columns < SCREEN_WIDTH ? narrowed(page, columns) : page)
  }

  /** Prints what is to be copied or saved: no line broken, no blank changed. */
  protected showAsIs(text: string): void {
    this.terminalProgress?.finish()
    this.log(text.replace(/\n$/, ''))
  }

  protected findWorkspace(flags: {workspace?: string | undefined}): Workspace {
    return findWorkspace(cwd(), flags.workspace)
  }

  protected readSettings(workspace: Workspace): Promise<Settings> {
    return readSettings(workspace)
  }

  /** `--lang`, else the workspace's, else the environment's, else English. */
  protected language(flags: {lang?: Language | undefined}, settings?: Settings): Language {
    this.chosen = flags.lang ?? settings?.locale ?? spokenLanguage(this.argv)
    return this.chosen
  }

  /** The language where settings need not be right: of errors, progress and questions. */
  protected spokenLanguage(): Language {
    return spokenLanguage(this.argv, this.chosen)
  }

  /**
   * Progress on stderr, and the signal that Ctrl-C raises. A task given this context must check the signal often and leave
   * everything as it was; a second Ctrl-C ends the process at once.
   */
  protected context(flags: {progress: boolean; quiet: boolean}): TaskContext {
    const bars = flags.progress && !flags.quiet && process.stderr.isTTY === true && !this.jsonEnabled()
    this.terminalProgress = new TerminalProgress({bars, notes: !flags.quiet, now: Date.now, language: this.spokenLanguage()})
    process.on('SIGINT', this.onInterrupt)
    process.on('SIGTERM', this.onInterrupt)
    return {progress: this.terminalProgress, signal: this.cancellation.signal}
  }

  /** Ends with this exit code although the result was printed: a check that did not hold, rows that were refused. */
  protected endWith(kind: keyof typeof EXIT_CODES): void {
    process.exitCode = EXIT_CODES[kind]
  }

  /** May the command ask questions? */
  protected atTerminal(): boolean {
    return process.stdin.isTTY === true && process.stderr.isTTY === true && !this.jsonEnabled()
  }

  protected asking(): Asking {
    return {asks: this.atTerminal(), language: this.spokenLanguage()}
  }

  protected override async finally(error: Error | undefined): Promise<void> {
    this.terminalProgress?.finish()
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      if (!process.listeners(name).includes(this.onInterrupt)) continue
      process.off(name, this.onInterrupt)
      // The work is done, and said so: a Ctrl-C from here to the end of the process must not look like one that undid it.
      process.once(name, () => {})
    }
    await super.finally(error)
  }

  protected override toErrorJson(error: unknown): ErrorJson {
    const failure = asFailure(error)
    const where = failure.where ?? null
    const details = Object.keys(failure.details).length > 0 ? {details: failure.details} : {}
    return {error: {code: failure.code, message: failure.message, hint: failure.hint, where, ...details}}
  }

  protected override async catch(error: Error & {exitCode?: number}): Promise<void> {
    this.terminalProgress?.finish()
    const failure = asFailure(error)
    process.exitCode = failure.exitCode
    if (this.jsonEnabled()) {
      this.logJson(this.toErrorJson(error))
      return
    }
    const language = this.spokenLanguage()
    const [{CONVERSATION}, say] = await Promise.all([import('../reports/words/conversation.js'), speaking(language)])
    const words = CONVERSATION[language]
    const place = failure.where === undefined ? '' : `${placeText(failure.where)}  `
    process.stderr.write(`${spaced(words.problem, language)}${place}${say(failure.message)}\n`)
    if (failure.hint !== '') process.stderr.write(`${spaced(words.next, language)}${say(failure.hint)}\n`)
    if (failure.kind === 'failure' && process.env['DEBUG'] !== undefined) process.stderr.write(`${error.stack}\n`)
  }

  private readonly onInterrupt = (): void => {
    if (this.cancellation.signal.aborted) process.exit(EXIT_CODES.cancelled)
    this.cancellation.abort(cancelled())
  }
}

/** Any error as one a person can read: our own as it is, oclif's as wrong usage, the rest as unexpected. */
function asFailure(error: unknown): RegularsError {
  // Compared by name, because a worker or a second copy of the module has another class of the same name.
  if (error instanceof Error && error.name === 'RegularsError') {
    // oclif writes its own words around what a flag's parser throws.
    error.message = plainLines(error.message)
    return error as RegularsError
  }
  if (error instanceof Errors.CLIError) return new RegularsError('usage', 'usage', plainLines(error.message), 'See what is possible with --help.')
  const message = error instanceof Error ? error.message : String(error)
  return new RegularsError('failure', 'unexpected', message, 'Run again with DEBUG=1 to see where it came from, and report it.')
}

/** One line, without what oclif adds around it ("Parsing --from", "See more help", a note on flags with several values). */
function plainLines(message: string): string {
  const noise = /^(See more help|Parsing --\S+\s*$|Note: --|Alternatively, you can)/
  return message.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !noise.test(line)).join(' ')
}
