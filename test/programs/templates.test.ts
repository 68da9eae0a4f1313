import {expect, test} from 'vitest'
import {COMMENTS_IN_FRENCH, withFrenchComments} from '../../src/programs/comments-french.js'
import {FAMILIES, familiesOf} from '../../src/programs/facts.js'
import {listTemplates} from '../../src/files/program-file.js'
import {programFromText, withValues} from '../../src/files/program-text.js'
import {TEMPLATES_IN_FRENCH} from '../../src/programs/templates-french.js'

test('every family has a template that holds together and is of that family', async () => {
  const templates = await listTemplates()
  expect([...new Set(templates.map((template) => template.family))].sort()).toEqual([...FAMILIES].sort())
  for (const template of templates) expect(familiesOf(template.definition), template.name).toContain(template.family)
})

test('every question of a template points at a value that is there', async () => {
  for (const template of await listTemplates())
    for (const question of template.questions)
      expect(typeof template.valueAt(question.path.join('.')), `${template.name} ${question.path.join('.')}`).toBe('number')
})

test('every text a customer reads in a template has its French', async () => {
  for (const template of await listTemplates()) {
    const french = TEMPLATES_IN_FRENCH[template.name]!
    const {earn, rewards, benefits, triggers} = template.definition
    const named = Object.entries({earn, rewards, benefits, triggers}).flatMap(([part, items]) => items.flatMap((item, i) => (item.name === undefined ? [] : [`${part}.${i}.name`])))
    expect(Object.keys(french).sort(), template.name).toEqual(['description', ...named].sort())
    const text = withValues(template.text, new Map(Object.entries(french).map(([path, value]) => [path, JSON.stringify(value)])))
    expect(programFromText(text, template.name).description).toBe(french['description'])
  }
})

test('every comment has its French', async () => {
  const comments = (await listTemplates()).flatMap(({text}) => [...text.matchAll(/(?:^|\s)# (.*)$/gm)].map((match) => match[1]!))
  expect(comments.filter((comment) => !COMMENTS_IN_FRENCH.has(comment))).toEqual([])
  expect([...COMMENTS_IN_FRENCH.keys()].filter((comment) => !comments.includes(comment))).toEqual([])
  expect(withFrenchComments('a: 1 # how many buy it\nb: "# how many"')).toBe('a: 1 # part des clients qui l’achètent\nb: "# how many"')
})

test('a value is changed and every comment stays', async () => {
  const stamps = (await listTemplates()).find((template) => template.name === 'stamps')!
  const text = withValues(stamps.text, new Map([['name', 'Carte café'], ['rewards.0.points', '8'], ['rewards.0.costRatio', '0.25'], ['costs.setup', '99.5']]))
  expect(text).toContain('name: Carte café')
  expect(text).toContain('points: 8, faceValue: 4.00, costRatio: 0.25')
  expect(text.split('\n').filter((line) => line.includes('#')).length).toBe(stamps.text.split('\n').filter((line) => line.includes('#')).length)
})
