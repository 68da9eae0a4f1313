import {readdir, stat} from 'node:fs/promises'
import {join, sep} from 'node:path'
import {RegularsError} from '../../base/errors.js'

/** Endings of files that may be exports; a folder's other files are left alone. */
const EXPORTS = /\.(?:csv|tsv|tab|txt|dat|xlsx|xlsm|parquet)(?:\.gz)?$/i

/** Files that an earlier import wrote beside its source. */
const REJECTS = /\.rejects\.csv$/i

/**
 * The files a person means: a folder stands for the exports in it (sorted by name, not deeper), a pattern with `*`, `?` or
 * `{a,b}` for the files it fits, where the shell has not done so. Throws `file-missing` where nothing fits.
 */
export async function sourceFiles(named: readonly string[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const name of named) found.push(...(await filesOf(name)))
  return found
}

async function filesOf(name: string): Promise<readonly string[]> {
  if (name === '-') return [name]
  const kind = await kindOf(name)
  if (kind === 'folder') return someOf(name, (await readdir(name)).filter(isExport).sort().map((file) => join(name, file)))
  if (kind === 'missing' && /[*?{]/.test(name)) return someOf(name, await matching(name))
  return [name]
}

function isExport(file: string): boolean {
  return EXPORTS.test(file) && !REJECTS.test(file) && !file.startsWith('.') && !file.startsWith('~$')
}

function someOf(name: string, files: readonly string[]): readonly string[] {
  if (files.length > 0) return files
  throw new RegularsError('usage', 'file-missing', `There is no export in ${name}.`,
    'Name a folder with CSV, Excel or Parquet files, or the files themselves.', {where: {file: name}})
}

async function kindOf(name: string): Promise<'file' | 'folder' | 'missing'> {
  try {
    return (await stat(name)).isDirectory() ? 'folder' : 'file'
  } catch {
    return 'missing'
  }
}

/** Files that fit a pattern, part by part. */
async function matching(pattern: string): Promise<readonly string[]> {
  const parts = pattern.split(/[/\\]/)
  const absolute = parts[0] === ''
  let folders: readonly string[] = [absolute ? sep : '']
  for (const part of absolute ? parts.slice(1) : parts) {
    const fits = partPattern(part)
    const next: string[] = []
    for (const folder of folders) {
      if (!/[*?{]/.test(part)) next.push(join(folder, part))
      else next.push(...(await entries(folder)).filter((entry) => fits.test(entry) && !entry.startsWith('.')).sort().map((entry) => join(folder, entry)))
    }
    folders = next
  }
  const kinds = await Promise.all(folders.map(kindOf))
  return folders.filter((file, i) => kinds[i] === 'file' && !REJECTS.test(file))
}

async function entries(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder === '' ? '.' : folder)
  } catch {
    return []
  }
}

/** `orders-*.{csv,txt}` as a regular expression. */
function partPattern(part: string): RegExp {
  const escaped = part.replaceAll(/[.+^$()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')
  const either = escaped.replaceAll(/\{([^{}]*)\}/g, (_, alternatives: string) => `(?:${alternatives.replaceAll(',', '|')})`)
  return new RegExp(`^${either.replaceAll(/[{}]/g, '\\$&')}$`)
}
