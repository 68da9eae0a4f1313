import {expect, test} from 'vitest'
import {listTemplates} from '../../src/files/program-file.js'
import {programFromText, withValues} from '../../src/files/program-text.js'
import {TEMPLATES_IN_FRENCH} from '../../src/programs/templates-french.js'
import {describeProgram} from '../../src/reports/describe/program.js'
import {golden} from '../support/cli.js'
import {spaced} from '../../src/reports/typography.js'

test('every template reads well in English', async () => {
  const templates = await listTemplates()
  golden('program-templates.en.txt', templates.map(({name, definition}) => `=== ${name}\n${describeProgram(definition, 'EUR', 'en')}\n`).join('\n'))
})

test('every template reads well in French, as a French-speaking person makes it', async () => {
  const templates = await listTemplates()
  const texts = templates.map(({name, text}) => {
    const values = Object.entries(TEMPLATES_IN_FRENCH[name]!).map(([path, value]): [string, string] => [path, JSON.stringify(value)])
    return `=== ${name}\n${describeProgram(programFromText(withValues(text, new Map(values)), name), 'EUR', 'fr')}\n`
  })
  golden('program-templates.fr.txt', spaced(texts.join('\n'), 'fr'))
})

test('a reward out of reach, or at once, or not yet known, is said', async () => {
  const {definition} = (await listTemplates()).find((template) => template.name === 'points')!
  const told = (firstReward: {membersWatchedForAYear: number; medianDays: number | null; shareWithinAYear: number | null; outOfReach: boolean}): string =>
    describeProgram(definition, 'EUR', 'en', {from: 0 as never, to: 800 as never, rewardRate: 0.021, firstReward})
  expect(told({membersWatchedForAYear: 100, medianDays: null, shareWithinAYear: 0.2, outOfReach: true})).toMatch(/Only 20% of customers .* unattractive/s)
  expect(told({membersWatchedForAYear: 100, medianDays: null, shareWithinAYear: 0, outOfReach: true})).toMatch(/No customer would have had a reward/)
  expect(told({membersWatchedForAYear: 100, medianDays: 0, shareWithinAYear: 1, outOfReach: false})).toContain('on the day of joining')
  expect(told({membersWatchedForAYear: 0, medianDays: null, shareWithinAYear: null, outOfReach: false})).toContain('shorter than a year')
  expect(told({membersWatchedForAYear: 9, medianDays: 90, shareWithinAYear: 0.8, outOfReach: false})).toMatch(/2.1% of sales[\s\S]*after 90 days/)
})

test('what past orders cannot show is not said to be nothing', async () => {
  const templates = await listTemplates()
  const told = (template: string, rewardRate: number): string => describeProgram(templates.find(({name}) => name === template)!.definition, 'EUR', 'en', {
    from: 0 as never, to: 800 as never, rewardRate, firstReward: {membersWatchedForAYear: 9, medianDays: 90, shareWithinAYear: 0.8, outOfReach: false},
  })
  expect(told('referral', 0)).not.toContain('of sales')
  expect(told('referral', 0)).toContain('Past orders do not show who brought whom')
  expect(told('prize-draw', 0)).not.toContain('of sales')
  expect(told('points', 0)).toContain('0% of sales')
})
