import {Args} from '@oclif/core'
import {cwd} from 'node:process'
import {RegularsCommand} from '../../src/cli/base-command.js'
import {speaking} from '../../src/cli/spoken-language.js'
import {workspaceIfAny} from '../../src/cli/workspace-if-any.js'
import type {ProgramCheck as ProgramCheckResult} from '../../src/tasks/programs/check.js'

export default class ProgramCheck extends RegularsCommand<ProgramCheckResult> {
  static override summary = 'Do these program files hold together? Says where not, and what would be valid.'
  static override description = 'Without a name, every program of the workspace is checked. Exits with 2 where one does not hold together.'
  static override examples = ['<%= config.bin %> <%= command.id %>', '<%= config.bin %> <%= command.id %> programs/points.yaml']
  static override strict = false
  static override args = {
    file: Args.string({ignoreStdin: true, description: 'Path to a program file, or a name; several may be given.'}),
  }

  async run(): Promise<ProgramCheckResult> {
    const {argv, flags} = await this.parse(ProgramCheck)
    const language = this.language(flags)
    const [{programLibrary}, {readEvidence}, {checkPrograms}, {describeProgramCheck}, say] = await Promise.all([
      import('../../src/files/program-file.js'),
      import('../../src/files/evidence-file.js'),
      import('../../src/tasks/programs/check.js'),
      import('../../src/reports/describe/program-list.js'),
      speaking(language),
    ])
    const names = argv as string[]
    const library = programLibrary(names.length === 0 ? this.findWorkspace(flags) : workspaceIfAny(flags), cwd())
    const result = await checkPrograms(library, names.length === 0 ? await library.files() : names, await readEvidence())
    this.show(describeProgramCheck(result, language, say))
    if (!result.ok) this.endWith('usage')
    return result
  }
}
