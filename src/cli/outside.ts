import {RegularsError} from '../base/errors.js'
import {CONVERSATION} from '../reports/words/conversation.js'
import {spokenLanguage, speaking} from './spoken-language.js'
import {spaced} from '../reports/typography.js'

/**
 * Says an error that no command is there to say: a command that does not exist. Answers false where the error is not of that kind;
 * then it is oclif's to end the process as usual (help ends with an "error" of code 0).
 */
export async function saidOutside(error: unknown, argv: readonly string[]): Promise<boolean> {
  const name = /^(?:command|topic) (.+) not found\.?$/i.exec((error as Error).message)?.[1]
  if (name === undefined) return false
  const {code, message, hint, exitCode} = new RegularsError('usage', 'command-unknown', `There is no command "${name.replaceAll(':', ' ')}".`,
    'See the commands with: regulars --help')
  process.exitCode = exitCode
  if (argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify({error: {code, message, hint, where: null}}, null, 2)}\n`)
    return true
  }
  const language = spokenLanguage(argv)
  const [words, say] = [CONVERSATION[language], await speaking(language)]
  process.stderr.write(`${spaced(words.problem, language)}${say(message)}\n${spaced(words.next, language)}${say(hint)}\n`)
  return true
}
