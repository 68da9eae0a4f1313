import {Args, Flags} from '@oclif/core'
import {cwd} from 'node:process'
import {RegularsCommand} from '../src/cli/base-command.js'
import {threadsHere} from '../src/cli/threads.js'
import {amountFlag, dayFlag, shareFlag} from '../src/cli/value-flags.js'
import type {SimulateResult} from '../src/tasks/simulate/result.js'

export default class Simulate extends RegularsCommand<SimulateResult> {
  static override summary = 'What a program would cost, keep and earn, with ranges, compared with acquisition.'
  static override description = `Simulates every customer's coming year with and without each program, many times, and says how sure the answer is.
Several programs are compared on the same luck. How customers react are assumptions: see them with regulars explain response PROGRAM.`
  static override examples = [
    '<%= config.bin %> <%= command.id %> points --margin 0.35',
    '<%= config.bin %> <%= command.id %> points stamps --horizon 36 --cac 25',
    '<%= config.bin %> <%= command.id %> points --fail-unless "roi>0@0.8"',
  ]
  static override strict = false
  static override args = {program: Args.string({required: true, ignoreStdin: true, description: 'Programs: names in the workspace, or files.'})}
  static override flags = {
    horizon: Flags.integer({helpValue: 'MONTHS', min: 1, max: 120, summary: 'How many months to look ahead (default: from the settings, else 12).'}),
    replicates: Flags.integer({helpValue: 'N', min: 2, max: 100_000, summary: 'Exactly so many runs (default: as many as the answer needs, at most 400).'}),
    response: Flags.option({options: ['sceptical', 'optimistic', 'none'] as const})({
      summary: 'How customers react: every discount applied (default), published effects at face value, or not at all.',
    }),
    'as-of': dayFlag({summary: 'From the history as it was known that day (default: its last day).'}),
    margin: shareFlag({summary: 'What is left of a sale after the goods are paid for: 0.35 or "35 %" (default: from the settings).'}),
    cac: amountFlag({summary: 'What winning one new customer costs (default: from the settings; leave out if unknown).'}),
    'new-customers': Flags.option({options: ['on', 'off'] as const})({default: 'on', summary: 'Let new customers arrive at the recent rate.'}),
    seed: Flags.integer({default: 1, min: 0, max: 4_294_967_295, summary: 'The seed of chance: the same seed gives the same answer.'}),
    workers: Flags.integer({helpValue: 'N', min: 1, max: 64, summary: 'Threads to use (default: one per core, at most 4); the answer does not depend on it.'}),
    report: Flags.string({helpValue: 'FILE', summary: 'Also write the answer, with drawings and sources, as one HTML file.'}),
    'fail-unless': Flags.string({
      helpValue: 'CONDITION', multiple: true, multipleNonGreedy: true, summary: 'Exit with 4 unless this holds for every program, such as "roi>0@0.8".',
    }),
  }

  async run(): Promise<SimulateResult> {
    const {argv, flags} = await this.parse(Simulate)
    const [{simulatePrograms}, {acquisitionCost}, {describeSimulation}, {openHistoryReader}, {programLibrary}, {readEvidence}] = await Promise.all([
      import('../src/tasks/simulate/simulate.js'), import('../src/tasks/settings.js'), import('../src/reports/describe/simulation.js'),
      import('../src/store/history/reader.js'), import('../src/files/program-file.js'), import('../src/files/evidence-file.js'),
    ])
    if (flags.report !== undefined) {
      const {checkOutput, REPORT_BEGINS} = await import('../src/files/output-file.js')
      checkOutput({flag: '--report', file: flags.report, begins: REPORT_BEGINS})
    }
    const workspace = this.findWorkspace(flags)
    const settings = await this.readSettings(workspace)
    const library = programLibrary(workspace, cwd())
    const programs = []
    for (const name of argv as string[]) programs.push(await library.load(name))
    const history = await openHistoryReader(workspace.historyFile, settings.identity)
    try {
      const result = await simulatePrograms(history, {
        programs, seed: flags.seed, asOf: flags['as-of'], horizonMonths: flags.horizon ?? settings.horizonMonths, replicates: flags.replicates,
        response: flags.response, margin: flags.margin ?? settings.grossMargin, cac: flags.cac ?? acquisitionCost(settings),
        acquisitionSpendPerYear: settings.acquisition.spendPerYear, discountRateYearly: settings.discountRateYearly,
        newCustomers: flags['new-customers'] === 'on', workers: flags.workers ?? threadsHere(),
        failUnless: flags['fail-unless'] ?? [], evidence: await readEvidence(), version: this.config.version,
      }, this.context(flags))
      const language = this.language(flags, settings)
      this.show(describeSimulation(result, language))
      if (flags.report !== undefined) {
        const [{simulationReport}, {writeReport}] = await Promise.all([import('../src/reports/html/trial-report.js'), import('../src/files/write-report.js')])
        await writeReport(flags.report, simulationReport(result, language))
      }
      if (result.conditions.some((each) => !each.met)) this.endWith('check')
      return result
    } finally {
      await history.close()
    }
  }
}
