import {Args} from '@oclif/core'
import {cwd} from 'node:process'
import {RegularsCommand} from '../../src/cli/base-command.js'
import {workspaceIfAny} from '../../src/cli/workspace-if-any.js'
import type {ShownProgram} from '../../src/tasks/programs/show.js'

export default class ProgramShow extends RegularsCommand<ShownProgram> {
  static override summary = 'What a program does, in plain language.'
  static override description = `Says what a customer would experience and what the program gives away. With a history it also says how soon the
median customer would have had a first reward: one that is out of reach within a year attracts nobody.`
  static override examples = ['<%= config.bin %> <%= command.id %> points', '<%= config.bin %> <%= command.id %> points --lang fr']
  static override args = {
    program: Args.string({required: true, ignoreStdin: true, description: 'Name of a program, or a path to its file.'}),
  }

  async run(): Promise<ShownProgram> {
    const {args, flags} = await this.parse(ProgramShow)
    const [{programLibrary}, {showProgram}, {openHistoryReader}, {describeProgram}, {DEFAULT_SETTINGS}] = await Promise.all([
      import('../../src/files/program-file.js'),
      import('../../src/tasks/programs/show.js'),
      import('../../src/store/history/reader.js'),
      import('../../src/reports/describe/program.js'),
      import('../../src/tasks/settings.js'),
    ])
    const workspace = workspaceIfAny(flags)
    const settings = workspace === undefined ? undefined : await this.readSettings(workspace)
    const program = await programLibrary(workspace, cwd()).load(args.program)
    const history = workspace === undefined ? undefined : await openHistoryReader(workspace.historyFile, settings?.identity).catch(unlessMissing)
    try {
      const shown = await showProgram(program, (settings ?? DEFAULT_SETTINGS).currency, history, this.context(flags))
      this.show(describeProgram(shown.definition, shown.currency, this.language(flags, settings), shown.reach ?? undefined))
      return shown
    } finally {
      await history?.close()
    }
  }
}

/** A program can be described before anything is imported. */
function unlessMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'history-missing') return undefined
  throw error
}
