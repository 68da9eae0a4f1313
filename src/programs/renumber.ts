/** A number of a template that was given another value. */
export interface Change {
  readonly from: number
  readonly to: number
}

/**
 * A template's text with its numbers changed too: "5.00 off for 100 points" with 100 → 80 is "5.00 off for 80 points". Numbers
 * are found as they are written there (100, 100.00, 100,00, 1,000, 1 000) and only whole ones; all at once, so that 5 → 10 and
 * 10 → 20 do not follow each other.
 */
export function renumbered(text: string, changes: readonly Change[]): string {
  const written = changes.flatMap(({from, to}) => forms(from).map((form, i): [string, string] => [form, forms(to)[i]!]))
  const known = new Map(written.reverse())
  if (known.size === 0) return text
  const numbers = /(?<![\d.,])\d{1,3}(?:[, \u00a0\u202f]\d{3})+(?![\d.,]?\d)|(?<![\d.,])\d+(?:[.,]\d+)?(?![\d.,]?\d)/g
  return text.replace(numbers, (number) => known.get(number) ?? number)
}

/** 4.5: 4.50, 4,50; 1000: 1000, 1000.00, 1000,00, 1,000, 1 000. The same place in the list is the same way of writing. */
function forms(value: number): readonly string[] {
  const fixed = value.toFixed(2)
  const plain = String(value)
  const grouped = (sign: string): string => plain.replace(/\B(?=(\d{3})+$)/g, sign)
  return [plain, fixed, fixed.replace('.', ','), grouped(','), grouped(' '), grouped('\u00a0'), grouped('\u202f')]
}
