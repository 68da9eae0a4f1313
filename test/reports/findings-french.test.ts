import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {findingText} from '../../src/reports/words/findings.js'
import {ROOT} from '../support/cli.js'

/** Codes as they stand in the sources of findings (`code: '…', rows`). */
function codesInSources(): string[] {
  const files = ['src/store', 'src/files', 'src/tasks'].flatMap((folder) => readdirSync(join(ROOT, folder), {recursive: true, encoding: 'utf8'})
    .filter((name) => name.endsWith('.ts')).map((name) => join(ROOT, folder, name)))
  const found = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\bcode: '([a-z-]+)', rows\b/g)].map((match) => match[1]!))
  expect(found.length).toBeGreaterThan(20)
  return [...new Set([...found, 'amount-choice', 'customer-choice'])].sort()
}

/** Values that stand for a word, not for themselves; the others must be read in the French text. */
const WORDS: Readonly<Record<string, readonly (string | undefined)[]>> = {
  'dates-far': ['before'], 'customer-dominant': [undefined, undefined, 'orders'], 'identity-possible': [undefined, undefined, 'email'],
  'identity-crowd': [undefined, 'phone'], 'customer-kinds-mixed': [undefined, 'email', '5'], 'tax-column-choice': [undefined, 'net', undefined, 'lower'], 'tax-mixed': ['inside'], 'numbers-mixed': [','],
  'discount-assumed': [undefined, undefined, 'money', 'share'], 'order-totals-as-before': [undefined, 'order-total-repeated'],
}
/** How many values each code gives. */
const GIVES: Readonly<Record<string, number>> = {
  'customer-missing': 0, 'rows-footer': 0, 'rows-duplicate': 0, 'order-totals-on-first-row': 0, 'file-duplicate': 0, 'rows-refused-before': 0, 'order-totals-repeated': 1, 'refunds-left-out': 1, 'status-refunds': 1,
  'order-totals-perhaps-repeated': 1, 'encoding-damaged': 1, 'orders-long': 1, 'orders-shared': 1, 'status-pending': 1, 'status-partly-refunded': 1, 'status-unknown': 1, 'status-excluded': 1, 'rows-other-type': 1,
  'amount-choice': 3, 'customer-choice': 3, 'customer-dominant': 3, 'currency-other-header': 3, 'join-unmatched': 3, 'order-totals-as-before': 3, 'dates-as-before': 3, 'orders-not-rising': 3, 'join-unused': 3, 'overlap-possible': 3, 'overlap-files': 3,
  'identity-possible': 3, 'currency-signs-mixed': 4, 'customer-kinds-mixed': 4, 'discount-assumed': 4, 'orders-changed': 4, 'orders-moved': 4, 'currency-sign-other': 4, 'identity-crowd': 6, 'number-style-assumed': 5, 'tax-column-choice': 6, 'tax-mixed': 6,
}

test.each(codesInSources())('%s says as much in French as in English', (code) => {
  const values = Array.from({length: GIVES[code] ?? 2}, (_, i) => WORDS[code]?.[i] ?? `<${i}>`)
  const text = findingText({code, rows: 1234, message: 'English', values}, 'fr')
  expect(text).not.toBe('English')
  expect(text).not.toMatch(/undefined/)
  for (const value of values.filter((each) => each.startsWith('<'))) expect(text).toContain(value)
  expect(findingText({code, rows: 1, message: 'English', values}, 'en')).toBe('English')
})

test('both kinds of mixed tax, and a history that kept no examples', () => {
  const between = {code: 'tax-mixed', rows: 3, message: 'English'}
  expect(findingText({...between, values: ['between', 'net', '2']}, 'fr')).toContain('sont hors taxes, ceux de l’import 2 taxes comprises')
  expect(findingText({...between, values: ['between', 'gross', '']}, 'fr')).toContain('taxes comprises, ceux d’autres fichiers de cet import hors taxes')
  expect(findingText(between, 'fr')).toBe('English')
  expect(findingText({code: 'customer-missing', rows: 1234, message: 'English'}, 'fr')).toMatch(/^1\s234 lignes/)
})
