import {Flags} from '@oclif/core'
import {dayFlag, LedgerCommand, readInstant} from '../../src/cli/ledger-command.js'
import type {ExportResult} from '../../src/tasks/ledger/export.js'

export default class PointsExport extends LedgerCommand<ExportResult> {
  static override summary = 'Write balances or transfers as CSV, in our own columns or a vendor’s; or the chain of hashes, to be checked without this tool.'
  static override description =
    'With --chain a folder receives, for every batch, the canonical lines its hash was made of; the README says how to check them with sha256sum.'
  static override examples = [
    '<%= config.bin %> points export --what balances --output balances.csv',
    '<%= config.bin %> points export --layout yotpo --output yotpo.csv',
    '<%= config.bin %> points export --chain audit/',
  ]
  static override flags = {
    what: Flags.option({options: ['balances', 'transfers'] as const})({
      summary: 'What to write (default: transfers; balances where the layout is one of balances).'}),
    layout: Flags.string({helpValue: 'NAME',
      summary: 'Columns of: smile, loyaltylion, yotpo, talonone, talonone-balances, rivo, rivo-logs, lightspeed, stamped.'}),
    account: Flags.string({helpValue: 'NAME', summary: 'Only this account (default: all; points where the layout has no place for the account).'}),
    output: Flags.string({default: '-', helpValue: 'FILE|-', summary: 'Where to (default: stdout).'}),
    'as-of': dayFlag('Balances on this day (default: today); transfers that count by it (default: all).'),
    'recorded-by': Flags.string({helpValue: 'DATE|INSTANT', summary: 'Only what had been written down by then.'}),
    chain: Flags.string({helpValue: 'FOLDER', summary: 'Write the canonical lines of every batch into this folder instead.'}),
  }

  async run(): Promise<ExportResult> {
    const {flags} = await this.parse(PointsExport)
    const workspace = this.findWorkspace(flags)
    const settings = await this.readSettings(workspace)
    const context = this.context(flags)
    const [{exportChain, exportPoints}, {openLedgerToRead}, {chainFolder, exportShape, pointsExportFile}, {describeWritten, describeLeftOut},
      {checkOutput, tableBegins}] = await Promise.all([
      import('../../src/tasks/ledger/export.js'), import('../../src/store/ledger/store.js'), import('../../src/files/ledger/points-export-file.js'),
        import('../../src/reports/describe/written.js'), import('../../src/files/output-file.js'),
    ])
    const language = this.language(flags, settings)
    const reader = await openLedgerToRead(workspace.ledgerFile, flags.wait * 1000)
    try {
      if (flags.chain !== undefined) {
        const rows = await exportChain(reader, await chainFolder(flags.chain), context)
        this.show(describeWritten('batches', rows, flags.chain, language))
        return {what: 'chain', rows, unnamed: 0, otherAccounts: 0, file: flags.chain}
      }
      const toScreen = this.rowsToScreen(flags.output)
      const shape = exportShape(flags.layout, flags.what, flags.account)
      if (!toScreen) checkOutput({flag: '--output', file: flags.output, begins: tableBegins(shape.columns.map(([name]) => name))})
      const file = pointsExportFile(flags.output, shape, toScreen ? (text) => process.stdout.write(text) : undefined)
      const recordedBy = flags['recorded-by'] === undefined ? undefined : readInstant(flags['recorded-by'])
      const written = await exportPoints(reader, {...shape, asOf: flags['as-of'], today: this.today(settings), recordedBy}, file.write, context)
      await file.close()
      if (!toScreen) this.show(describeWritten('rows', written.rows, flags.output, language))
      const leftOut = {...written, identities: shape.identities ?? [], account: shape.account, asked: flags.account !== undefined}
      for (const note of describeLeftOut(leftOut, language)) context.progress.note(note)
      return {what: shape.what, ...written, file: flags.output}
    } finally {
      await reader.close()
    }
  }
}
