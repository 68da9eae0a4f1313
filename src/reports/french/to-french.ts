import {frenchSpaces} from '../typography.js'
import {COMMAND_LINE} from './command-line.js'
import {FILES} from './files.js'
import {HISTORY} from './history.js'
import {LEDGER} from './ledger.js'
import type {Catalogue, French} from './phrase.js'
import {PRESETS} from './presets.js'
import {PROGRAM_CHECKS} from './program-checks.js'
import {PROGRAMS} from './programs.js'
import {PROGRESS} from './progress.js'
import {VERIFY} from './verify.js'

interface Phrase {
  readonly english: string
  /** what stands before the first blank, and after the last: most phrases are ruled out by these */
  readonly before: string
  readonly after: string
  readonly french: French
}

/** Sentences without a blank to fill in, and the others, those with most words of their own first. */
interface Phrases {
  readonly whole: ReadonlyMap<string, string>
  readonly filled: readonly Phrase[]
}

/** `{}` in English: any text. */
const BLANK = /\{\}/g
/** `{2}` in French: the second blank as it is; `{2~}` in French where it can be said. */
const FILLED = /\{(\d)(~?)\}/g
/** What is wrong at one place: `earn[0].points: -1 is not valid; …`, `programs/cafe.yaml:3:5  earn: …`. */
const PLACED = /^(the file|\S+)(: | {2})([\s\S]+)$/

let phrases: Phrases | undefined

/** An error, a hint or a label of progress in French; in English, as given, where no French is known for it. */
export function toFrench(text: string): string {
  return translated(text) ?? text
}

function translated(text: string): string | undefined {
  phrases ??= readPhrases([COMMAND_LINE, FILES, HISTORY, LEDGER, PROGRAMS, PROGRAM_CHECKS, PROGRESS, VERIFY, PRESETS])
  const whole = phrases.whole.get(text)
  if (whole !== undefined) return whole
  const [, place, sign, problem] = PLACED.exec(text) ?? []
  const placed = problem === undefined ? undefined : translated(problem)
  if (placed !== undefined) return `${toFrench(place!)}${frenchSpaces(sign === ': ' ? ' : ' : sign!)}${placed}`
  for (const {english, before, after, french} of phrases.filled) {
    const match = text.startsWith(before) && text.endsWith(after) ? pattern(english).exec(text) : null
    if (match !== null) return filledIn(french, match.slice(1))
  }
  return undefined
}

function filledIn(french: French, values: readonly string[]): string {
  if (typeof french === 'function') return french(values.map((value) => ({plain: value, french: toFrench(value)})))
  return french.replace(FILLED, (_, number: string, manner: string) => {
    const value = values[Number(number) - 1] ?? ''
    return manner === '~' ? toFrench(value) : value
  })
}

function readPhrases(catalogues: readonly Catalogue[]): Phrases {
  const entries = catalogues.flatMap((catalogue) => Object.entries(catalogue))
  const whole = entries.filter(([english]) => !english.includes('{}'))
  const filled = entries.filter(([english]) => english.includes('{}')).sort(([a], [b]) => ownWords(b) - ownWords(a))
  return {
    whole: new Map(whole.map(([english, french]) => [english, frenchSpaces(String(french))])),
    filled: filled.map(([english, french]) => ({
      english, before: english.slice(0, english.indexOf('{}')), after: english.slice(english.lastIndexOf('{}') + 2),
      french: typeof french === 'string' ? frenchSpaces(french) : french,
    })),
  }
}

function pattern(english: string): RegExp {
  return new RegExp(`^${english.split(BLANK).map(literally).join('([\\s\\S]*?)')}$`)
}

function ownWords(english: string): number {
  return english.replace(BLANK, '').length
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
