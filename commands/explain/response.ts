import {Args, Flags} from '@oclif/core'
import {cwd} from 'node:process'
import {RegularsCommand} from '../../src/cli/base-command.js'
import type {ExplainResponseResult} from '../../src/tasks/explain-response.js'

export default class ExplainResponse extends RegularsCommand<ExplainResponseResult> {
  static override summary = 'What a simulation assumes about how customers react, with sources, and how to say otherwise.'
  static override description = 'Without a program: every assumption there is, by name. Each can be replaced in a program file, under response.'
  static override examples = [
    '<%= config.bin %> <%= command.id %> points',
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> points --response optimistic',
  ]
  static override args = {program: Args.string({ignoreStdin: true, description: 'Name of a program, or a path to its file.'})}
  static override flags = {
    response: Flags.option({options: ['sceptical', 'optimistic', 'none'] as const})({summary: 'Show another preset than the file’s.'}),
  }

  async run(): Promise<ExplainResponseResult> {
    const {args, flags} = await this.parse(ExplainResponse)
    const [{explainResponse}, {describeResponse}, {programLibrary}, {readEvidence}] = await Promise.all([
      import('../../src/tasks/explain-response.js'), import('../../src/reports/describe/response.js'),
      import('../../src/files/program-file.js'), import('../../src/files/evidence-file.js'),
    ])
    // Assumptions are the same everywhere: a workspace is needed only to find a program by name, and for the language.
    const workspace = args.program === undefined && flags.workspace === undefined ? undefined : this.findWorkspace(flags)
    const settings = workspace === undefined ? undefined : await this.readSettings(workspace)
    const program = args.program === undefined ? undefined : await programLibrary(workspace, cwd()).load(args.program)
    const result = explainResponse({program, response: flags.response, evidence: await readEvidence()})
    this.show(describeResponse(result, this.language(flags, settings)))
    return result
  }
}
