import {RegularsCommand} from '../../src/cli/base-command.js'

export default class ProgramSchema extends RegularsCommand<object> {
  static override summary = 'The JSON Schema of program files, for an editor that completes and checks them.'
  static override examples = ['<%= config.bin %> <%= command.id %> > program.schema.json']

  async run(): Promise<object> {
    await this.parse(ProgramSchema)
    const {programJsonSchema} = await import('../../src/tasks/programs/schema.js')
    const schema = programJsonSchema()
    this.showAsIs(JSON.stringify(schema, null, 2))
    return schema
  }
}
