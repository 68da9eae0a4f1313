import {Flags} from '@oclif/core'
import {RegularsCommand} from '../../src/cli/base-command.js'
import {dayFlag} from '../../src/cli/value-flags.js'
import type {ModelFitResult} from '../../src/tasks/model-fit.js'

export default class ModelFit extends RegularsCommand<ModelFitResult> {
  static override summary = 'Fit the customer model behind every forecast, and say what it means.'
  static override description =
    'Estimates by maximum likelihood how often customers come back, when they leave and what they spend. Days with an order count, not ' +
    'orders; the first one is not a return. Parameters are in weeks and calendar time, comparable with other software.'
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --until 2024-06-30 --model bg-nbd --json',
    '<%= config.bin %> <%= command.id %> --by segment --by cohort',
  ]
  static override flags = {
    model: Flags.option({options: ['pareto-nbd', 'bg-nbd', 'mbg-nbd', 'nbd', 'bg-bb', 'sbg'] as const})({
      summary: 'Which model (default: pareto-nbd, or sbg where customers subscribe).',
      description: 'pareto-nbd: leave at any moment. bg-nbd: leave right after a purchase. mbg-nbd: or right after the first. ' +
        'nbd: never leave. bg-bb: buy or not at fixed opportunities (see --opportunity). ' +
        'sbg: pay at regular intervals until they leave.',
    }),
    until: dayFlag({summary: 'Use orders up to and including this day only.'}),
    by: Flags.string({
      multiple: true, multipleNonGreedy: true, helpValue: 'ATTRIBUTE',
      summary: 'Say how a customer attribute (or cohort: year of first purchase) changes buying and leaving; may be repeated.',
    }),
    opportunity: Flags.option({options: ['week', 'month', 'quarter', 'year'] as const})({
      default: 'month', summary: 'With bg-bb: how long one opportunity to buy is.',
    }),
  }

  async run(): Promise<ModelFitResult> {
    const {flags} = await this.parse(ModelFit)
    const workspace = this.findWorkspace(flags)
    const [{openHistoryReader}, {fitModel}, {describeModelFit}, settings] = await Promise.all([
      import('../../src/store/history/reader.js'), import('../../src/tasks/model-fit.js'),
      import('../../src/reports/describe/model.js'), this.readSettings(workspace),
    ])
    const context = this.context(flags)
    const history = await openHistoryReader(workspace.historyFile, settings.identity)
    try {
      const result = await fitModel(history, {model: flags.model, until: flags.until, opportunity: flags.opportunity, by: flags.by ?? []}, context)
      this.show(describeModelFit(result, this.language(flags, settings)))
      return result
    } finally {
      await history.close()
    }
  }
}
