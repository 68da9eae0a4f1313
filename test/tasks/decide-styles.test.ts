import fc from 'fast-check'
import {expect, test} from 'vitest'
import {currencyFindings} from '../../src/tasks/import/currency-signs.js'
import {decideStyles} from '../../src/tasks/import/decide-styles.js'
import type {DateFormat, DateRule, Finding} from '../../src/tasks/import/plan.js'
import {failure} from '../support/failure.js'
import {shapesOf} from '../support/shapes.js'

interface Decided {
  readonly dates: readonly (DateRule | undefined)[]
  readonly findings: readonly Finding[]
}

/** Decides the date columns of one or several files. */
function decide(columns: readonly (readonly string[])[], given?: DateFormat): Decided {
  const plan = {
    findings: [], amountRule: 'amount' as const,
    files: columns.map((_, i) => ({
      file: `file-${i + 1}.csv`, sha256: '', bytes: 0, readable: '', format: 'csv' as const, skipLines: 1, columns: ['date'], hasHeader: true,
      mustBeEmpty: [], footerRows: 0, dialect: {delimiter: ',', quote: '"', encoding: 'utf-8' as const, newline: 'lf' as const}, dates: undefined, numbers: undefined,
    })),
  }
  const decided = decideStyles(plan, columns.map((values) => ({dates: shapesOf(values), numbers: []})), given)
  return {dates: decided.files.map((file) => file.dates), findings: decided.findings}
}

const one = (...values: readonly string[]): DateRule => decide([values]).dates[0]!

test.each<[string, readonly string[], DateFormat, readonly string[]]>([
  ['ISO', ['2019-05-31'], 'yyyy-mm-dd', ['%Y-%m-%d']],
  ['ISO with time', ['2021-01-01 00:00:00'], 'yyyy-mm-dd', ['%Y-%m-%d %H:%M:%S']],
  ['compact', ['19970101'], 'yyyymmdd', ['%Y%m%d']],
  ['American', ['11/8/2018', '6/16/2018'], 'mm/dd/yyyy', ['%m/%d/%Y']],
  ['European', ['01/01/2023', '13/01/2023'], 'dd/mm/yyyy', ['%d/%m/%Y']],
  ['two-digit year', ['03/01/19', '31/01/19'], 'dd/mm/yy', ['%d/%m/%y']],
  ['am and pm', ['1/31/2019 5:06:07 PM', '1/2/2019 11:06:07 AM'], 'mm/dd/yyyy', ['%m/%d/%Y %I:%M:%S %p']],
  ['German points', ['01.02.2023'], 'dd/mm/yyyy', ['%d.%m.%Y']],
  ['d-Mon-yy', ['5-Jan-19'], 'dd-mon-yyyy', ['%d-%b-%y']],
  ['Amazon', ['Sep 4, 2026 1:05:07 AM PDT'], 'mon-dd-yyyy', []],
  ['epoch', ['1546300800'], 'epoch-seconds', []],
  ['epoch milliseconds', ['1546300800123'], 'epoch-milliseconds', []],
  ['Excel serial', ['43831', '43832.5'], 'excel-serial', []],
])('%s dates', (_, values, format, patterns) => {
  expect(one(...values)).toMatchObject({format, patterns})
})

test('Excel serials carry a time of day where they have a fraction', () => {
  expect(one('43831', '43832.5')).toMatchObject({timed: true})
  expect(one('43831', '43832')).not.toHaveProperty('timed')
})

test('offsets and zone names stay with the value', () => {
  expect(one('2014-11-25 14:45:53 +1100', '2017-04-24 20:43:35 +1000')).toMatchObject({patterns: [], offsetPatterns: ['%Y-%m-%d %H:%M:%S %z']})
  expect(one('2014-11-25T14:45:53Z')).toMatchObject({offsetPatterns: ['%Y-%m-%dT%H:%M:%S%z'], replacements: [['Z', '+0000']]})
  expect(one('2014-11-25T14:45:53.123+02:00')).toMatchObject({offsetPatterns: ['%Y-%m-%dT%H:%M:%S.%f%z']})
  expect(one('Sep 4, 2026 1:05:07 AM PDT')).toMatchObject({offsetPatterns: ['%b %d, %Y %I:%M:%S %p%z'], replacements: [[' PDT', '-0700']]})
})

test('translated month names and weekdays become what strptime reads', () => {
  expect(one('5 janv. 2019', '12 février 2020')).toMatchObject({format: 'dd-mon-yyyy', patterns: ['%d %b %Y'], replacements: [['février', 'Feb'], ['janv.', 'Jan']]})
  expect(one('5 de enero de 2019')).toMatchObject({patterns: ['%d de %b de %Y']})
  expect(one('Sat, 26 Oct 2013 20:32:00 +0000')).toMatchObject({offsetPatterns: ['%d %b %Y %H:%M:%S %z'], replacements: [['Sat, ', '']]})
})

test('neither day nor month above 12: the person is asked, with both choices', () => {
  expect(() => decide([['01/02/2023', '03/04/2023']])).toThrow(expect.objectContaining({
    code: 'date-ambiguous', hint: expect.stringMatching(/--date-format dd\/mm\/yyyy .*--date-format mm\/dd\/yyyy/) as string,
  }))
  expect(decide([['01/02/2023']], 'mm/dd/yyyy').dates[0]).toMatchObject({format: 'mm/dd/yyyy', patterns: ['%m/%d/%Y']})
})

test('a file that cannot tell follows the others of the same import', () => {
  const {dates} = decide([['01/02/2023'], ['13/02/2023']])
  expect(dates.map((each) => each?.format)).toEqual(['dd/mm/yyyy', 'dd/mm/yyyy'])
  expect(() => decide([['01/02/2023'], ['13/02/2023'], ['02/13/2023']])).toThrow(expect.objectContaining({code: 'date-ambiguous'}))
})

test('a few swapped rows are named and refused; many stop the import', () => {
  const good = Array.from({length: 99}, (_, i) => `${String(13 + (i % 15))}/02/2023`)
  expect(decide([[...good, '02/28/2023']]).findings).toMatchObject([{code: 'dates-swapped', rows: 1}])
  expect(() => decide([['13/02/2023', '02/13/2023']])).toThrow(expect.objectContaining({code: 'date-contradictory'}))
})

test('two unambiguous ways of writing in one file are both read, and said', () => {
  const {dates, findings} = decide([['2023-02-01', '2023-02-02', '13/02/2023']])
  expect(dates[0]).toMatchObject({format: 'yyyy-mm-dd', patterns: ['%Y-%m-%d', '%d/%m/%Y']})
  expect(findings).toMatchObject([{code: 'dates-mixed-formats', rows: 1}])
})

test('a column without dates says so, with an example', () => {
  expect(() => decide([['Bookcases']])).toThrow(expect.objectContaining({code: 'date-unreadable', message: expect.stringContaining('Bookcases') as string}))
})

test('totals on the first row, or repeated on every row, are not added up', () => {
  const grainOf = (column: string, several: number, sameAmount: number, oneAmount: number): unknown => {
    const file = {file: 'f.csv', sha256: '', bytes: 0, readable: '', format: 'csv' as const, skipLines: 1, columns: ['order', column], hasHeader: true, mustBeEmpty: [], footerRows: 0,
      dialect: {delimiter: ',', quote: '"', encoding: 'utf-8' as const, newline: 'lf' as const}, dates: undefined, numbers: undefined, roles: {order: 0, amount: 1}}
    const plan = {findings: [], files: [file], grain: 'line' as const, preset: null, amountRule: 'amount' as const}
    const decided = decideStyles(plan, [{dates: [], numbers: [], orders: {several, sameAmount, oneAmount}}])
    return [decided.grain, ...decided.findings.map(({code}) => code)]
  }
  expect(grainOf('Total', 50, 0, 50)).toEqual(['order-total-on-first-row', 'order-totals-on-first-row'])
  expect(grainOf('Order_Total', 50, 50, 0)).toEqual(['order-total-repeated', 'order-totals-repeated'])
  expect(grainOf('Sales', 50, 50, 0)).toEqual(['line', 'order-totals-perhaps-repeated'])
  expect(grainOf('Sales', 50, 20, 0)).toEqual(['line'])
  expect(grainOf('Total', 2, 2, 0)).toEqual(['line'])
})

test('signs of another currency, and of several, are said', () => {
  const codes = (...values: readonly string[]): unknown => currencyFindings(shapesOf(values), 'EUR').map(({code, rows}) => [code, rows])
  expect(codes('12,50 €', '7,00')).toEqual([])
  expect(codes('$12.50', '$7.00', '3.00')).toEqual([['currency-sign-other', 2]])
  expect(codes('€12.50', '$7.00', 'CHF 3.00')).toEqual([['currency-signs-mixed', 2]])
  expect(currencyFindings(shapesOf(['$12.50']), 'CAD')).toEqual([])
})

test('an assumed number is shown both ways', () => {
  const file = {file: 'f.csv', sha256: '', bytes: 0, readable: '', format: 'csv' as const, skipLines: 1, columns: ['amount'], hasHeader: true, mustBeEmpty: [], footerRows: 0,
    dialect: {delimiter: ';', quote: '"', encoding: 'utf-8' as const, newline: 'lf' as const}, dates: undefined, numbers: undefined}
  const {findings} = decideStyles({findings: [], files: [file]}, [{dates: [], numbers: shapesOf(['1.200', '950'])}])
  expect(findings).toMatchObject([{code: 'number-style-assumed', message: expect.stringContaining('1.200 may be 1200 or 1.200') as string}])
})

test('property: whatever stands in a date column is decided, or refused with a reason', () => {
  const texts = fc.array(fc.oneof(fc.string({unit: fc.constantFrom('1', '2', '9', '0', '/', '-', '.', ':', ' ', 'T', 'Z', 'a', 'm', 'p', 'j', 'n', 'v', '+'), maxLength: 20}),
    fc.date({noInvalidDate: true}).map((date) => date.toString())), {minLength: 1, maxLength: 8})
  fc.assert(fc.property(texts, (values) => {
    try {
      for (const rule of decide([values]).dates) for (const pattern of rule?.patterns ?? []) expect(pattern).toMatch(/%[yY]/)
    } catch (error) {
      expect(error).toMatchObject({name: 'RegularsError', kind: 'input'})
    }
  }))
})

test('an ISO date is no example of day and month, and yyyy-mm-dd no answer to which comes first', () => {
  const mixed = ['2024-01-15', '2024-01-16', '01/02/2024']
  const asked = {code: 'date-ambiguous', message: 'No date in file-1.csv tells day from month: 01/02/2024 may be dd/mm or mm/dd.',
    hint: 'Say which: --date-format dd/mm/yyyy (day first) or --date-format mm/dd/yyyy (month first).',
    details: {example: '01/02/2024', formats: ['dd/mm/yyyy', 'mm/dd/yyyy']}}
  for (const given of [undefined, 'yyyy-mm-dd'] as const) expect(failure(() => decide([mixed], given))).toMatchObject(asked)
  for (const [given, pattern] of [['dd/mm/yyyy', '%d/%m/%Y'], ['mm/dd/yyyy', '%m/%d/%Y']] as const) {
    const {dates, findings} = decide([mixed], given)
    expect(dates[0]?.patterns).toEqual(['%Y-%m-%d', pattern])
    expect(findings).toMatchObject([{code: 'dates-mixed-formats', rows: 1, values: ['yyyy-mm-dd', '01/02/2024']}])
  }
  expect(decide([['2024-01-15', '31/01/2024']], 'yyyy-mm-dd').dates[0]?.patterns).toEqual(['%Y-%m-%d', '%d/%m/%Y'])
})
