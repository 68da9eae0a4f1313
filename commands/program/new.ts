import {Args, Flags} from '@oclif/core'
import {cwd} from 'node:process'
import {RegularsCommand} from '../../src/cli/base-command.js'
import {workspaceIfAny} from '../../src/cli/workspace-if-any.js'
import type {NewProgramResult} from '../../src/tasks/programs/new.js'

export default class ProgramNew extends RegularsCommand<NewProgramResult> {
  static override summary = 'A new program from a template, as a commented file.'
  static override description = `At a terminal it asks the few questions that matter; elsewhere the template's own values stand unless --set says otherwise.
A file that exists is never written over.`
  static override examples = [
    '<%= config.bin %> <%= command.id %> "Café points" --template points',
    '<%= config.bin %> <%= command.id %> "Coffee card" --template stamps --set rewards.0.points=8 --set rewards.0.faceValue=3.50',
    '<%= config.bin %> <%= command.id %> Club --template tiers --dry-run',
  ]
  static override args = {
    name: Args.string({required: true, ignoreStdin: true, description: 'Name of the program; the file is called after it.'}),
  }
  static override flags = {
    template: Flags.string({helpValue: 'TEMPLATE', summary: 'Which template to start from (see: program list).'}),
    set: Flags.string({
      multiple: true, multipleNonGreedy: true, helpValue: 'KEY=VALUE', default: [], summary: 'A value other than the template’s; may be repeated.',
    }),
    'dry-run': Flags.boolean({default: false, summary: 'Show the file and write nothing.'}),
  }

  async run(): Promise<NewProgramResult> {
    const {args, flags} = await this.parse(ProgramNew)
    const [{programLibrary}, {newProgram, parseValues}, {describeNewProgram}, {chooseTemplate, askTemplateQuestions}] = await Promise.all([
      import('../../src/files/program-file.js'),
      import('../../src/tasks/programs/new.js'),
      import('../../src/reports/describe/program-list.js'),
      import('../../src/cli/program-questions.js'),
    ])
    const workspace = flags['dry-run'] ? workspaceIfAny(flags) : this.findWorkspace(flags)
    const language = this.language(flags, workspace === undefined ? undefined : await this.readSettings(workspace))
    const library = programLibrary(workspace, cwd())
    const asking = this.atTerminal()
    const template = flags.template ?? (await chooseTemplate(library, language, asking))
    const values = parseValues(flags.set)
    const answers = asking && flags.set.length === 0 ? await askTemplateQuestions(library, template, language) : new Map<string, string>()
    const request = {name: args.name, template, values: new Map([...answers, ...values]), dryRun: flags['dry-run'], language}
    const result = await newProgram(library, request)
    if (result.dryRun) this.showAsIs(`${result.text}\n`)
    this.show(describeNewProgram(result, language))
    return result
  }
}
