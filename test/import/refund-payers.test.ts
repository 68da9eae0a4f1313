import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {openHistoryReader} from '../../src/store/history/reader.js'
import {scratch} from '../support/cli.js'
import {importFiles} from '../support/import-files.js'

/** Imports the files one after the other; what each customer's orders add up to, in minor units. */
async function balances(...files: readonly string[]): Promise<Readonly<Record<string, number>>> {
  const folder = await scratch()
  const history = join(folder, 'history.duckdb')
  for (const [i, text] of files.entries()) {
    await writeFile(join(folder, `${i}.csv`), text)
    await importFiles([join(folder, `${i}.csv`)], {history})
  }
  const reader = await openHistoryReader(history)
  try {
    const {customers, offsets, amounts} = await reader.purchases()
    return Object.fromEntries(customers.map((customer, i) => [customer, amounts.slice(offsets[i], offsets[i + 1]).reduce((sum, each) => sum + each, 0)]))
  } finally {
    await reader.close()
  }
}

const ENGLISH = 'Date,Time,Time zone,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,To Email Address,Transaction ID,Reference Txn ID\n'
const FRENCH = "Date,Heure,Fuseau horaire,Nom,Type,État,Devise,Avant commission,Commission,Net,De l'adresse email,À l'adresse email,"
  + 'Numéro de transaction,Numéro de la transaction de référence\n'

test('a refund of PayPal is the payer\'s, not the shop\'s that sends it', async () => {
  const payments = '13/01/2024,10:00:00,CET,A,Website Payment,Completed,EUR,30.00,0,30.00,ann@x.org,shop@me.org,T1,\n'
    + '14/01/2024,10:00:00,CET,B,Website Payment,Completed,EUR,20.00,0,20.00,bob@x.org,shop@me.org,T2,B-77\n'
  const refunds = '15/01/2024,10:00:00,CET,A,Payment Refund,Completed,EUR,-12.50,0,-12.50,shop@me.org,ann.lee@x.org,T3,T1\n'
    + '16/01/2024,10:00:00,CET,C,Payment Refund,Completed,EUR,-5.00,0,-5.00,shop@me.org,Cy@x.org ,T4,T0\n'
  const expected = {'ann@x.org': 1750, 'bob@x.org': 2000, 'cy@x.org': -500}
  expect(await balances(ENGLISH + payments + refunds)).toEqual(expected)
  // The payment came with last month's download.
  expect(await balances(ENGLISH + payments, ENGLISH + refunds)).toEqual(expected)
})

test('the same of the French download', async () => {
  expect(await balances(`${FRENCH}13/01/2024,10:00:00,CET,A,Paiement sur site marchand,Terminé,EUR,"1 230,00",0,0,ann@x.org,shop@me.org,T1,\n`
    + '15/01/2024,10:00:00,CET,A,Remboursement de paiement,Terminé,EUR,"-230,00",0,0,shop@me.org,shop@me.org,T3,T1\n')).toEqual({'ann@x.org': 100_000})
})

test('in any file, a return that names the order it gives back belongs to that order\'s customer', async () => {
  expect(await balances('order no,original order no,customer id,date,amount\n1,,7,2024-01-13,10.00\n2,,8,2024-01-14,5.00\n3,1,,2024-01-15,-4.00\n'))
    .toEqual({7: 600, 8: 500})
})
