import {plainName} from '../columns/column-names.js'
import {areEnough} from './match-preset.js'

/** The names a preset is known by, as they stand in its file, with the lines that go on further right. */
const RECOGNISE = /^recognise:.*(?:\r?\n(?:[ \t#-].*)?)*/m

/** Two names may differ in parentheses only, and then be the same column. */
const TWICE = 1

/**
 * Whether a preset may be recognised by one of these headers, as far as the mere text of its file tells: reading 42 files as YAML takes
 * longer than importing a hundred thousand rows, and nearly all of them have hardly a name in common with the header. Never false for a
 * preset that `matchPreset` would take (held by a test over the presets of the package).
 */
export function mayBeRecognised(text: string, headers: readonly (readonly string[])[]): boolean {
  const names = RECOGNISE.exec(text)?.[0]
  if (names === undefined) return true
  const words = ` ${plainText(names)} ${plainText(names.toLowerCase())} `
  const stands = (name: string): boolean => words.includes(` ${plainName(name)} `) || words.includes(` ${plainName(name.toLowerCase())} `)
  return headers.some((header) => {
    const filled = header.filter((name) => name.trim() !== '')
    const found = filled.filter((name) => plainName(name) === '' || stands(name)).length
    return found > 0 && areEnough(found + TWICE, filled.length)
  })
}

/** All words of a text, each name as `plainName` has it; parentheses end where their line ends. */
function plainText(text: string): string {
  return plainName(text.replaceAll(/\([^()\n]*\)/g, ' ').replaceAll(/[()]/g, ' '))
}
