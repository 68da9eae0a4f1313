/** A name as it is compared: case, blanks, hyphens and underscores do not matter (`birth_month` is `birth-month`). */
export function nameKey(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '')
}

/** A number as people write it, with a decimal point or comma; undefined where the text is none. */
export function numberIn(text: string): number | undefined {
  return /^\s*[+-]?\d+([.,]\d+)?\s*$/.test(text) ? Number(text.trim().replace(',', '.')) : undefined
}
