/** Texts whose columns are held apart by blanks alone, as statistical programs and old tills write them. */

/** How such lines become cells: any blank, or runs of two and more (so that `New York` stays together). */
export type BlankRule = 'any-blank' | 'wide-blanks'

/** The rule under which nearly all lines have the same number (two or more) of cells; undefined where none has. */
export function blankRule(lines: readonly string[]): BlankRule | undefined {
  const filled = lines.filter((line) => line.trim() !== '')
  if (filled.length < 2) return undefined
  return (['any-blank', 'wide-blanks'] as const).find((rule) => {
    const widths = filled.map((line) => splitBlanks(line, rule).length)
    const first = widths[Math.floor(widths.length / 2)]!
    return first >= 2 && widths.filter((width) => width === first).length >= 0.95 * widths.length
  })
}

export function splitBlanks(line: string, rule: BlankRule): readonly string[] {
  return line.trim().split(rule === 'any-blank' ? /\s+/ : /\s{2,}|\t/)
}

/** The line as CSV: cells with a comma or a quote are quoted. */
export function blanksToCsv(line: string, rule: BlankRule): string {
  if (line.trim() === '') return ''
  return splitBlanks(line, rule).map((cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')
}
