import {createHash} from 'node:crypto'
import {createReadStream, createWriteStream} from 'node:fs'
import {type FileHandle, open, stat} from 'node:fs/promises'
import {Transform, type TransformCallback} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import {throwIfCancelled} from '../../base/errors.js'
import {DamageCount, Decoding, EncodingWatch, type Encoding} from './encoding.js'
import {fileType, type FileType} from './file-type.js'
import {fileError} from '../yaml-document.js'

/** How much of a text is looked at to understand its layout. */
const HEAD_BYTES = 512 * 1024

/** A file as it lies there: its bytes read once, nothing interpreted. */
export interface RawFile {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
  readonly type: FileType
  readonly encoding: Encoding
  readonly nul: boolean
  /** bytes that are no UTF-8 in a file that otherwise is */
  readonly damaged: number
}

/** Reads every byte once: SHA-256, type, and the encoding judged over the whole file. */
export async function inspectFile(path: string, name: string, signal?: AbortSignal, done?: (bytes: number) => void): Promise<RawFile> {
  const head = await headBytes(path, name)
  const type = fileType(head)
  const hash = createHash('sha256')
  const watch = new EncodingWatch()
  let bytes = 0
  for await (const chunk of chunksOf(path, name, signal)) {
    hash.update(chunk)
    if (type === 'text') watch.see(chunk)
    bytes += chunk.length
    done?.(chunk.length)
  }
  const {encoding, nul} = watch.end()
  const damage = type === 'text' && (encoding === 'windows-1252' || encoding === 'iso-8859-1') ? await damageOf(path, name, signal) : undefined
  const utf8 = damage?.mostlyUtf8 === true
  return {path, bytes, sha256: hash.digest('hex'), type, encoding: utf8 ? 'utf-8' : encoding, nul, damaged: utf8 ? damage.characters : 0}
}

async function damageOf(path: string, name: string, signal: AbortSignal | undefined): Promise<DamageCount> {
  const damage = new DamageCount()
  for await (const chunk of chunksOf(path, name, signal)) damage.see(chunk)
  return damage
}

const CHUNK_BYTES = 1 << 20

/** The bytes of a file, a megabyte at a time; the next is read while the caller looks at the last. A chunk is valid until the next is asked for. */
async function* chunksOf(path: string, name: string, signal: AbortSignal | undefined): AsyncGenerator<Buffer> {
  let file: FileHandle | undefined
  let next: Promise<{readonly bytesRead: number; readonly buffer: Buffer}> | undefined
  try {
    file = await open(path)
    let [buffer, other] = [Buffer.allocUnsafe(CHUNK_BYTES), Buffer.allocUnsafe(CHUNK_BYTES)]
    next = file.read(buffer, 0, CHUNK_BYTES, null)
    for (;;) {
      const {bytesRead} = await next
      if (bytesRead === 0) return
      const chunk = buffer.subarray(0, bytesRead);
      [buffer, other] = [other, buffer]
      next = file.read(buffer, 0, CHUNK_BYTES, null)
      // Its failure is told when it is asked for, not as a stray one before.
      next.catch(() => undefined)
      throwIfCancelled(signal)
      yield chunk
    }
  } catch (error) {
    throw fileError(error, name)
  } finally {
    await next?.catch(() => undefined)
    await file?.close()
  }
}

/** The first bytes of a file. Throws what a person can mend: missing, forbidden, a folder, empty. */
async function headBytes(path: string, name: string): Promise<Buffer> {
  try {
    if ((await stat(path)).isDirectory()) throw Object.assign(new Error(), {code: 'EISDIR'})
    const file = await open(path)
    try {
      const buffer = Buffer.alloc(65_536)
      const {bytesRead} = await file.read(buffer, 0, buffer.length, 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  } catch (error) {
    throw fileError(error, name)
  }
}

/** The beginning of a text, decoded; `complete` where that is all of it. */
export interface TextHead {
  readonly text: string
  readonly complete: boolean
}

export async function readHead(raw: RawFile): Promise<TextHead> {
  const decoding = new Decoding(raw.encoding)
  const input = createReadStream(raw.path, {end: HEAD_BYTES - 1})
  input.on('error', (error) => decoding.destroy(error))
  let text = ''
  for await (const part of input.pipe(decoding)) text += part as string
  return {text: text.replace(/^\uFEFF/, ''), complete: raw.bytes <= HEAD_BYTES}
}

/** Writes the file anew as UTF-8 with LF or CRLF line ends, through `eachLine` where given. Bounded memory. */
export async function rewrite(raw: RawFile, target: string, options: {
  readonly loneReturns?: boolean
  readonly eachLine?: (line: string) => string
  readonly signal?: AbortSignal
}): Promise<void> {
  const steps = [
    new Decoding(raw.encoding),
    ...(options.loneReturns === true ? [new LoneReturns()] : []),
    ...(options.eachLine === undefined ? [] : [new Lines(options.eachLine)]),
  ]
  const output = createWriteStream(target, {encoding: 'utf8'})
  try {
    // The stages are text streams one after the other; their number is only known here.
    const signal = options.signal === undefined ? {} : {signal: options.signal}
    await pipeline([createReadStream(raw.path, {highWaterMark: 1 << 20}), ...steps, output], signal)
  } catch (error) {
    throwIfCancelled(options.signal)
    throw fileError(error, target)
  }
}

/** CR alone ends a line on old Macs and some tills: becomes LF. CRLF stays. */
class LoneReturns extends Transform {
  private held = ''

  constructor() {
    super({objectMode: true})
  }

  override _transform(chunk: string, _: BufferEncoding, done: TransformCallback): void {
    const text = this.held + chunk
    this.held = text.endsWith('\r') ? '\r' : ''
    done(null, text.slice(0, text.length - this.held.length).replaceAll(/\r(?!\n)/g, '\n'))
  }

  override _flush(done: TransformCallback): void {
    done(null, this.held === '' ? undefined : '\n')
  }
}

/** Line for line through a function; lines keep their numbers. */
class Lines extends Transform {
  private held = ''

  constructor(private readonly eachLine: (line: string) => string) {
    super({objectMode: true})
  }

  override _transform(chunk: string, _: BufferEncoding, done: TransformCallback): void {
    const lines = (this.held + chunk).split('\n')
    this.held = lines.pop() ?? ''
    done(null, lines.length === 0 ? undefined : lines.map((line) => `${this.eachLine(line)}\n`).join(''))
  }

  override _flush(done: TransformCallback): void {
    done(null, this.held === '' ? undefined : `${this.eachLine(this.held)}\n`)
  }
}

/** The last lines of a UTF-8 text (at most 64 KB), whole lines only. */
export async function readTail(path: string): Promise<string> {
  const most = 65_536
  const file = await open(path)
  try {
    const {size} = await file.stat()
    const buffer = Buffer.alloc(Math.min(most, size))
    await file.read(buffer, 0, buffer.length, size - buffer.length)
    const text = buffer.toString('utf8')
    return size <= most ? text : text.slice(text.indexOf('\n') + 1)
  } finally {
    await file.close()
  }
}
