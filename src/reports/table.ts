import chalk from 'chalk'
import CliTable from 'cli-table3'
import {SCREEN_WIDTH, visible, wrap} from './wrap.js'

export {SCREEN_WIDTH, wrap}

/** A column of a table on screen. Text stands left, numbers right. */
export interface Column {
  readonly heading: string
  readonly align?: 'left' | 'right'
}

export interface TableOptions {
  /** characters available; text columns wrap to fit, numbers never do */
  readonly width?: number
  /** blanks before each line */
  readonly indent?: number
}

const GAP = 2
const NARROWEST_TEXT = 12
/** A longer word, a key or a name without blanks, may be cut. */
const LONGEST_WORD = 24

/** A compact table: headings, a line, rows; no vertical lines, no colour where the terminal has none. No newline at the end. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], options: TableOptions = {}): string {
  const indent = ' '.repeat(options.indent ?? 0)
  const widths = fitted(columns, rows, (options.width ?? SCREEN_WIDTH) - indent.length)
  const wrapped = (cells: readonly string[]) => columns.map((column, i) =>
    column.align === 'right' ? (cells[i] ?? '') : wrap(cells[i] ?? '', widths[i]!))
  const made = new CliTable({
    head: wrapped(columns.map(({heading}) => heading)).map((text) => text.split('\n').map((line) => chalk.bold(line)).join('\n')),
    colWidths: widths.map((width, i) => width + (i === 0 ? 0 : GAP)),
    colAligns: columns.map(({align}) => align ?? 'left'),
    style: {'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true},
    chars: {
      top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '',
      left: '', 'left-mid': '', right: '', 'right-mid': '', middle: '', mid: '─', 'mid-mid': '',
    },
  })
  for (const row of rows) made.push(gapped(wrapped(row)))
  made.options.head = gapped(made.options.head)
  return made.toString().split('\n').map((line) => (indent + line).replace(/\s+$/, '')).join('\n')
}

/** Two columns without headings: what, and how much. */
export function facts(rows: readonly (readonly [string, string])[], options: TableOptions = {}): string {
  const width = Math.max(0, ...rows.map(([name]) => visible(name)))
  const room = (options.width ?? SCREEN_WIDTH) - width - GAP - (options.indent ?? 0)
  const indent = ' '.repeat(options.indent ?? 0)
  return rows.map(([name, value]) => {
    const lines = wrap(value, Math.max(room, NARROWEST_TEXT)).split('\n')
    const first = `${indent}${chalk.dim(name)}${' '.repeat(width - visible(name) + GAP)}${lines[0]}`
    return [first, ...lines.slice(1).map((line) => `${indent}${' '.repeat(width + GAP)}${line}`)].join('\n')
  }).join('\n')
}

/** A heading on screen. */
export function heading(text: string): string {
  return chalk.bold(text)
}

/** The gap stands before every column but the first, in front of the text, so that right alignment keeps it too. */
function gapped(cells: readonly string[]): string[] {
  return cells.map((cell, i) => (i === 0 ? cell : cell.split('\n').map((line) => ' '.repeat(GAP) + line).join('\n')))
}

/** Natural widths; where they are too much together, the widest text columns give way, down to their longest word. */
function fitted(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): number[] {
  const natural = columns.map(({heading: head}, i) => Math.max(1, ...[head, ...rows.map((row) => row[i] ?? '')].map(widest)))
  const least = columns.map(({heading: head}, i) => Math.max(NARROWEST_TEXT, ...[head, ...rows.map((row) => row[i] ?? '')].map(longestWord)))
  const widths = [...natural]
  const total = () => widths.reduce((sum, each) => sum + each, 0) + GAP * (columns.length - 1)
  while (total() > width) {
    let give = -1
    for (const [i, {align}] of columns.entries())
      if (align !== 'right' && widths[i]! > least[i]! && (give < 0 || widths[i]! > widths[give]!)) give = i
    if (give < 0) break
    widths[give] = widths[give]! - 1
  }
  return widths
}

function longestWord(text: string): number {
  return Math.min(LONGEST_WORD, widest(wrap(text, 1)))
}

function widest(text: string): number {
  return Math.max(...text.split('\n').map(visible))
}
