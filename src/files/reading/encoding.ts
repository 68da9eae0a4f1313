import {isAscii, isUtf8} from 'node:buffer'
import {Transform, type TransformCallback} from 'node:stream'
import {TextDecoder} from 'node:util'
import type {Dialect} from '../../tasks/import/plan.js'

export type Encoding = Dialect['encoding']

/** Watches bytes go by and says at the end which encoding they are in. Judges every byte: a sample would miss the first é in line 90,000. */
export class EncodingWatch {
  private head: Buffer = Buffer.alloc(0)
  private carry: Buffer = Buffer.alloc(0)
  private utf8 = true
  private nul = false
  /** bytes windows-1252 does not define: 81 8D 8F 90 9D */
  private undefined1252 = false

  see(chunk: Buffer): void {
    if (this.head.length < 4096) this.head = Buffer.concat([this.head, chunk.subarray(0, 4096 - this.head.length)])
    this.nul ||= chunk.includes(0)
    // Nearly every chunk of nearly every file: nothing more to learn from it.
    if (this.carry.length === 0 && isAscii(chunk)) return
    if (this.utf8) this.utf8 = this.stillUtf8(chunk)
    if (!this.undefined1252) this.undefined1252 = [0x81, 0x8d, 0x8f, 0x90, 0x9d].some((byte) => chunk.includes(byte))
  }

  end(): {readonly encoding: Encoding; readonly nul: boolean} {
    const wide = wideEncoding(this.head)
    if (wide !== undefined) return {encoding: wide, nul: false}
    if (this.utf8 && this.carry.length === 0) return {encoding: this.head.subarray(0, 3).equals(BOM) ? 'utf-8-bom' : 'utf-8', nul: this.nul}
    return {encoding: this.undefined1252 ? 'iso-8859-1' : 'windows-1252', nul: this.nul}
  }

  /** Validates all complete characters; the bytes of an unfinished one wait for the next chunk. */
  private stillUtf8(chunk: Buffer): boolean {
    const bytes = this.carry.length === 0 ? chunk : Buffer.concat([this.carry, chunk])
    const cut = unfinished(bytes)
    this.carry = Buffer.from(bytes.subarray(bytes.length - cut))
    return isUtf8(bytes.subarray(0, bytes.length - cut))
  }
}

const BOM = Buffer.from([0xef, 0xbb, 0xbf])

/** How many bytes at the end begin a character that is not finished (0..3). */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0
  }
  return 0
}

/** UTF-16 by its mark, or by every second byte of the beginning being zero. */
function wideEncoding(head: Buffer): Encoding | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  let [even, odd] = [0, 0]
  for (let i = 0; i < head.length; i += 1) if (head[i] === 0) i % 2 === 0 ? (even += 1) : (odd += 1)
  const half = head.length / 2
  if (odd > 0.6 * half && even < 0.1 * half) return 'utf-16le'
  return even > 0.6 * half && odd < 0.1 * half ? 'utf-16be' : undefined
}

/**
 * Bytes in any encoding to text without byte-order mark and NULs, chunk by chunk. Always in streaming mode: the one-shot
 * `TextDecoder('windows-1252').decode` of Node 20 turns 0x80–0x9F (€, ’, …) into control characters.
 */
export class Decoding extends Transform {
  private readonly decoder: TextDecoder | undefined

  constructor(encoding: Encoding) {
    super({readableObjectMode: true})
    this.decoder = encoding === 'iso-8859-1' ? undefined : new TextDecoder(encoding === 'utf-8-bom' ? 'utf-8' : encoding)
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    done(null, clean(this.decoder === undefined ? chunk.toString('latin1') : this.decoder.decode(chunk, {stream: true})))
  }

  override _flush(done: TransformCallback): void {
    done(null, clean(this.decoder?.decode() ?? ''))
  }
}

function clean(text: string): string | undefined {
  const result = text.includes('\0') ? text.replaceAll('\0', '') : text
  return result === '' ? undefined : result
}

/**
 * Of the characters beyond ASCII, how many are valid UTF-8. In a text of another encoding hardly any are (two bytes that fit by chance); where
 * most of them fit, the others are damaged bytes of a UTF-8 file.
 */
export class DamageCount {
  private readonly decoder = new TextDecoder('utf-8')
  private damaged = 0
  private sound = 0

  see(chunk: Buffer): void {
    for (const character of this.decoder.decode(chunk, {stream: true}).matchAll(/[\u0080-\u{10FFFF}]/gu))
      character[0] === '\uFFFD' ? (this.damaged += 1) : (this.sound += 1)
  }

  get mostlyUtf8(): boolean {
    return this.sound > this.damaged
  }

  get characters(): number {
    return this.damaged
  }
}
