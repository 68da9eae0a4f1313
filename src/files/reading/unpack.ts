import {createReadStream, createWriteStream} from 'node:fs'
import {extname, join} from 'node:path'
import type {Readable} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import {createGunzip} from 'node:zlib'
import {RegularsError, throwIfCancelled} from '../../base/errors.js'
import {refusedType} from './file-type.js'
import {inspectFile, type RawFile} from './source-file.js'
import {type Sheets, workbookToCsv} from './workbook.js'
import {fileError} from '../yaml-document.js'
import {fileName} from '../../tasks/file-name.js'

export interface UnpackOptions {
  /** where copies go */
  readonly folder: string
  readonly sheet?: string
  /** what `-` stands for */
  readonly stdin?: Readable
  /** writes a Parquet file as CSV; the database knows how */
  readonly parquetToCsv?: (from: string, to: string) => Promise<void>
  readonly signal?: AbortSignal
  readonly done?: (bytes: number) => void
}

/** A text, and the file it came from: SHA-256 and size are those of the bytes as given. */
export interface UnpackedFile {
  readonly text: RawFile
  readonly sha256: string
  readonly bytes: number
  readonly sheets: Sheets | undefined
  /** its cells were numbers and dates, not texts (Excel, Parquet) */
  readonly typed: boolean
}

/** Reads a file down to its text: standard input is spooled, gzip unpacked, a workbook's sheet and Parquet written as CSV. */
export async function unpack(path: string, name: string, index: number, options: UnpackOptions): Promise<UnpackedFile> {
  const given = path === '-' ? await spooled(options, index) : path
  const outer = await inspectFile(given, name, options.signal, options.done)
  let inner = outer
  let plainName = name
  if (inner.type === 'gzip') {
    inner = await inspectFile(await unzipped(inner.path, name, join(options.folder, `${index}.unpacked`), options.signal), name, options.signal)
    plainName = name.replace(/\.gz$/i, '')
  }
  const {text, sheets} = await asText(inner, name, plainName, index, options)
  return {text, sha256: outer.sha256, bytes: outer.bytes, sheets, typed: inner.type !== 'text'}
}

async function asText(
  raw: RawFile, name: string, plainName: string, index: number, options: UnpackOptions,
): Promise<{readonly text: RawFile; readonly sheets: Sheets | undefined}> {
  const target = join(options.folder, `${index}.table.csv`)
  if (raw.type === 'text') return {text: raw, sheets: undefined}
  if (raw.type === 'xlsx' && (options.sheet !== undefined || plainName === '-' || /^\.xls[xm]$/i.test(extname(plainName)))) {
    const sheets = await workbookToCsv(raw.path, name, options.sheet, target)
    return {text: await inspectFile(target, name, options.signal), sheets}
  }
  if (raw.type === 'xlsx')
    throw refusedType(name, 'xlsx',
      'Save its sheet as CSV (UTF-8); or give the file the ending .xlsx, or name the sheet with --sheet, to have it read as a workbook.')
  if (raw.type === 'parquet' && options.parquetToCsv !== undefined) {
    await options.parquetToCsv(raw.path, target).catch((error: unknown) => {
      throwIfCancelled(options.signal)
      throw /No space left|disk is full|out of memory/i.test(String(error)) ? error : damagedParquet(name)
    })
    return {text: await inspectFile(target, name, options.signal), sheets: undefined}
  }
  throw refusedType(name, raw.type)
}

function damagedParquet(name: string): RegularsError {
  return new RegularsError('input', 'file-damaged', `${fileName(name)} is damaged: it cannot be read as a Parquet file to its end.`,
    'Download or copy it again.', {where: {file: name}})
}

async function spooled(options: UnpackOptions, index: number): Promise<string> {
  const target = join(options.folder, `${index}.stdin`)
  if (options.stdin === undefined)
    throw new RegularsError('usage', 'file-missing', 'Standard input (-) cannot be read here.', 'Name a file.')
  await copied(options.stdin, target, '-', options.signal)
  return target
}

async function unzipped(path: string, name: string, target: string, signal: AbortSignal | undefined): Promise<string> {
  try {
    await pipeline(createReadStream(path), createGunzip(), createWriteStream(target), signal === undefined ? {} : {signal})
    return target
  } catch (error) {
    throwIfCancelled(signal)
    if (/^Z_|unexpected end of file|incorrect/i.test(`${(error as NodeJS.ErrnoException).code ?? ''} ${(error as Error).message}`))
      throw new RegularsError('input', 'file-damaged', `${fileName(name)} is damaged: it cannot be unpacked to its end.`,
        'Download or copy it again.', {where: {file: name}})
    throw fileError(error, name)
  }
}

async function copied(from: Readable, target: string, name: string, signal: AbortSignal | undefined): Promise<void> {
  try {
    await pipeline(from, createWriteStream(target), signal === undefined ? {} : {signal})
  } catch (error) {
    throwIfCancelled(signal)
    throw fileError(error, name)
  }
}
