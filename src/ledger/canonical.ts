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

/** `note` is the digest of the note, not its text. */
export function transferLine(t: Transfer): string {
  return `${t.id}\t${t.kind}\t${t.from}\t${t.to}\t${t.points}\t${t.day}\t${t.available ?? ''}\t${t.expires ?? ''}\t${t.refers ?? ''}\t${t.key ?? ''}\t${
    t.content ?? ''}\t${t.asked ?? ''}\t${t.orderId ?? ''}\t${t.reason ?? ''}\t${t.actor ?? ''}\t${t.note ?? ''}\n`
}

export function useLine(use: LotUse): string {
  return `${use.id}\t${use.lot}\t${use.transfer}\t${use.points}\t${use.day}\n`
}

export function overdraftLine(row: Overdraft): string {
  return `${row.id}\t${row.account}\t${row.transfer}\t${row.points}\t${row.day}\n`
}

export function noEffectLine(row: NoEffect): string {
  return `${row.key}\t${row.content}\t${row.account}\t${row.asked}\n`
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
