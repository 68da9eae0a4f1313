import {Flags} from '@oclif/core'
import {LedgerCommand} from '../../src/cli/ledger-command.js'
import {speaking} from '../../src/cli/spoken-language.js'
import type {PointsVerifyResult} from '../../src/tasks/ledger/verify.js'

export default class PointsVerify extends LedgerCommand<PointsVerifyResult> {
  static override summary = 'Check the whole ledger: the file, the chain of hashes over every row, and the rules between rows.'
  static override description =
    `Ends with exit code 4 where something does not hold. Note the hash of the last batch somewhere else: with --head it proves later that
nothing before it was rewritten.`
  static override examples = ['<%= config.bin %> points verify',
    '<%= config.bin %> points verify --head 5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef']
  static override flags = {
    head: Flags.string({helpValue: 'HASH', summary: 'A hash of a last batch, noted earlier, that must still be in the chain.'}),
    deep: Flags.boolean({allowNo: true, 
      summary: 'Let SQLite check every page too, and persons against their fingerprints (default: up to two million transfers).'}),
  }

  async run(): Promise<PointsVerifyResult> {
    const {flags} = await this.parse(PointsVerify)
    const workspace = this.findWorkspace(flags)
    const settings = await this.readSettings(workspace)
    const context = this.context(flags)
    const language = this.language(flags, settings)
    const [{verifyPoints}, {openLedgerToRead}, {describeVerify}, say] = await Promise.all([
      import('../../src/tasks/ledger/verify.js'), import('../../src/store/ledger/store.js'), import('../../src/reports/describe/points.js'),
      speaking(language),
    ])
    const reader = await openLedgerToRead(workspace.ledgerFile, flags.wait * 1000)
    try {
      const result = await verifyPoints(reader, {head: flags.head, deep: flags.deep}, context)
      this.show(describeVerify({...result, problems: result.problems.map((each) => ({...each, message: say(each.message)}))}, language))
      if (!result.ok) this.endWith('check')
      return result
    } finally {
      await reader.close()
    }
  }
}
