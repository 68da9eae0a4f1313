import {placeText} from '../../base/errors.js'
import {TEMPLATES_IN_FRENCH} from '../../programs/templates-french.js'
import type {ProgramCheck} from '../../tasks/programs/check.js'
import type {ProgramList} from '../../tasks/programs/list.js'
import type {NewProgramResult} from '../../tasks/programs/new.js'
import type {Language} from '../../vocabulary.js'
import type {Say} from '../french/phrase.js'
import {heading, table} from '../table.js'
import {FAMILY_WORDS, PROGRAM_LIST_WORDS} from '../words/program-list.js'

/** The workspace's programs and the templates. */
export function describeProgramList(result: ProgramList, language: Language, say: Say): string {
  const words = PROGRAM_LIST_WORDS[language]
  const programs = result.programs.length === 0 ? words.none : table(
    [{heading: words.program}, {heading: words.file}, {heading: words.families}],
    result.programs.map(({name, file, families, problem}) =>
      [name, file, problem === null ? families.map((family) => FAMILY_WORDS[language][family]).join(', ') : say(problem)]))
  const templates = table([{heading: words.template}, {heading: words.gives}],
    result.templates.map(({name, description}) =>
      [name, language === 'en' ? description : TEMPLATES_IN_FRENCH[name]?.['description'] ?? description]))
  return `${heading(words.here)}\n${programs}\n\n${heading(words.templatesTitle)}\n${templates}\n\n${words.next}`
}

/** Which files hold together, and where the others do not. */
export function describeProgramCheck(result: ProgramCheck, language: Language, say: Say): string {
  const words = PROGRAM_LIST_WORDS[language]
  return result.files.map(({file, problem, families}) => problem === null
    ? `${file}${words.colon} ${words.fine} (${families.map((family) => FAMILY_WORDS[language][family]).join(', ')})`
    : `${placeText(problem.where ?? {file})}  ${say(problem.message)}\n  ${say(problem.hint)}`).join('\n') || words.none
}

/** Where the new file is, or would be, and what to do with it. */
export function describeNewProgram(result: NewProgramResult, language: Language): string {
  const words = PROGRAM_LIST_WORDS[language]
  if (result.dryRun) return words.wouldWrite(result.file)
  return `${words.written(result.file)}\n${words.afterNew(result.file.replace(/^.*[/\\]/, '').replace(/\.yaml$/, ''))}`
}
