import {stripVTControlCharacters} from 'node:util'

/** What a terminal shows at least. */
export const SCREEN_WIDTH = 80
// Not inside `loyal: {ordersPerYear: 6, withinDays: 60}` either: it is there to be copied, and on two lines it is no YAML.
const BREAKABLE = /(?<!«) (?![:;!?%»]|€(?!\d)|\{|[^{}]*\})/

/** Breaks text at blanks (never at no-break spaces, nor where French has one) so that no line is longer than `width`, unless a word is. */
export function wrap(text: string, width: number): string {
  return text.split('\n').map((line) => wrapLine(line, width)).join('\n')
}

/** A finished page for a terminal that shows less than a page has: lines break between words, under their own beginning. */
export function narrowed(text: string, width: number): string {
  return text.split('\n').map((line) => {
    if (visible(line) <= width) return line
    if (/^ *─+$/.test(line)) return line.slice(0, width)
    const indent = /^ */.exec(line)![0]
    return wrap(line.slice(indent.length), width - indent.length).split('\n').map((part) => indent + part.trimStart()).join('\n')
  }).join('\n')
}

function wrapLine(line: string, width: number): string {
  if (visible(line) <= width) return line
  const lines: string[] = []
  let current = ''
  for (const word of line.split(BREAKABLE)) {
    if (current !== '' && visible(current) + 1 + visible(word) > width) {
      lines.push(current)
      current = word
    } else current = current === '' ? word : `${current} ${word}`
  }
  return [...lines, current].join('\n')
}

/** How many letters wide a text is on screen. */
export function visible(text: string): number {
  return [...stripVTControlCharacters(text)].length
}
