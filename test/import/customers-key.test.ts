import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {cli, cliJson, scratch} from '../support/cli.js'

test('a customers export with id, e-mail and phone finds the customers of a history that knows them by e-mail', async () => {
  const cwd = await scratch()
  await cli(['init', '.'], {cwd})
  await writeFile(join(cwd, 'orders.csv'), 'date,email,total\n2024-01-13,ann@lee.org,3\n2024-01-14,bob@x.org,4\n')
  await writeFile(join(cwd, 'customers.csv'), 'Customer ID,Email,Phone,Segment\n7,Ann@lee.org,0612345678,gold\n8,bob@x.org,0612345679,silver\n')
  await cliJson(['import', 'transactions', 'orders.csv'], {cwd})
  expect(await cliJson(['import', 'customers', 'customers.csv'], {cwd})).toMatchObject({customers: 2, known: 2, mapping: {customer: 'Email', segment: 'Segment'}})
})

test('findings about customers say on which lines of the file they stand, in a dry run too', async () => {
  const cwd = await scratch()
  await cli(['init', '.'], {cwd})
  await writeFile(join(cwd, 'orders.csv'), 'date,customer id,total\n2024-01-13,a,3\n2024-01-14,b,4\n')
  await cliJson(['import', 'transactions', 'orders.csv'], {cwd})
  const rows = ['a,2020-01-02,12.50,gold', 'b,soon,9.00,"two\nlines"', 'c,2020-13-45,8,silver', 'd,,much,silver']
  await writeFile(join(cwd, 'list.csv'), `List of customers\n\ncustomer id,joined,acquisition cost,segment\n${rows.join('\n')}\n`)
  const dates = {code: 'attribute-unreadable', rows: 2, at: [5, 7], values: ['joined', 'soon']}
  const costs = {code: 'attribute-unreadable', rows: 1, at: [8], values: ['acquisition-cost', 'much']}
  expect(await cliJson(['import', 'customers', 'list.csv', '--dry-run'], {cwd})).toMatchObject({batch: null, findings: [dates, costs]})
  expect(await cliJson(['import', 'customers', 'list.csv'], {cwd})).toMatchObject({batch: 2, findings: [dates, costs]})
  const history = await cliJson(['history'], {cwd})
  expect(history).toMatchObject({findings: [{...dates, atFile: 'list.csv'}, {...costs, atFile: 'list.csv'}]})
  expect((await cli(['history', '--lang', 'fr'], {cwd})).stdout.replaceAll(/\s+/g, ' '))
    .toMatch(/2 valeurs illisibles de « joined » \(par exemple « soon »\) : [^()]* \(lignes 5, 7 de list\.csv\)/)
  await writeFile(join(cwd, 'strangers.csv'), 'customer id,segment\nX1,gold\nX2,gold\n')
  expect(await cliJson(['import', 'customers', 'strangers.csv', '--dry-run'], {cwd})).toMatchObject({
    findings: [{code: 'customers-unknown', rows: 2, at: [2, 3], values: ['a', 'X1']}],
  })
})

test('ids that a program took for measures are the ids of the orders', async () => {
  const cwd = await scratch()
  await cli(['init', '.'], {cwd})
  await writeFile(join(cwd, 'orders.csv'), 'date,customer id,total\n2024-01-13,17850.0,3\n2024-01-14,17851.0,4\n')
  await writeFile(join(cwd, 'customers.csv'), 'customer id,segment\n17850.0,gold\n17851,silver\n')
  await cliJson(['import', 'transactions', 'orders.csv'], {cwd})
  expect(await cliJson(['import', 'customers', 'customers.csv'], {cwd})).toMatchObject({customers: 2, known: 2, findings: []})
})

test('a dry run shows the source, how the file is written, and the first customers as understood', async () => {
  const cwd = await scratch()
  await cli(['init', '.'], {cwd})
  await writeFile(join(cwd, 'list.csv'), 'customer id;segment;acquisition cost;joined\n7;gold;12,50;31/01/2024\n8;;3,00;\n7;silver;;\n')
  expect(await cliJson(['import', 'customers', 'list.csv', '--dry-run'], {cwd})).toMatchObject({
    batch: null, preset: null, dialect: {delimiter: ';', encoding: 'utf-8', decimal: ',', dateFormat: 'dd/mm/yyyy'},
    preview: [{customer: '7', attributes: {segment: 'gold', 'acquisition-cost': '12.5', joined: '2024-01-31'}}, {customer: '8', attributes: {'acquisition-cost': '3'}},
      {customer: '7', attributes: {segment: 'silver'}}],
  })
  const {stdout} = await cli(['import', 'customers', 'list.csv', '--dry-run'], {cwd})
  expect(stdout).toMatch(/Source +understood by its columns/)
  expect(stdout).toMatch(/Written with +semicolon between values, decimal comma, dates dd\/mm\/yyyy,\s+utf-8/)
  expect(stdout).toMatch(/7 +acquisition-cost = 12\.5, joined = 2024-01-31, segment = gold/)
})

test('birthdays without a year, months by number or name, and days that cannot be read', async () => {
  const cwd = await scratch()
  await cli(['init', '.'], {cwd})
  const attributes = async (text: string, ...flags: string[]): Promise<{readonly kept: readonly object[]; readonly findings: readonly object[]}> => {
    await writeFile(join(cwd, 'list.csv'), text)
    const {preview, findings} = await cliJson<{preview: readonly {attributes: object}[]; findings: readonly {code: string}[]}>(
      ['import', 'customers', 'list.csv', '--dry-run', ...flags], {cwd})
    return {kept: preview.map((each) => each.attributes), findings}
  }
  const months = await attributes('customer id,birth month\na,Mai\nb,13\nc,décembre\nd,04\ne,2.0\n')
  expect(months.kept).toEqual([{'birth-month': '5'}, {}, {'birth-month': '12'}, {'birth-month': '4'}, {'birth-month': '2'}])
  expect(months.findings).toMatchObject([{code: 'attribute-unreadable', rows: 1, at: [3], values: ['birth-month', '13']}])
  const may = {'birth-date': '05-06', 'birth-month': '5'}
  // The header says which comes first; or the file's full dates; or a day above 12.
  expect((await attributes('Customer ID,Birthday (MM/DD)\na,05/06\nb,05/07\n', '--map', 'birth-date=2')).kept[0]).toEqual(may)
  expect((await attributes('customer id,birthday\na,05/06\nb,12/25/1981\n')).kept).toEqual([may, {'birth-date': '1981-12-25', 'birth-month': '12'}])
  expect((await attributes('customer id,birthday\na,06/05\nb,31/12\n')).kept).toEqual([may, {'birth-date': '12-31', 'birth-month': '12'}])
  const unclear = await attributes('customer id,birthday,segment\na,05/06,x\nb,soon,y\n')
  expect(unclear.kept).toEqual([{segment: 'x'}, {segment: 'y'}])
  expect(unclear.findings).toMatchObject([{code: 'attribute-unreadable', rows: 2, at: [2, 3]}])
})
