import {describe, expect, test} from 'vitest'
import {describeProfile} from '../../src/reports/describe/profile.js'
import {profileSection} from '../../src/reports/html/profile-section.js'
import {bar, sparkline, thinned} from '../../src/reports/sparkline.js'
import {SILENT} from '../../src/tasks/ports.js'
import {profileHistory} from '../../src/tasks/profile/history.js'
import type {ProfileResult} from '../../src/tasks/profile/result.js'
import {profilePurchases} from '../../src/tasks/profile/profile.js'
import {DEFAULT_SETTINGS} from '../../src/tasks/settings.js'
import {purchasesOf, type Sale} from '../support/purchases.js'

/** 120 customers over three years, some weekly, some rare; one with a name that would break a careless page. */
const SALES: Sale[] = Array.from({length: 120}, (_, i) => {
  const gap = 7 + (i * 13) % 90
  const last = 400 + (i * 37) % 695
  return Array.from({length: 1 + Math.floor((last - (i % 300)) / gap)}, (_, k): Sale => ({
    customer: i === 7 ? '<b>Ann & "Bob"' : `customer ${i}`, day: 19_358 + (i % 300) + k * gap, amount: 500 + ((i * 7919 + k * 104_729) % 4000),
    attributes: {channel: i % 3 === 0 ? 'shop' : 'online'},
  }))
}).flat()

function profile(): Promise<ProfileResult> {
  const request = {asOf: undefined, horizonMonths: 12, settings: {...DEFAULT_SETTINGS, grossMargin: 0.4}, seed: 1}
  return profileHistory(request, {purchases: async () => purchasesOf(SALES)}, {progress: SILENT}).then(({result}) => result)
}

/** Twelve customers, each the only one of her month; all come back after about a month, every other one never again. */
const FEW: Sale[] = Array.from({length: 12}, (_, i) => [0, 31, 75].slice(0, i % 2 === 0 ? 2 : 3).map((after): Sale => (
  {customer: `c${i}`, day: 19_358 + 31 * i + after, amount: 1000}))).flat()

describe('a profile', () => {
  test('survives JSON and reads the same afterwards', async () => {
    const result = await profile()
    const again = JSON.parse(JSON.stringify(result)) as ProfileResult
    expect(again).toEqual(result)
    expect(describeProfile(again, 'en')).toBe(describeProfile(result, 'en'))
  })

  test('is the same for the same seed', async () => {
    expect(await profile()).toEqual(await profile())
  })

  test('fits 80 columns and leaves nothing unsaid in either language', async () => {
    const result = await profile()
    for (const language of ['en', 'fr'] as const) {
      const screen = describeProfile(result, language)
      expect(screen.split('\n').filter((line) => [...line].length > 80)).toEqual([])
      expect(screen).not.toMatch(/undefined|NaN|Infinity|\[object/)
    }
  })

  test('on a page: names are escaped, tables have no letters drawn, drawings have no ids in common', async () => {
    for (const language of ['en', 'fr'] as const) {
      const page = profileSection(await profile(), language).text
      expect(page).not.toContain('<b>Ann')
      expect(page).not.toMatch(/[▁▂▃▄▅▆▇█]|undefined|NaN/)
      expect(page.match(/<svg /g)!.length).toBe(4)
      const ids = [...page.matchAll(/\bid="([^"]+)"/g)].map((match) => match[1]!)
      expect(new Set(ids).size).toBe(ids.length)
    }
  })

  test('of few customers: no sentence about nobody, and the row of all cohorts is drawn though none of them is shown', () => {
    const result = profilePurchases(purchasesOf(FEW))
    const [screen, french] = (['en', 'fr'] as const).map((language) => describeProfile(result, language))
    expect(screen).toContain('Came once        0 customers (0%), 0% of revenue\n')
    expect(screen).not.toMatch(/ 0 of (them|those)|\b1 have\b/)
    expect(french).toMatch(/0\sclient\s\(0/)
    // All came back in the month after, or one later: the highest of the row is drawn full.
    expect(/^all .*$/m.exec(screen!)![0]).toContain('█')
  })

  test('new and returning customers of a year: by hand; a year in which the records begin has only new ones and says nothing', () => {
    const sale = (customer: string, day: number, amount: number): Sale => ({customer, day: 19_358 + day, amount})
    // The last day is 800: the year begins on day 436. "old" came before; "new" first on day 500, and all she bought since is hers.
    const purchases = purchasesOf([sale('old', 0, 700), sale('old', 435, 100), sale('old', 436, 300), sale('new', 500, 20), sale('new', 800, 30)])
    const result = profilePurchases(purchases)
    expect(result.newAndReturning).toMatchObject({newCustomers: 1, revenueNew: {amount: '0.50'}, revenueReturning: {amount: '3.00'}})
    expect(describeProfile(result, 'en')).toContain('(14%) from 1 new customer, ')
    const young = profilePurchases(purchasesOf([sale('a', 0, 700), sale('a', 200, 700), sale('b', 30, 100)]))
    expect(young.newAndReturning.newShare).toBe(1)
    expect(describeProfile(young, 'en')).not.toContain('Last 12 months')
  })

  test('where the model sees nobody leave, those overdue are not said to be in doubt', async () => {
    const result = await profile()
    expect(describeProfile(result, 'en').replace(/\s+/g, ' ')).toContain('perhaps lost already')
    const drifting = {...result.drifting!, list: result.drifting!.list.map((each) => ({...each, probabilityAlive: null}))}
    const screen = describeProfile({...result, drifting}, 'en').replace(/\s+/g, ' ')
    expect(screen).not.toContain('perhaps lost')
    expect(screen).toContain('The forecast takes all of them for customers still')
  })

  test('without a model has no forecast, and still says what loyal means', () => {
    const result = profilePurchases(purchasesOf(SALES))
    expect(result).toMatchObject({forecast: null, redacted: false})
    expect(result.loyal.inForce?.source).toBe('proposed')
    expect(describeProfile(result, 'en')).toContain('(proposed)')
  })
})

describe('letters as drawings', () => {
  test('curves and bars keep the order of their values', () => {
    expect(sparkline([0, 1, 2, 4])).toBe('▁▃▅█')
    expect(sparkline([])).toBe('')
    expect(sparkline([0, 0])).toBe('▁▁')
    expect(sparkline([1, 2], 8)).toBe('▂▃')
    expect(bar(0.5, 4)).toBe('██')
    expect(bar(0.53, 4)).toBe('██▏')
    expect([bar(0, 4), bar(2, 3)]).toEqual(['', '███'])
  })

  test('thinning keeps short lists and averages long ones', () => {
    expect(thinned([1, 2, 3], 5)).toEqual([1, 2, 3])
    expect(thinned([1, 3, 5, 7], 2)).toEqual([2, 6])
  })
})
