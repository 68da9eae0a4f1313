import {accessSync, closeSync, constants, existsSync, openSync, readSync, type Stats, statSync} from 'node:fs'
import {dirname, resolve} from 'node:path'
import {stringify} from 'csv-stringify/sync'
import {RegularsError} from '../base/errors.js'
import {parseJoin} from './plan/join-plan.js'
import {sourceFiles} from './reading/source-list.js'
import {fileError} from './yaml-document.js'

/** A file that a flag names to be written. */
export interface Output {
  /** `--rejects` */
  readonly flag: string
  readonly file: string
  /** How a file begins that was written there before, and may be written over. */
  readonly begins: RegExp | string
  /** files that the command reads */
  readonly inputs?: readonly string[]
}

/** Enough of a file for its first line, were it hundreds of columns wide. */
const HEAD_BYTES = 65_536

/** The last columns of refused rows, as `src/store/import/refused.ts` writes them. */
const REJECTS = /^".*"(?:refused )?line","(?:refused )?column","(?:refused )?reason"\r\n/

export const REPORT_BEGINS = /^\s*<!doctype html/i
export const ADJUSTMENT_REJECTS_BEGIN = 'rejected_line,rejected_code,rejected_because'

/** How a CSV file with these headings begins. */
export function tableBegins(header: readonly string[]): string {
  return stringify([[...header]])
}

/**
 * Makes sure that writing a file destroys nothing: before a command begins its work. A file that is there may be written over where it is
 * empty, or was written by the same flag. Throws `folder-missing`, `output-is-input`, `output-exists`, `file-forbidden`, `file-is-folder`.
 */
export function checkOutput({flag, file, begins, inputs = []}: Output): void {
  const folder = dirname(resolve(file))
  if (!existsSync(folder))
    throw new RegularsError('usage', 'folder-missing', `There is no folder ${dirname(file)} to write into.`, 'Make it first, or name another place.',
      {where: {file}})
  const there = statOf(file)
  const readHere = inputs.find((input) => sameFile(input, file, there))
  if (readHere !== undefined)
    throw new RegularsError('usage', 'output-is-input', `${flag} would write over ${file}, which this command reads.`,
      'Name a file that is not there yet.', {where: {file}})
  try {
    accessSync(there === undefined ? folder : file, constants.W_OK)
  } catch (error) {
    throw fileError(error, there === undefined ? folder : file)
  }
  // Terminals, pipes and /dev/null keep nothing that could be lost.
  if (there === undefined || (there.isFile() && there.size === 0) || (!there.isFile() && !there.isDirectory())) return
  if (there.isDirectory()) throw fileError(Object.assign(new Error('a folder'), {code: 'EISDIR'}), file)
  const head = headOf(file)
  if (typeof begins === 'string' ? head.startsWith(begins) : begins.test(head)) return
  throw new RegularsError('usage', 'output-exists', `${flag} would write over ${file}, which is there already and holds something else.`,
    'Name a file that is not there yet, or move that one away.', {where: {file}})
}

/** `--rejects` of an import of these files, joined with these tables. */
export async function checkRejects(file: string | undefined, files: readonly string[], join: readonly string[] = []): Promise<void> {
  if (file === undefined) return
  const inputs = [...(await sourceFiles(files)), ...join.map((each) => parseJoin(each).file)]
  checkOutput({flag: '--rejects', file, begins: REJECTS, inputs: inputs.filter((each) => each !== '-')})
}

/** Also by another name: a link, a longer path. */
function sameFile(input: string, file: string, there: Stats | undefined): boolean {
  if (resolve(input) === resolve(file)) return true
  const other = there === undefined ? undefined : statOf(input)
  return other !== undefined && other.ino === there!.ino && other.dev === there!.dev
}

function statOf(file: string): Stats | undefined {
  try {
    return statSync(file)
  } catch {
    return undefined
  }
}

function headOf(file: string): string {
  let opened: number
  try {
    opened = openSync(file, 'r')
  } catch (error) {
    throw fileError(error, file)
  }
  try {
    const bytes = Buffer.alloc(HEAD_BYTES)
    return bytes.toString('utf8', 0, readSync(opened, bytes, 0, HEAD_BYTES, 0)).replace(/^\uFEFF/, '')
  } finally {
    closeSync(opened)
  }
}
