import type {BatchHeader, LotUse, NoEffect, Overdraft, Transfer} from './transfer.js'

/**
 * The canonical lines behind the hash chain: fields separated by tabs, lines ended by LF, UTF-8, empty for "none", days as whole
 * days since 1970-01-01. No field may hold a control character (`controlCharacter` refuses them on the way in).
 * Lines are hashed in blocks of 65,536, so that several can be checked at once: the hash of a section is the SHA-256 of the hashes of
 * its blocks, each in hexadecimal and ended by LF. The hash of a batch is the SHA-256 of its manifest, which holds the hashes of its
 * sections and begins with the hash of the manifest before it.
 */
export const LINES_PER_BLOCK = 65_536

export const FIRST_PREVIOUS = '0'.repeat(64)

/** Takes the fields of lines, one after the other: no text is made of a line, because a batch may have millions. */
export interface Lines {
  field(value: string | number | null): void
  end(): void
}

/** `note` is the digest of the note, not its text. */
export function transferLine(lines: Lines, t: Transfer): void {
  lines.field(t.id)
  lines.field(t.kind)
  lines.field(t.from)
  lines.field(t.to)
  lines.field(t.points)
  lines.field(t.day)
  lines.field(t.available)
  lines.field(t.expires)
  lines.field(t.refers)
  lines.field(t.key)
  lines.field(t.content)
  lines.field(t.asked)
  lines.field(t.orderId)
  lines.field(t.reason)
  lines.field(t.actor)
  lines.field(t.note)
  lines.end()
}

export function useLine(lines: Lines, use: LotUse): void {
  for (const value of [use.id, use.lot, use.transfer, use.points, use.day]) lines.field(value)
  lines.end()
}

export function overdraftLine(lines: Lines, row: Overdraft): void {
  for (const value of [row.id, row.account, row.transfer, row.points, row.day]) lines.field(value)
  lines.end()
}

export function noEffectLine(lines: Lines, row: NoEffect): void {
  for (const value of [row.key, row.content, row.account, row.asked]) lines.field(value)
  lines.end()
}

/** One part of a batch: how many lines, and the hash of their blocks' hashes. */
export interface Section {
  readonly lines: number
  readonly hash: string
}

export const SECTIONS = ['transfers', 'uses', 'overdrafts', 'no-effects'] as const
export type SectionName = (typeof SECTIONS)[number]

/** What a batch says about itself besides its header. */
export interface BatchFigures {
  readonly read: number
  readonly applied: number
  readonly duplicate: number
  readonly rejected: number
  readonly pointsIn: number
  readonly pointsOut: number
  /** under which notes are hashed */
  readonly salt: string
}

/** The text whose SHA-256 is the batch's hash. */
export function manifest(header: BatchHeader, figures: BatchFigures, previous: string, sections: Readonly<Record<SectionName, Section>>): string {
  const head = [header.id, new Date(header.recordedAt).toISOString(), header.kind, header.actor, header.reason, header.source, header.sourceHash,
    header.undoes ?? '']
  const counts = [figures.read, figures.applied, figures.duplicate, figures.rejected, figures.pointsIn, figures.pointsOut, figures.salt]
  const parts = SECTIONS.map((name) => `${name}\t${sections[name].lines}\t${sections[name].hash}\n`)
  return `previous\t${previous}\nbatch\t${head.join('\t')}\ncounts\t${counts.join('\t')}\n${parts.join('')}`
}

/** A text that would break a canonical line: tabs, line ends and other control characters. */
export function hasControlCharacter(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    if (code < 32 || code === 127) return true
  }
  return false
}
