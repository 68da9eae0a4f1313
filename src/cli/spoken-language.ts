import {cwd} from 'node:process'
import {findWorkspace, localeOf} from '../files/workspace.js'
import type {Say} from '../reports/french/phrase.js'
import type {Language} from '../vocabulary.js'

/** How to say things in a language; the French is read when it is first wanted. */
export async function speaking(language: Language): Promise<Say> {
  return language === 'fr' ? (await import('../reports/french/to-french.js')).toFrench : (english) => english
}

/**
 * The language of errors, progress and questions, which may come before flags and settings are read, or because they cannot be:
 * `--lang`, else the language the answer is written in (`chosen`), else the workspace's, else the environment's.
 */
export function spokenLanguage(argv: readonly string[], chosen?: Language): Language {
  return languageGiven(argv) ?? chosen ?? languageOfWorkspace(argv) ?? languageOfEnvironment()
}

/** What `--lang` says, even where the rest of the command line is wrong. */
function languageGiven(argv: readonly string[]): Language | undefined {
  const given = flagGiven(argv, '--lang')
  return given === 'en' || given === 'fr' ? given : undefined
}

/** The language of the workspace the command line means, even where its settings are wrong; undefined where there is none. */
function languageOfWorkspace(argv: readonly string[]): Language | undefined {
  try {
    return localeOf(findWorkspace(cwd(), flagGiven(argv, '--workspace') ?? (process.env['REGULARS_WORKSPACE'] || undefined)))
  } catch {
    return undefined
  }
}

function languageOfEnvironment(): Language {
  const value = process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || ''
  return /^fr/i.test(value) ? 'fr' : 'en'
}

function flagGiven(argv: readonly string[], flag: string): string | undefined {
  const end = argv.indexOf('--')
  const own = end < 0 ? argv : argv.slice(0, end)
  const at = own.findIndex((each) => each === flag || each.startsWith(`${flag}=`))
  return own[at] === flag ? own[at + 1] : own[at]?.slice(flag.length + 1)
}
