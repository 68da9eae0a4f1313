import {Args, Flags} from '@oclif/core'
import {cwd} from 'node:process'
import {RegularsCommand} from '../src/cli/base-command.js'
import {threadsHere} from '../src/cli/threads.js'
import {dayFlag} from '../src/cli/value-flags.js'
import type {ReplayResult} from '../src/tasks/replay/result.js'


export default class Replay extends RegularsCommand<ReplayResult> {
  static override summary = 'What a program would have cost on past orders, exactly.'
  static override description = `Nobody behaves differently in a replay: it is the mechanical cost, to the last point, and no forecast.
Several programs are compared side by side. Orders without a customer earn nothing and are counted apart.`
  static override examples = [
    '<%= config.bin %> <%= command.id %> points',
    '<%= config.bin %> <%= command.id %> points stamps --from 2025-01-01 --monthly',
    '<%= config.bin %> <%= command.id %> points --export points-of-customers.csv',
  ]
  static override strict = false
  static override args = {
    program: Args.string({required: true, ignoreStdin: true, description: 'Name of a program, or a path to its file; several may be given.'}),
  }
  static override flags = {
    from: dayFlag({summary: 'First day looked at (default: the first order).'}),
    to: dayFlag({summary: 'Last day looked at (default: the last order).'}),
    monthly: Flags.boolean({default: false, summary: 'Show points and liability month by month.'}),
    export: Flags.string({helpValue: 'FILE', summary: 'Write every customer’s balance to this CSV file.'}),
    seed: Flags.integer({default: 1, summary: 'The seed of chance: the same seed gives the same answer.'}),
  }

  async run(): Promise<ReplayResult> {
    const {argv, flags} = await this.parse(Replay)
    const workspace = this.findWorkspace(flags)
    const settings = await this.readSettings(workspace)
    const [{programLibrary}, {replayPrograms}, {openHistoryReader}] = await Promise.all([
      import('../src/files/program-file.js'),
      import('../src/tasks/replay/replay.js'),
      import('../src/store/history/reader.js'),
    ])
    const library = programLibrary(workspace, cwd())
    const programs = await Promise.all((argv as string[]).map((name) => library.load(name)))
    const context = this.context(flags)
    const history = await openHistoryReader(workspace.historyFile, settings.identity)
    try {
      const exportTo = flags.export === undefined ? undefined : (await import('../src/files/replay-export.js')).replayExport(flags.export)
      const request = {programs, from: flags.from, to: flags.to, seed: flags.seed, threads: threadsHere()}
      // The words are loaded while the history is read.
      const [result, {describeReplay}] = await Promise.all([
        replayPrograms(history, request, context, exportTo),
        import('../src/reports/describe/replay.js'),
      ])
      this.show(describeReplay(result, this.language(flags, settings), {monthly: flags.monthly}))
      return result
    } finally {
      await history.close()
    }
  }
}
