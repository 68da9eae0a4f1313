import {execFileSync} from 'node:child_process'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {columnOf, parseColumnMap} from '../../src/files/columns/column-map.js'
import {uniqueNames} from '../../src/files/reading/sniff.js'
import {mapValue, mapWord} from '../../src/tasks/import/map-argument.js'
import {importRows} from '../support/import-files.js'

const name = fc.oneof(
  fc.string({unit: fc.constantFrom(...`abA13 ",='\\$\`!#()[]{}*?~&|;<>%-/éß№\n\t`), maxLength: 8}),
  fc.constantFrom('', 'Amount', 'amount', 'Amount (2)', 'Total, paid', `N° d'adhérent`, '3', 'column 2', '"', '""', ' ', 'a=b', '$(date)', '--map'),
  fc.string({unit: 'grapheme', maxLength: 5}),
)

/** The words that a shell makes of a line. */
function words(line: string): readonly string[] {
  return execFileSync('bash', ['-c', `printf '%s\\0' ${line}`], {encoding: 'utf8'}).split('\0').slice(0, -1)
}

test('property: whatever columns are called, the --map that is printed names them, through a shell and our own reader', () => {
  fc.assert(fc.property(fc.array(fc.array(name, {minLength: 2, maxLength: 6}), {minLength: 20, maxLength: 20}), (headers) => {
    const files = headers.map((header) => {
      const rawNames = header.map((each) => each.replaceAll('\0', '').trim())
      return {rawNames, columns: uniqueNames(rawNames)}
    })
    const line = files.map(({columns}) => `--map ${mapWord({customer: mapValue(columns, 0), amount: mapValue(columns, columns.length - 1)})}`).join(' ')
    const said = words(line)
    expect(said.length).toBe(2 * files.length)
    for (const [i, {columns, rawNames}] of files.entries()) {
      expect(said[2 * i]).toBe('--map')
      const map = parseColumnMap(said[2 * i + 1], ['customer', 'amount'])
      expect([...map].map(([role, wanted]) => [role, columnOf(wanted, role, columns, rawNames, 'f.csv')]))
        .toEqual([['customer', 0], ['amount', columns.length - 1]])
    }
  }), {numRuns: 40})
})

test('every hint with --map is such a line: findings and questions', async () => {
  const header = `date,"Montant HT, net","Montant TTC d'achat",client,"Code ""client"""`
  const rows = ['13/01/2024,10.00,12.00,c1,K1', '14/01/2024,20.00,24.00,c2,K2', '15/01/2024,5.00,6.00,c1,K1']
  const {findings} = await importRows(header, rows)
  const options = findings.flatMap(({message}) => /--map (?:'[^']*'|"[^"]*")/.exec(message)?.[0] ?? [])
  expect(options.length).toBeGreaterThan(0)
  for (const option of options) await importRows(header, rows, {map: words(option)[1]!})
  expect(options).toContain(`--map "amount=Montant TTC d'achat"`)
  await expect(importRows('a,"b, c",d', ['13/01/2024,10.00,x', '14/01/2024,20.00,y'])).rejects.toMatchObject({hint: expect.stringContaining(`"b, c"`) as string})
})

test('names are read as they are written: quotes doubled inside quotes, others as they stand', () => {
  expect([...parseColumnMap('customer="a ""b"", c",date=x=y,amount=" 3 "', ['customer', 'date', 'amount']).values()]).toEqual(['a "b", c', 'x=y', ' 3 '])
})
