import {RegularsError} from '../base/errors.js'
import {CONVERSATION} from '../reports/words/conversation.js'
import type {DateFormat} from '../tasks/import/plan.js'
import type {Language} from '../vocabulary.js'
import type {Asking} from './base-command.js'
import {askChoice} from './prompts.js'
import {speaking} from './spoken-language.js'

/** What a person can say about a file on the command line, or when asked. */
export interface FileAnswers {
  readonly map?: string | undefined
  readonly 'date-format'?: DateFormat | undefined
}

/** How a question is put; tests answer without a terminal. */
export type Ask = (message: string, choices: readonly {readonly value: string; readonly name: string}[], language: Language) => Promise<string>

const NONE = 'none'

/**
 * Tries, and where the file leaves open which column is what or whether the day or the month comes first, asks and tries again. A script
 * is not asked: the error with the flag to use goes to it as it is.
 */
export async function askingAboutFile<T>(
  {asks, language}: Asking, given: FileAnswers, attempt: (answers: FileAnswers) => Promise<T>, ask: Ask = askChoice,
): Promise<T> {
  let answers: FileAnswers = {map: given.map, 'date-format': given['date-format']}
  for (;;) {
    try {
      return await attempt(answers)
    } catch (error) {
      if (!asks || !(error instanceof RegularsError)) throw error
      const more = error.code === 'date-ambiguous' ? await askDates(error, ask, language) : await askColumns(error, ask, language)
      if (more === undefined) throw error
      answers = {...answers, ...more, ...(more.map === undefined ? {} : {map: [answers.map, more.map].filter((part) => part !== undefined).join(',')})}
    }
  }
}

async function askDates(error: RegularsError, ask: Ask, language: Language): Promise<FileAnswers | undefined> {
  const formats = error.details['formats'] as readonly DateFormat[] | undefined
  if (formats === undefined) return undefined
  const [dayFirst, monthFirst] = formats
  const [words, say] = [CONVERSATION[language], await speaking(language)]
  const answer = await ask(say(error.message), [
    {value: dayFirst!, name: words.dayFirst}, {value: monthFirst!, name: words.monthFirst}, {value: NONE, name: words.doNotKnow},
  ], language)
  return answer === NONE ? undefined : {'date-format': answer as DateFormat}
}

interface Unclear {
  readonly missing?: readonly string[]
  readonly unsure?: readonly string[]
  readonly columns?: readonly string[]
  /** role → position of the column, from 1, that its values speak for */
  readonly likely?: Readonly<Record<string, number>>
}

/** One question for each role that is missing or unsure, the likely column first; "none of these" stops. No column is two things. */
async function askColumns(error: RegularsError, ask: Ask, language: Language): Promise<FileAnswers | undefined> {
  const {missing, unsure, columns, likely = {}} = error.details as Unclear
  if ((error.code !== 'column-missing' && error.code !== 'column-unsure') || columns === undefined) return undefined
  const words = CONVERSATION[language]
  const parts: string[] = []
  const answered = new Set<string>()
  for (const role of [...(missing ?? []), ...(unsure ?? [])]) {
    const choices = columns.map((name, i) => ({value: String(i + 1), name})).filter(({value}) => !answered.has(value))
      .sort((a, b) => Number(b.value === String(likely[role])) - Number(a.value === String(likely[role])))
    const answer = await ask(words.whichColumn(role), [...choices, {value: NONE, name: words.noneOfThese}], language)
    if (answer === NONE) return undefined
    answered.add(answer)
    parts.push(`${role}=${answer}`)
  }
  return parts.length === 0 ? undefined : {map: parts.join(',')}
}
