import {readFileSync} from 'node:fs'
import {dayOf} from '../../src/base/day.js'
import type {Purchases} from '../../src/history/purchases.js'
import {decimalTimes, groupLines, on, purchasesOf, readRows, type TestOrder} from './history.js'
import {realData} from './real-data.js'

/** The real data sets as purchases, read by a small loader of the tests' own, independent of the import. */
export const REAL_HISTORIES: Readonly<Record<string, () => Purchases>> = {
  superstore: () => purchasesOf(groupLines(readRows(realData('superstore', 'Sample - Superstore (kaggle, m-d-yyyy).csv')).map((row) => {
    const [month, dayOfMonth, year] = row['Order Date']!.split('/').map(Number)
    return {customer: row['Customer ID']!, order: row['Order ID']!, day: dayOf(year!, month!, dayOfMonth!), amount: row['Sales']!}
  })), {}, 'USD'),
  cdnow: () => purchasesOf(readFileSync(realData('cdnow', 'CDNOW_master.txt'), 'latin1').split(/\r?\n/).flatMap((line): TestOrder[] => {
    const match = /^\s*(\d{5})\s+(\d{4})(\d{2})(\d{2})\s+\d+\s+([\d.]+)\s*$/.exec(line)
    if (match === null) return []
    return [{customer: match[1]!, day: dayOf(Number(match[2]), Number(match[3]), Number(match[4])), amountMinor: Math.round(Number(match[5]) * 100)}]
  }), {}, 'USD'),
  chinook: () => purchasesOf(groupLines(readRows(realData('chinook', 'Invoice.csv')).map((row) => (
    {customer: row['CustomerId']!, order: row['InvoiceId']!, day: on(row['InvoiceDate']!.slice(0, 10)), amount: row['Total']!}
  ))), {}, 'USD'),
  dunnhumby: () => purchasesOf(groupLines(readRows(realData('dunnhumby', 'transactions_sample.csv')).map((row) => {
    const [date, time] = row['transaction_timestamp']!.split(' ')
    const [hours, minutes, seconds] = time!.split(':').map(Number)
    return {
      customer: row['household_id']!, order: row['basket_id']!, day: on(date!), second: hours! * 3600 + minutes! * 60 + seconds!, amount: row['sales_value']!,
    }
  })), {}, 'USD'),
  'french-adventureworks': () => purchasesOf(groupLines(readRows(realData('french-adventureworks', 'commandes.csv')).map((row) => ({
    customer: row['ID_Client']!, order: row['ID_Commande']!, day: on(row['Date_Commande']!),
    amount: decimalTimes(row['Prix_Unitaire']!.replace(',', '.'), row['Quantite']!),
  })))),
}
