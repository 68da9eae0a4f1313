import {Flags} from '@oclif/core'
import {dayFlag, LedgerCommand, readInstant} from '../../src/cli/ledger-command.js'
import type {ExportResult} from '../../src/tasks/points-export.js'

export default class PointsExport extends LedgerCommand<ExportResult> {
  static override summary = 'Write balances or transfers as CSV, in our own columns or a vendor’s; or the chain of hashes, to be checked without this tool.'
  static override description =
    'With --chain a folder receives, for every batch, the canonical lines its hash was made of; the README says how to check them with sha256sum.'
  static override examples = [
    '<%= config.bin %> points export --what balances --output balances.csv',
    '<%= config.bin %> points export --what balances --layout yotpo --output yotpo.csv',
    '<%= config.bin %> points export --chain audit/',
  ]
  static override flags = {
    what: Flags.option({options: ['balances', 'transfers'] as const})({default: 'transfers', summary: 'What to write.'}),
    layout: Flags.string({helpValue: 'NAME',
      summary: 'Columns of: smile, loyaltylion, yotpo, talonone, talonone-balances, rivo, rivo-logs, lightspeed, stamped.'}),
    output: Flags.string({default: '-', helpValue: 'FILE|-', summary: 'Where to (default: stdout).'}),
    'as-of': dayFlag('Balances on this day (default: today).'),
    'recorded-by': Flags.string({helpValue: 'DATE|INSTANT', summary: 'Only what had been written down by then.'}),
    chain: Flags.string({helpValue: 'FOLDER', summary: 'Write the canonical lines of every batch into this folder instead.'}),
  }

  async run(): Promise<ExportResult> {
    const {flags} = await this.parse(PointsExport)
    const workspace = this.findWorkspace(flags)
    const settings = await this.readSettings(workspace)
    const context = this.context(flags)
    const [{exportChain, exportPoints}, {openLedgerToRead}, {chainFolder, pointsExportFile}, {WORDS_POINTS}] = await Promise.all([
      import('../../src/tasks/points-export.js'), import('../../src/store/ledger-store.js'), import('../../src/files/points-export-file.js'),
        import('../../src/reports/words-points.js'),
    ])
    const words = WORDS_POINTS[this.language(flags, settings)]
    const reader = await openLedgerToRead(workspace.ledgerFile, flags.wait * 1000)
    try {
      if (flags.chain !== undefined) {
        const rows = await exportChain(reader, await chainFolder(flags.chain), context)
        this.show(words.written(`${rows} ${words.batches}`, flags.chain))
        return {what: 'chain', rows, file: flags.chain}
      }
      const toScreen = flags.output === '-'
      const file = pointsExportFile(flags.output, flags.what, flags.layout, toScreen ? (text) => this.jsonEnabled() || process.stdout.write(text) : undefined)
      const recordedBy = flags['recorded-by'] === undefined ? undefined : readInstant(flags['recorded-by'])
      const rows = await exportPoints(reader, {what: flags.what, asOf: flags['as-of'] ?? this.today(settings), recordedBy}, file.write, context)
      await file.close()
      if (!toScreen) this.show(words.written(`${rows} ${words.rows}`, flags.output))
      return {what: flags.what, rows, file: flags.output}
    } finally {
      await reader.close()
    }
  }
}
