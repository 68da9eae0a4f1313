import {createHash, type Hash} from 'node:crypto'
import {type Lines, LINES_PER_BLOCK, type Section} from '../../ledger/canonical.js'
import {NUMBER_MAX, putNumber} from './raw-lines.js'

/** Bytes of canonical lines gathered before they are hashed. */
const ENOUGH = 1 << 16
const TAB = 9
const LINE_END = 10
const ENCODER = new TextEncoder()

/** The hash of a section: SHA-256 over its lines in blocks, then over the hashes of the blocks. Lines are written as bytes and fed in large pieces. */
export class SectionHash implements Lines {
  private block: Hash = createHash('sha256')
  private inBlock = 0
  private lines = 0
  private bytes = new Uint8Array(2 * ENOUGH)
  private view = new DataView(this.bytes.buffer)
  private at = 0
  private readonly blocks: string[] = []

  field(value: string | number | null): void {
    if (typeof value === 'number') {
      if (this.at + NUMBER_MAX >= this.bytes.length) this.grow(NUMBER_MAX)
      this.at = putNumber(this.view, this.at, value)
    } else if (value !== null) this.text(value)
    this.bytes[this.at++] = TAB
  }

  end(): void {
    this.bytes[this.at - 1] = LINE_END
    this.inBlock += 1
    if (this.inBlock === LINES_PER_BLOCK) this.endBlock()
    else if (this.at >= ENOUGH) this.feed()
  }

  result(): Section {
    if (this.inBlock > 0) this.endBlock()
    return {lines: this.lines, hash: hashOfBlocks(this.blocks)}
  }

  /** Most texts are short and plain: a loop is faster than a call. */
  private text(value: string): void {
    const {length} = value
    // A character takes at most three bytes; one more for the tab.
    if (this.at + 3 * length + 1 >= this.bytes.length) this.grow(3 * length + 1)
    const {bytes, at} = this
    for (let i = 0; i < length; i += 1) {
      const code = value.charCodeAt(i)
      if (code > 127) {
        this.at = at + ENCODER.encodeInto(value, bytes.subarray(at)).written
        return
      }
      bytes[at + i] = code
    }
    this.at = at + length
  }

  private grow(most: number): void {
    const larger = new Uint8Array(2 * (this.bytes.length + most))
    larger.set(this.bytes.subarray(0, this.at))
    this.bytes = larger
    this.view = new DataView(larger.buffer)
  }

  private feed(): void {
    this.block.update(this.bytes.subarray(0, this.at))
    this.at = 0
  }

  private endBlock(): void {
    this.feed()
    this.blocks.push(this.block.digest('hex'))
    this.block = createHash('sha256')
    this.lines += this.inBlock
    this.inBlock = 0
  }
}

export function hashOfBlocks(blocks: readonly string[]): string {
  return createHash('sha256').update(blocks.map((block) => `${block}\n`).join('')).digest('hex')
}
