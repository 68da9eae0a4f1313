import {expect, test} from 'vitest'
import {askTemplateQuestions, chooseTemplate} from '../../src/cli/program-questions.js'
import type {NumberQuestion} from '../../src/cli/prompts.js'
import {programLibrary} from '../../src/files/program-file.js'

const library = programLibrary(undefined, '/')

test('the few questions of a template, in the person’s language, with what stands in the file; an empty answer keeps it', async () => {
  const asked: string[] = []
  const answers = ['35 %', '', '4,50']
  const ask = ({message, parse}: NumberQuestion): Promise<number | undefined> => {
    asked.push(message)
    const text = answers.shift()!
    return Promise.resolve(text === '' ? undefined : (parse(text) as number))
  }
  expect(await askTemplateQuestions(library, 'points', 'fr', ask)).toEqual(new Map([['enrolment.share', '0.35'], ['rewards.0.faceValue', '4.5']]))
  expect(asked).toEqual([
    'Quelle part de vos clients va adhérer ? [40 %]', 'Combien de points pour une récompense ? [100]', 'Combien vaut la récompense pour le client ? [5]',
  ])
})

test('numbers that cannot be are refused with a sentence', async () => {
  const refusals: (number | string)[] = []
  await askTemplateQuestions(library, 'stamps', 'en', ({parse}) => {
    refusals.push(parse('ten'))
    return Promise.resolve(undefined)
  })
  expect(refusals.every((each) => typeof each === 'string')).toBe(true)
})

test('a script is told which templates there are', async () => {
  await expect(chooseTemplate(library, 'en', false)).rejects.toMatchObject({code: 'template-missing', hint: expect.stringContaining('points, miles, stamps')})
})
