import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {readSettings, workspaceAt} from '../../src/files/workspace.js'
import {IDENTITY_KINDS} from '../../src/history/identity.js'
import {DEFAULT_SETTINGS, type Settings} from '../../src/tasks/settings.js'
import {settingsText} from '../../src/tasks/start/settings-text.js'
import {scratch} from '../support/cli.js'

const share = fc.integer({min: 0, max: 1000}).map((thousandths) => thousandths / 1000)
const amount = fc.integer({min: 1, max: 1_000_000}).map((cents) => cents / 100)

const settings: fc.Arbitrary<Settings> = fc.record({
  currency: fc.constantFrom('EUR', 'USD', 'JPY'),
  timeZone: fc.constantFrom('Europe/Paris', 'UTC', 'America/New_York'),
  locale: fc.constantFrom('en', 'fr'),
  grossMargin: fc.option(share, {nil: undefined}),
  acquisition: fc.record({
    cac: fc.option(amount, {nil: undefined}),
    cacByChannel: fc.dictionary(fc.string({minLength: 1, maxLength: 12}).filter((name) => name !== '__proto__'), amount, {maxKeys: 3, noNullPrototype: true}),
    spendPerYear: fc.option(amount, {nil: undefined}),
  }),
  discountRateYearly: share,
  horizonMonths: fc.integer({min: 1, max: 120}),
  ledger: fc.record({backdateLimitDays: fc.integer({min: 0, max: 1000})}),
  identity: fc.option(fc.record({same: fc.uniqueArray(fc.constantFrom(...IDENTITY_KINDS), {minLength: 1}), most: fc.integer({min: 2, max: 99})}), {nil: undefined}),
})

describe('a fresh regulars.yaml', () => {
  test('reads back as the settings it was made from, in both languages', async () => {
    const workspace = workspaceAt(await scratch())
    await fc.assert(fc.asyncProperty(settings, fc.constantFrom('en', 'fr'), async (made, language) => {
      writeFileSync(join(workspace.root, 'regulars.yaml'), settingsText(made, language))
      expect(await readSettings(workspace)).toMatchObject(made)
    }), {numRuns: 60})
  })

  test('leaves what is not known as comments to fill in', () => {
    const text = settingsText(DEFAULT_SETTINGS, 'en')
    expect(text).toContain('\n# grossMargin: 0.35\n')
    expect(text).toContain('\n# acquisition:\n')
  })

  test('the commented lines are valid once their # is gone', async () => {
    const workspace = workspaceAt(await scratch())
    const text = settingsText(DEFAULT_SETTINGS, 'en')
    const uncommented = text.replace(/^# ((?: {2})?(?:grossMargin|acquisition|cac|cacByChannel|spendPerYear|loyal|identity):.*)$/gm, '$1')
    writeFileSync(workspace.settingsFile, uncommented)
    expect(await readSettings(workspace)).toMatchObject({
      grossMargin: 0.35, acquisition: {cac: 25, cacByChannel: {online: 30, shop: 12}, spendPerYear: 5000}, identity: {same: ['email', 'phone'], most: 5},
    })
  })
})
