import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {day, dayOf} from '../../src/base/day.js'
import {formatFor} from '../../src/reports/format.js'
import {facts, table, wrap} from '../../src/reports/table.js'
import {narrowed} from '../../src/reports/wrap.js'

describe('tables on screen', () => {
  test('numbers stand right, text left, nothing between', () => {
    const text = table([{heading: 'Program'}, {heading: 'Cost', align: 'right'}], [['Points', '1,200'], ['Stamp card', '−90']])
    expect(text).toBe(['Program      Cost', '─────────────────', 'Points      1,200', 'Stamp card    −90'].join('\n'))
  })

  test('a page on a narrow terminal breaks between words, under its own beginning; short lines and words stay', () => {
    const page = 'Customers who bought  2,000\n  Each full €1.00 paid earns 1 point, always.\n──────────────────────────────────────────\nshort'
    expect(narrowed(page, 30)).toBe([
      'Customers who bought  2,000', '  Each full €1.00 paid earns 1', '  point, always.', '─'.repeat(30), 'short',
    ].join('\n'))
    expect(narrowed(page, 80)).toBe(page)
  })

  test('text columns give way to the width, numbers never do', () => {
    fc.assert(fc.property(
      fc.array(fc.tuple(fc.lorem({maxCount: 20}), fc.integer().map(String), fc.lorem({maxCount: 20})), {minLength: 1, maxLength: 5}),
      (rows) => {
        const text = table([{heading: 'one'}, {heading: 'n', align: 'right'}, {heading: 'two'}], rows, {width: 80, indent: 2})
        for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
        for (const [, number] of rows) expect(text).toContain(number)
      },
    ))
  })

  test('a word is never cut, however wide the numbers beside it: then the table is wider', () => {
    const wide = Array.from({length: 4}, () => '34 013 394,87 €')
    const text = table([{heading: ''}, ...wide.map(() => ({heading: 'p', align: 'right' as const}))], [['fonctionnement des comptes', ...wide]])
    expect(text).toContain('fonctionnement')
    expect(text).not.toContain('…')
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBe('fonctionnement'.length + 4 * ('34 013 394,87 €'.length + 2))
    // A key of a hundred letters is no word.
    expect(table([{heading: 'key'}, {heading: 'n', align: 'right'}], [['k'.repeat(100), '1']])).toContain('…')
  })

  test('wrapping keeps every word and never breaks at a no-break space', () => {
    fc.assert(fc.property(fc.lorem({maxCount: 30}), fc.integer({min: 12, max: 60}), (text, width) => {
      const wrapped = wrap(text, width)
      expect(wrapped.replaceAll('\n', ' ')).toBe(text)
      expect(Math.max(...wrapped.split('\n').map((line) => line.length))).toBeLessThanOrEqual(Math.max(width, 12))
    }))
    expect(wrap('write in regulars.yaml: loyal: {orders: 6, days: 60} and so on', 24)).toBe('write in regulars.yaml:\nloyal: {orders: 6, days: 60}\nand so on')
    expect(wrap('about 1\u202f234\u00a0€ a year', 8)).toBe('about\n1\u202f234\u00a0€\na year')
  })

  test('facts line up', () => {
    expect(facts([['Customers', '12'], ['Net value', '−3']])).toBe('Customers  12\nNet value  −3')
  })
})

describe('figures in people’s own style', () => {
  const en = formatFor('en', 'EUR')
  const fr = formatFor('fr', 'EUR')

  test('money, shares and dates', () => {
    expect(en.money(123_450)).toBe('€1,234.50')
    expect(fr.money(123_450)).toBe('1\u202f234,50\u00a0€')
    expect(en.wholeMoney(-190_000)).toBe('−€1,900')
    expect(formatFor('en', 'JPY').money(1200)).toBe('¥1,200')
    expect(fr.percent(0.0623)).toMatch(/^6,2[\u00a0\u202f]%$/)
    expect(en.percent(0.0623)).toBe('6.2%')
    expect(en.day(dayOf(2025, 1, 3))).toBe('3 Jan 2025')
    expect(fr.day(day(20_000))).toBe('4 oct. 2024')
    expect([fr.day(dayOf(2021, 3, 1)), fr.day(dayOf(2021, 3, 11)), en.day(dayOf(2021, 3, 1))]).toEqual(['1er mars 2021', '11 mars 2021', '1 Mar 2021'])
    expect(en.month(2025 * 12)).toBe('Jan 2025')
    expect(fr.list(['a', 'b', 'c'])).toBe('a, b et c')
  })

  test('estimates are not printed to the cent', () => {
    expect(en.aboutMoney(9_876_543)).toBe('€98,800')
    expect(en.aboutMoney(123)).toBe('€1.23')
    expect(en.spread({p10: 30_000, p50: 120_000, p90: 210_000}, en.aboutMoney)).toBe('≈ €1,200 (€300 to €2,100)')
    expect(fr.spread({p10: -0.01, p50: 0.02, p90: 0.05}, fr.pointsOfPercent)).toMatch(/^≈ \+2.points \(−1.point à \+5.points\)$/)
    expect(fr.pointsOfPercent(0.019)).toMatch(/^\+1,9.point$/)
  })

  test('zero has no sign', () => {
    expect(en.money(-0)).toBe('€0.00')
    expect(en.wholeMoney(-0.2)).toBe('€0')
    expect(en.pointsOfPercent(-0.00001)).toBe('0 points')
    expect([en.pointsOfPercent(0.01), en.pointsOfPercent(0.012)]).toEqual(['+1 point', '+1.2 points'])
    expect(fr.pointsOfPercent(0)).toMatch(/^0.point$/)
    expect(en.signed(0.001, (value) => en.number(value))).toBe('0')
  })
})
