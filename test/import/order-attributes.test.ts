import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {parseAttributes} from '../../src/files/columns/order-attributes.js'
import {openHistoryReader} from '../../src/store/history/reader.js'
import {undoImport} from '../../src/store/history/undo.js'
import {cli, cliJson, scratch} from '../support/cli.js'
import {importFiles} from '../support/import-files.js'

/** Orders with their attributes, as a program sees them. */
async function seen(history: string, names: readonly string[]): Promise<string[]> {
  const reader = await openHistoryReader(history)
  try {
    const {customers, offsets, amounts, attributes} = await reader.purchases({attributes: names})
    return customers.flatMap((customer, i) => Array.from({length: offsets[i + 1]! - offsets[i]!}, (_, k) => {
      const row = offsets[i]! + k
      return [customer, amounts[row]! / 100, ...names.map((name) => attributes[name]!.values[attributes[name]!.codes[row]!] ?? '-')].join(' ')
    }))
  } finally {
    await reader.close()
  }
}

test('columns named by --attributes follow their orders, through lines, several files and undoing', async () => {
  const folder = await scratch()
  const history = join(folder, 'history.duckdb')
  const file = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text)
    return join(folder, name)
  }
  const head = 'customer,date,order,amount,Partner,store'
  const first = await file('1.csv', `${head}\nB,2025-01-08,3,20,hotel,Paris\nA,2025-01-06,1,10,car,Lyon\nA,2025-01-06,1,5,hotel,Lyon\nB,2025-02-08,4,20,,\n`)
  const attributes = 'partner=Partner,store'
  await importFiles([first], {history, attributes})
  expect(await seen(history, ['partner', 'store', 'nothing'])).toEqual(['A 15 car Lyon -', 'B 20 hotel Paris -', 'B 20 - - -'])
  const second = await file('2.csv', `${head}\nA,2024-12-01,9,7,hotel,Nice\nB,2025-01-08,3,20,hotel,Paris\n`)
  await importFiles([second], {history, attributes})
  expect(await seen(history, ['store'])).toEqual(['A 7 Nice', 'A 15 Lyon', 'B 20 Paris', 'B 20 -'])
  await undoImport(history, 1, {dryRun: false})
  expect(await seen(history, ['store', 'partner'])).toEqual(['A 7 Nice hotel', 'B 20 Paris hotel'])
})

test('rows without order ids keep theirs too; what nobody asked for is not kept', async () => {
  const folder = await scratch()
  const history = join(folder, 'history.duckdb')
  await writeFile(join(folder, '1.csv'), 'customer,date,amount,store\nB,2025-01-08,20, Paris \nA,2025-01-06,10,Lyon\n')
  await importFiles([join(folder, '1.csv')], {history})
  expect(await seen(history, ['store'])).toEqual(['A 10 -', 'B 20 -'])
  await undoImport(history, 1, {dryRun: false})
  await importFiles([join(folder, '1.csv')], {history, attributes: 'store'})
  expect(await seen(history, ['store', 'channel'])).toEqual(['A 10 Lyon -', 'B 20 Paris -'])
})

test('a program earns by them, on the command line', async () => {
  const cwd = await scratch()
  await cli(['init', '.', '--currency', 'EUR'], {cwd})
  await writeFile(join(cwd, 'o.csv'), 'customer,date,order,amount,class,store\nA,2025-01-06,1,10,long,Paris\nA,2025-01-07,2,10,short,Lyon\nB,2025-01-08,3,20,,Paris\nB,2025-02-08,4,20,long,Lyon\n')
  await writeFile(join(cwd, 'programs', 'miles.yaml'), `name: miles
earn:
  - {points: 1, per: 1, table: {by: class, factors: {long: 3, short: 1}, otherwise: 0}}
  - {points: 5, when: {order: {store: Paris}}}
rewards: [{name: x, points: 1000, faceValue: 5}]
`)
  expect(await cliJson(['import', 'transactions', 'o.csv', '--attributes', 'class,store'], {cwd})).toMatchObject({attributes: {class: 'class', store: 'store'}})
  // 10 × 3 + 5, 10 × 1, 5, 20 × 3
  expect(await cliJson(['replay', 'miles'], {cwd})).toMatchObject({programs: [{points: {issued: 110}, unmatched: []}]})
  expect(await cli(['import', 'transactions', 'o.csv', '--attributes', 'shop'], {cwd})).toMatchObject({exitCode: 2})
})

test('a preset of one’s own may name them', async () => {
  const cwd = await scratch()
  await cli(['init', '.', '--currency', 'EUR'], {cwd})
  await mkdir(join(cwd, 'presets'), {recursive: true})
  await writeFile(join(cwd, 'presets', 'till.yaml'), `source: Our till
recognise: [Kassenbon, Karte, Betrag, Haus]
columns: {customer: Karte, date: Tag, amount: Betrag, order: Kassenbon}
attributes: {store: [Filiale, Haus], lounge: Lounge}
`)
  await writeFile(join(cwd, 'o.csv'), 'Kassenbon;Karte;Tag;Betrag;Haus\n1;A;2025-01-31;10,00;Bonn\n')
  expect(await cliJson(['import', 'transactions', 'o.csv'], {cwd})).toMatchObject({preset: 'Our till', attributes: {store: 'Haus'}})
})

test.each([['store=', 'not NAME=COLUMN'], ['channel=Source', 'The channel of an order'], ['a=x,a=y', 'named twice']])('--attributes %s is refused', (text, why) => {
  expect(() => parseAttributes(text)).toThrow(why)
})
