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
