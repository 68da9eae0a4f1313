import {RegularsError} from '../base/errors.js'
import {CONVERSATION} from '../reports/words/conversation.js'
import type {ProgramLibrary} from '../tasks/programs/library.js'
import {findTemplate} from '../tasks/programs/new.js'
import type {Language} from '../vocabulary.js'
import {askChoice, askNumber, parseAmount, parseShare} from './prompts.js'

/** Lets a person choose a template; without a terminal, says that one is wanted. */
export async function chooseTemplate(library: ProgramLibrary, language: Language, asking: boolean): Promise<string> {
  const templates = await library.templates()
  if (!asking)
    throw new RegularsError('usage', 'template-missing', 'Which template?',
      `Add --template with one of: ${templates.map((template) => template.name).join(', ')}.`)
  const choices = templates.map(({name, definition}) => ({value: name, name: `${name} — ${definition.description ?? ''}`}))
  return askChoice(CONVERSATION[language].whichTemplate, choices, language)
}

/** The few questions that matter for a template; an empty answer keeps its value. */
export async function askTemplateQuestions(
  library: Pick<ProgramLibrary, 'templates'>, name: string, language: Language, ask: typeof askNumber = askNumber,
): Promise<Map<string, string>> {
  const template = await findTemplate(library, name)
  const answers = new Map<string, string>()
  for (const {path, kind, [language]: message} of template.questions) {
    const standing = template.valueAt(path.join('.'))
    const parse = kind === 'share' ? parseShare : kind === 'count' ? parseCount : parseAmount
    const shown = kind === 'share' ? `${Math.round(Number(standing) * 1000) / 10} %` : kind === 'percent' ? `${String(standing)} %` : String(standing)
    const answer = await ask({message: `${message} [${shown}]`, language, parse: kind === 'percent' ? (text) => parseAmount(text.replace('%', '')) : parse})
    if (answer !== undefined) answers.set(path.join('.'), String(answer))
  }
  return answers
}

function parseCount(text: string): number | string {
  const value = Number(text.replace(/[\s\u00a0\u202f]/g, ''))
  return Number.isInteger(value) && value > 0 ? value : 'Write a whole number above zero, such as 10.'
}
