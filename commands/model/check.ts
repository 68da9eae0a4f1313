import {Flags} from '@oclif/core'
import {RegularsCommand} from '../../src/cli/base-command.js'
import {dayFlag} from '../../src/cli/value-flags.js'
import type {ModelCheckResult} from '../../src/tasks/model-check.js'

export default class ModelCheck extends RegularsCommand<ModelCheckResult> {
  static override summary = 'Test the customer model on the past: would it have forecast what happened? A verdict in words.'
  static override description =
    'Fits the model to the first part of the history, forecasts the rest and compares: in total, month by month, per customer and per group, ' +
    'against two rules of thumb, with every model, and again from earlier moments. A base it cannot forecast is called so.'
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --until 2024-06-30 --json',
  ]
  static override flags = {
    until: dayFlag({summary: 'End of the first part (default: about two thirds of the history, at most 12 months before its end).'}),
    model: Flags.option({options: ['pareto-nbd', 'bg-nbd', 'mbg-nbd', 'nbd'] as const})({
      default: 'pareto-nbd', summary: 'The model to show in detail; all are compared.',
    }),
  }

  async run(): Promise<ModelCheckResult> {
    const {flags} = await this.parse(ModelCheck)
    const workspace = this.findWorkspace(flags)
    const [{openHistoryReader}, {checkModel}, {describeModelCheck}, settings] = await Promise.all([
      import('../../src/store/history/reader.js'), import('../../src/tasks/model-check.js'),
      import('../../src/reports/describe/model-check.js'), this.readSettings(workspace),
    ])
    const context = this.context(flags)
    const history = await openHistoryReader(workspace.historyFile, settings.identity)
    try {
      const result = await checkModel(history, {model: flags.model, until: flags.until}, context)
      this.show(describeModelCheck(result, this.language(flags, settings)))
      return result
    } finally {
      await history.close()
    }
  }
}
