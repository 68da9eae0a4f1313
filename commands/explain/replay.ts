import {Args, Flags} from '@oclif/core'
import {cwd} from 'node:process'
import {RegularsCommand} from '../../src/cli/base-command.js'
import {dayFlag} from '../../src/cli/value-flags.js'
import type {ReplayPath} from '../../src/tasks/replay/explain.js'

export default class ExplainReplay extends RegularsCommand<ReplayPath> {
  static override summary = 'Every event of one customer under a program, and why an order earned or did not.'
  static override description = 'The same steps as in a replay of everybody: with the same seed and days, the same points.'
  static override examples = ['<%= config.bin %> <%= command.id %> points --customer C0001']
  static override args = {
    program: Args.string({required: true, ignoreStdin: true, description: 'Name of a program, or a path to its file.'}),
  }
  static override flags = {
    customer: Flags.string({required: true, helpValue: 'ID', summary: 'The customer, as the imported files name them.'}),
    from: dayFlag({summary: 'First day looked at (default: the first order).'}),
    to: dayFlag({summary: 'Last day looked at (default: the last order).'}),
    seed: Flags.integer({default: 1, summary: 'The seed of chance: the same seed gives the same answer.'}),
  }

  async run(): Promise<ReplayPath> {
    const {args, flags} = await this.parse(ExplainReplay)
    const workspace = this.findWorkspace(flags)
    const settings = await this.readSettings(workspace)
    const [{programLibrary}, {explainReplay}, {openHistoryReader}, {describePath}] = await Promise.all([
      import('../../src/files/program-file.js'),
      import('../../src/tasks/replay/explain.js'),
      import('../../src/store/history/reader.js'),
      import('../../src/reports/describe/path.js'),
    ])
    const program = await programLibrary(workspace, cwd()).load(args.program)
    const context = this.context(flags)
    const history = await openHistoryReader(workspace.historyFile, settings.identity)
    try {
      const path = await explainReplay(history, {program, customer: flags.customer, from: flags.from, to: flags.to, seed: flags.seed}, context)
      this.show(describePath(path, this.language(flags, settings)))
      return path
    } finally {
      await history.close()
    }
  }
}
