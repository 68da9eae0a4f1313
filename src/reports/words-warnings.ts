import type {Language} from '../vocabulary.js'

/** Warnings in French, by their stable code; English comes with the result. */
const FRENCH: Readonly<Record<string, string>> = {}

/** A warning in the reader's language; in English where no translation stands. */
export function warningText(code: string, message: string, language: Language): string {
  return language === 'fr' ? (FRENCH[code] ?? message) : message
}
