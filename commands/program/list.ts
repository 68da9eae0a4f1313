import {cwd} from 'node:process'
import {RegularsCommand} from '../../src/cli/base-command.js'
import {workspaceIfAny} from '../../src/cli/workspace-if-any.js'
import type {ProgramList as ProgramListResult} from '../../src/tasks/programs/list.js'

export default class ProgramList extends RegularsCommand<ProgramListResult> {
  static override summary = 'The programs of this workspace, and the templates to start from.'
  static override examples = ['<%= config.bin %> <%= command.id %>', '<%= config.bin %> <%= command.id %> --json']

  async run(): Promise<ProgramListResult> {
    const {flags} = await this.parse(ProgramList)
    const [{programLibrary}, {listPrograms}, {describeProgramList}, {speaking}] = await Promise.all([
      import('../../src/files/program-file.js'),
      import('../../src/tasks/programs/list.js'),
      import('../../src/reports/describe/program-list.js'),
      import('../../src/cli/spoken-language.js'),
    ])
    const workspace = workspaceIfAny(flags)
    const settings = workspace === undefined ? undefined : await this.readSettings(workspace)
    const result = await listPrograms(programLibrary(workspace, cwd()))
    const language = this.language(flags, settings)
    this.show(describeProgramList(result, language, await speaking(language)))
    return result
  }
}
