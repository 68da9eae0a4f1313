import {type Column, facts, heading, SCREEN_WIDTH, table, wrap} from './table.js'

/** A part of a report before it is known where it will be read: the screen prints it, the page sets it. */
export interface Section {
  /** short and unique in the report: links and drawings are named after it */
  readonly id: string
  readonly title: string
  readonly blocks: readonly Block[]
}

export type Block =
  | {readonly kind: 'text'; readonly text: string}
  | {readonly kind: 'facts'; readonly rows: readonly (readonly [string, string])[]}
  | {readonly kind: 'table'; readonly columns: readonly DocumentColumn[]; readonly rows: readonly (readonly string[])[]}
  /** letters drawn as bars and curves: the page has a chart instead */
  | {readonly kind: 'sparks'; readonly title: string; readonly rows: readonly (readonly [string, string])[]}

export interface DocumentColumn extends Column {
  /** drawn with letters: the page leaves it out */
  readonly screenOnly?: boolean
}

/** A section as text, 80 columns wide. */
export function sectionText({title, blocks}: Section): string {
  // Two tables in a row would read as one.
  const parts = blocks.flatMap((block, i) => (block.kind === 'table' && blocks[i - 1]?.kind === 'table' ? ['', blockText(block)] : [blockText(block)]))
  return [heading(title), ...parts].join('\n')
}

function blockText(block: Block): string {
  if (block.kind === 'text') return wrap(block.text, SCREEN_WIDTH)
  if (block.kind === 'facts') return facts(block.rows)
  if (block.kind === 'table') return table(block.columns, block.rows)
  return [...(block.title === '' ? [] : [block.title]), facts(block.rows, {indent: block.title === '' ? 0 : 2})].join('\n')
}

export function text(words: string): Block {
  return {kind: 'text', text: words}
}

/** A column of numbers. */
export function right(name: string): DocumentColumn {
  return {heading: name, align: 'right'}
}

/** A column of bars or curves made of letters. */
export function drawn(name = ''): DocumentColumn {
  return {heading: name, screenOnly: true}
}
