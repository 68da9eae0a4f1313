import {join} from 'node:path'
import {expect, test} from 'vitest'
import {taxSide} from '../../src/tasks/import/tax-side.js'
import type {ImportResult} from '../../src/tasks/import/transactions.js'
import {scratch} from '../support/cli.js'
import {importRows} from '../support/import-files.js'

const codes = (result: ImportResult): string[] => result.findings.map(({code}) => code)

test('names of columns say with or without tax only where they surely do', () => {
  for (const name of ['Total HT', 'montant_ht', 'Order Total (ex tax)', 'Total excl. VAT', 'Nettobetrag', 'Base imponible', 'total_excluding_tax'])
    expect([name, taxSide(name)]).toEqual([name, 'net'])
  for (const name of ['Total TTC', 'Order Total (inc tax)', 'total incl. tax', 'Bruttobetrag', 'Total (IVA incluido)', 'Total inkl. MwSt.'])
    expect([name, taxSide(name)]).toEqual([name, 'gross'])
  for (const name of ['Total', 'Net', 'Gross Sales', 'Subtotal', 'Tax', 'height', 'amount', '']) expect([name, taxSide(name)]).toEqual([name, undefined])
})

test('of a total with and a total without tax, the one taken is said, and by how much the other differs', async () => {
  const rows = ['1,c1,13/01/2024,"10,00","2,00","12,00"', '2,c2,14/01/2024,"20,00","4,00","24,00"', '3,c2,15/01/2024,,,"x"']
  const result = await importRows('n° commande,code client,date,Total HT,TVA,Total TTC', rows, {skipInvalid: true})
  expect(result.mapping.amount).toBe('Total TTC')
  expect(result.findings).toMatchObject([{code: 'tax-column-choice', rows: 2, message: expect.stringContaining('16.7 % lower over 2 rows') as string}])
  expect(result.findings[0]?.message).toContain("--map 'amount=Total HT'")
  const net = await importRows('n° commande,code client,date,Total HT,TVA,Total TTC', rows.slice(0, 2), {map: 'amount=Total HT'})
  expect(net.findings).toMatchObject([{code: 'tax-column-choice', message: expect.stringContaining('20.0 % higher over 2 rows') as string}])
})

test('rows whose total adds the tax beside rows whose total does not are named', async () => {
  const rows = Array.from({length: 30}, (_, i) => `${i + 1},c${i % 7},2024-01-${10 + (i % 20)},10.00,2.00,${i === 4 || i === 20 ? '10.00' : '12.00'}`)
  const result = await importRows('order id,customer id,date,subtotal,tax,total', rows)
  expect(result.findings.find(({code}) => code === 'tax-mixed')).toMatchObject({rows: 2, at: [6, 22]})
  expect(codes(await importRows('order id,customer id,date,subtotal,tax,total', rows.filter((row) => row.endsWith('12.00'))))).toEqual(['tax-column-choice'])
  // Equal totals without any tax are no contradiction; nor is shipping on top.
  const free = rows.map((row) => (row.endsWith('2.00,10.00') ? row.replace('2.00,10.00', '0.00,10.00') : row))
  expect(codes(await importRows('order id,customer id,date,subtotal,tax,total', free))).toEqual(['tax-column-choice'])
})

test('an import without tax after one with tax is said; the same kind again is not', async () => {
  const history = join(await scratch(), 'history.duckdb')
  await importRows('order id,customer id,date,Total TTC', ['1,a,2024-01-13,12.00'], {history})
  expect(codes(await importRows('order id,customer id,date,Total TTC', ['2,a,2024-01-14,12.00'], {history}))).toEqual([])
  const net = await importRows('order id,customer id,date,Montant HT', ['3,a,2024-01-15,10.00'], {history})
  expect(net.findings).toMatchObject([{code: 'tax-mixed', rows: 1, message: expect.stringContaining('those of import 1 with tax') as string}])
  expect(codes(await importRows('order id,customer id,date,amount', ['4,a,2024-01-16,10.00'], {history}))).toEqual([])
})

test('a plain total beside its subtotal and tax is remembered as with tax', async () => {
  const history = join(await scratch(), 'history.duckdb')
  await importRows('order id,customer id,date,subtotal,tax,total', ['1,a,2024-01-13,10.00,2.00,12.00'], {history})
  expect(codes(await importRows('order id,customer id,date,total excl tax', ['2,a,2024-01-14,10.00'], {history}))).toContain('tax-mixed')
})

test('what is left after fees is no total without tax', async () => {
  const result = await importRows('order id,customer id,date,gross,fee,net,sales tax', ['1,a,2024-01-13,10.00,-0.30,9.70,1.00'], {map: 'amount=gross'})
  expect(codes(result).filter((code) => code.startsWith('tax'))).toEqual([])
})
