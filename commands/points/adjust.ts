import {ADJUST_FLAGS} from '../../src/cli/adjust-flags.js'
import {LedgerCommand, readPoints} from '../../src/cli/ledger-command.js'
import {speaking} from '../../src/cli/spoken-language.js'
import type {AdjustResult} from '../../src/tasks/ledger/adjust-result.js'

const EFFECTS = {screen: 50, json: 1000}

export default class PointsAdjust extends LedgerCommand<AdjustResult> {
  static override summary = 'Add, deduct, set or expire points for many customers at once, from a file or by a query.'
  static override description =
    `Reads CSV or JSON lines with the columns idempotency_key, customer_id, email, phone, account, op (add, deduct, set, expire), points,
available_at, expires_at, occurred_at, order_id, reason_code, note, actor; only a customer and points are needed. Files of Smile,
LoyaltyLion, Yotpo, Talon.One, Rivo, Lightspeed and Stamped are recognised. All rows are applied or none, and the same file twice applies
once.`
  static override examples = [
    '<%= config.bin %> points adjust --file adjustments.csv --dry-run',
    '<%= config.bin %> points adjust --file adjustments.csv --reason "spring goodwill"',
    'cat adjustments.jsonl | <%= config.bin %> points adjust --file - --partial --json',
    `<%= config.bin %> points adjust --where "segment = 'gold' and lastOrder < '2025-01-01'" --add 100 --reason "we miss you"`,
  ]
  static override flags = ADJUST_FLAGS

  async run(): Promise<AdjustResult> {
    const {flags} = await this.parse(PointsAdjust)
    const workspace = this.findWorkspace(flags)
    const settings = await this.readSettings(workspace)
    const context = this.context(flags)
    const [{adjustPoints}, {openLedger}, {rejectsFile, NO_REJECTS}, {effectsFile, EFFECTS_HEADER},
      {describeAdjust}, {checkOutput, tableBegins, ADJUSTMENT_REJECTS_BEGIN}] = await Promise.all([
      import('../../src/tasks/ledger/adjust.js'), import('../../src/store/ledger/store.js'), import('../../src/files/ledger/adjustment-rejects.js'),
      import('../../src/files/ledger/effects-file.js'), import('../../src/reports/describe/adjust.js'),
      import('../../src/files/output-file.js'),
    ])
    const who = this.who(flags, settings)
    const source = flags.file === undefined ? await this.query(flags, workspace, settings) : await this.read(flags.file, flags, settings)
    const rejects = flags.rejects ?? (flags.partial && !flags['dry-run'] && flags.file !== undefined
      ? `${flags.file === '-' ? 'stdin' : flags.file}.rejects.csv` : undefined)
    const inputs = flags.file === undefined ? [] : [flags.file]
    if (rejects !== undefined) checkOutput({flag: '--rejects', file: rejects, begins: ADJUSTMENT_REJECTS_BEGIN, inputs})
    if (flags.effects !== undefined)
      checkOutput({flag: '--effects', file: flags.effects, begins: tableBegins(EFFECTS_HEADER), inputs: rejects === undefined ? inputs : [...inputs, rejects]})
    const effects = flags.effects === undefined ? undefined : effectsFile(flags.effects)
    const store = await openLedger(workspace.ledgerFile, this.storeOptions(flags))
    try {
      const result = await adjustPoints(store, source, {
        ...who, dryRun: flags['dry-run'], partial: flags.partial, onInsufficient: flags['on-insufficient'],
          backdateLimitDays: settings.ledger.backdateLimitDays,
        expireAfterMonths: flags['expire-after'], effects: flags['dry-run'] ? (this.jsonEnabled() ? EFFECTS.json : EFFECTS.screen) : 0,
        ...(effects === undefined ? {} : {onEffect: effects.add}),
      }, rejects === undefined ? NO_REJECTS : rejectsFile(rejects, source.header), context)
      await effects?.close()
      const language = this.language(flags, settings)
      this.show(describeAdjust(result, language, await speaking(language)))
      if (result.rows.rejected > 0) this.endWith('input')
      return result
    } finally {
      await store.close()
    }
  }

  private async read(file: string, flags: {readonly map?: string | undefined; readonly layout?: string | undefined; readonly delimiter?: string | undefined;
    readonly 'date-format': 'iso' | 'dd/mm/yyyy' | 'mm/dd/yyyy'; readonly op?: 'add' | 'deduct' | 'set' | 'expire' | undefined; readonly account: string},
      settings: {readonly timeZone: string}) {
    const {adjustmentFile} = await import('../../src/files/ledger/adjustment-file.js')
    return adjustmentFile(file, {
      map: flags.map, layout: flags.layout, delimiter: flags.delimiter === '\\t' ? '\t' : flags.delimiter, timeZone: settings.timeZone,
        dateFormat: flags['date-format'], op: flags.op, account: flags.account,
    }, process.stdin)
  }

  private async query(flags: {readonly where?: string | undefined; readonly add?: string | undefined; readonly deduct?: string | undefined; readonly set?:
    string | undefined;
    readonly account: string}, workspace: {readonly historyFile: string; readonly ledgerFile: string},
      settings: Parameters<LedgerCommand<object>['today']>[0]) {
    const {queryOf} = await import('../../src/tasks/ledger/adjust-query.js')
    const {openHistoryReader} = await import('../../src/store/history/reader.js')
    const [op, text] = flags.add !== undefined ? ['add', flags.add] as const : flags.deduct !== undefined ? ['deduct', flags.deduct] as const : ['set',
      flags.set ?? ''] as const
    const points = op === 'set' && flags.set === '0' ? 0 : readPoints(text)
    return queryOf({where: flags.where ?? '', op, points, account: flags.account, today: this.today(settings)},
      () => openHistoryReader(workspace.historyFile))
  }
}
