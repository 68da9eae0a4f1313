import type {InitResult} from '../../tasks/start/init-workspace.js'
import type {Language} from '../../vocabulary.js'
import {heading} from '../table.js'
import {WORDS_INIT} from '../words/init.js'

/** What `init` made, and the next steps; `folder` as the person named it. */
export function describeInit(result: InitResult, language: Language, folder = '.'): string {
  const words = WORDS_INIT[language]
  const enter = folder === '.' ? [] : [`cd ${/\s/.test(folder) ? `"${folder}"` : folder}`]
  const steps = [...enter, ...(result.grossMargin === null ? [words.marginStep] : []), ...words.steps]
  return [
    heading(result.dryRun ? words.wouldMake(result.workspace) : words.made(result.workspace)),
    ...result.created.map((path) => `  + ${path}`),
    ...result.kept.map((path) => `    ${path} ${words.alreadyThere}`),
    ...(result.dryRun ? [] : ['', heading(words.next), ...steps.map((step, i) => `  ${i + 1}. ${step}`)]),
  ].join('\n')
}
