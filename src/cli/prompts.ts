import inquirer from 'inquirer'
import {cancelled} from '../base/errors.js'
import {CONVERSATION} from '../reports/words/conversation.js'
import {spaced} from '../reports/typography.js'
import type {Language} from '../vocabulary.js'
import {speaking} from './spoken-language.js'

/** One question of a person at a terminal. Returns undefined for an empty answer. */
export interface NumberQuestion {
  readonly message: string
  /** Turns the text into a value, or into the sentence, in English, that says what is wrong with it. */
  readonly parse: (text: string) => number | string
  /** of the question */
  readonly language: Language
}

/** Asks for a number as people write it ("35 %", "12,50"). Ctrl-C ends the command as everywhere. */
export async function askNumber(question: NumberQuestion): Promise<number | undefined> {
  const say = await speaking(question.language)
  const text = await ask<string>({
    type: 'input',
    name: 'answer',
    message: spaced(question.message, question.language),
    validate: (input: string) => {
      if (input.trim() === '') return true
      const value = question.parse(input)
      return typeof value === 'number' || say(value)
    },
  })
  if (text.trim() === '') return undefined
  const value = question.parse(text)
  return typeof value === 'number' ? value : undefined
}

/** Lets a person choose one of a few. */
export function askChoice<T extends string>(
  message: string, choices: readonly {readonly value: T; readonly name: string}[], language: Language,
): Promise<T> {
  const words = CONVERSATION[language].keys
  const keysHelpTip = (keys: readonly (readonly [key: string, action: string])[]): string =>
    keys.map(([key, action]) => `${key} ${words[action] ?? action}`).join(' • ')
  const shown = choices.map(({value, name}) => ({value, name: spaced(name, language)}))
  return ask<T>({type: 'select', name: 'answer', message: spaced(message, language), choices: shown, theme: {style: {keysHelpTip}}})
}

/** A share as people write it: 35, 35 %, 0.35 and 0,35 are all 0.35. */
export function parseShare(text: string): number | string {
  const plain = text.replace(/[\s\u00a0\u202f%]/g, '').replace(',', '.')
  const value = Number(plain)
  if (plain === '' || !Number.isFinite(value) || value < 0 || value > 100) return 'Write a percentage, such as 35 %.'
  // 1.4 % is 0.014 to the last bit, which 1.4 ÷ 100 is not.
  const hundredth = Number((value / 100).toPrecision(15))
  if (text.includes('%')) return hundredth
  // 1.4 may be meant as 1.4 % or as 140 %: a share is never guessed.
  if (value > 1 && value < 2) return 'Write it with its sign, such as 1.5 %, or as a share, such as 0.015.'
  return value > 1 ? hundredth : value
}

/** An amount of money as people write it: 12.50, 12,50, 1 200 €. */
export function parseAmount(text: string): number | string {
  const plain = text.replace(/[\s\u00a0\u202f€$£]/g, '').replace(',', '.')
  const value = Number(plain)
  return plain === '' || !Number.isFinite(value) || value <= 0 ? 'Write an amount above zero, such as 25.' : value
}

async function ask<T>(question: object): Promise<T> {
  // Questions go to stderr: stdout is for the answer alone.
  const prompt = inquirer.createPromptModule({output: process.stderr})
  try {
    const {answer} = (await prompt([question as never])) as {answer: T}
    return answer
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') throw cancelled()
    throw error
  }
}
