import {existsSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {chromium} from 'playwright-core'
import {describe, expect, test} from 'vitest'
import {parseIsoDay} from '../../src/base/day.js'
import {chart, HEAT_STEPS, INK} from '../../src/reports/charts/svg.js'
import {rangesChart} from '../../src/reports/charts/ranges.js'
import {escapeHtml, html} from '../../src/reports/html/markup.js'
import {trialReport} from '../../src/reports/html/trial-report.js'
import {profilePurchases} from '../../src/tasks/profile/profile.js'
import {scratch} from '../support/cli.js'
import {purchasesOf} from '../support/purchases.js'
import {simulation} from './simulation-sample.js'

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path))

const skipped = CHROMIUM === undefined ? ' (skipped: no chromium here)' : ''

/** Forty customers who come every few weeks for a year and a half. */
function profile() {
  const start = parseIsoDay('2024-01-10')!
  return profilePurchases(purchasesOf(Array.from({length: 40}, (_, i) => Array.from({length: 1 + (i % 9)}, (_each, k) => ({
    customer: `c${i}`, day: start + 7 * i + k * (20 + i), amount: 500 + 37 * i,
  }))).flat()))
}

const report = (language: 'en' | 'fr' = 'en', name = 'Corner shop') =>
  trialReport({name, profile: profile(), simulation: simulation(language === 'en' ? 24 : undefined), notes: ['1 row was left out.']}, language)

describe('markup', () => {
  test('escapes every value, takes markup as it is', () => {
    expect(html`<p title="${'"'}">${'<b>&'}${html`<i>x</i>`}${[html`1`, html`2`]}</p>`.text).toBe('<p title="&quot;">&lt;b&gt;&amp;<i>x</i>12</p>')
    expect(escapeHtml(`'`)).toBe('&#39;')
  })
})

describe('charts', () => {
  test('are the same bytes every time and take the page’s colours', () => {
    const rows = [{name: 'Points', low: -3, middle: 1, high: 4, colour: 'bad', text: '1'}] as const
    const draw = () => rangesChart('a', 'Net value', rows, {print: String, least: 1})
    expect(draw()).toBe(draw())
    expect(draw()).toContain('var(--bad)')
    for (const hex of [...Object.values(INK), ...HEAT_STEPS]) expect(draw()).not.toContain(hex)
  })

  test('say aloud what they show, whatever is in the words', () => {
    const svg = chart('x', 'A "quoted" <label> & more', {width: 10, height: 10}, {})
    expect(svg).toMatch(/^<svg role="img" aria-label="A &quot;quoted&quot; &lt;label> &amp; more"/)
  })
})

describe('the report', () => {
  test('needs nothing from outside and is the same twice', () => {
    const text = report()
    expect(text).toBe(report())
    expect(text.replaceAll('http://www.w3.org/', '')).not.toMatch(/https?:|<script|<link|@import|url\((?!#)/)
    expect(text).toContain("default-src 'none'")
    expect(text).toContain('<html lang="en">')
    expect(report('fr')).toContain('<html lang="fr">')
    expect(text).not.toMatch(/undefined|NaN|\[object/)
  })

  test('a shop’s name cannot break the page', () => {
    expect(report('en', '<script>alert(1)</script>')).not.toContain('<script>')
  })

  test('ids are unique, so that screen readers and drawings do not mix', () => {
    const ids = [...report().matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]!)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test.skipIf(CHROMIUM === undefined)(`opens in a browser without a request or an error${skipped}`, async () => {
    const file = join(await scratch(), 'report.html')
    writeFileSync(file, report())
    const browser = await chromium.launch({executablePath: CHROMIUM!, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']})
    try {
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await browser.newPage({viewport: {width: 390, height: 800}, colorScheme})
        const complaints: string[] = []
        page.on('console', (message) => complaints.push(message.text()))
        page.on('pageerror', (error) => complaints.push(error.message))
        page.on('request', (request) => { if (!request.url().startsWith('file:')) complaints.push(request.url()) })
        await page.goto(`file://${file}`)
        expect(await page.locator('article.card').count()).toBe(3)
        expect(await page.locator('article.card.loses .amount').innerText()).toBe('−€1,900')
        expect(await page.locator('svg[role=img]').count()).toBeGreaterThanOrEqual(5)
        // Nothing makes a phone scroll sideways; wide tables scroll by themselves.
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
        expect(complaints).toEqual([])
        await page.close()
      }
    } finally {
      await browser.close()
    }
  })
})
