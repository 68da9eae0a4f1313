import {access, mkdir, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import type {NewFile, NewFiles} from '../tasks/new-files-port.js'
import {fileError} from './yaml-document.js'

/** Makes files that are not there yet; never writes over one, not even one that appears meanwhile. */
export const newFiles: NewFiles = {
  async create(root, files, dryRun) {
    const created: string[] = []
    const kept: string[] = []
    for (const file of files) ((await made(root, file, dryRun)) ? created : kept).push(file.path)
    return {created, kept}
  },
}

async function made(root: string, {path, text}: NewFile, dryRun: boolean): Promise<boolean> {
  const target = join(root, path)
  if (dryRun) return access(target).then(() => false, () => true)
  try {
    await mkdir(dirname(target), {recursive: true})
    await writeFile(target, text, {flag: 'wx'})
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' && (await access(target).then(() => true, () => false))) return false
    throw fileError(error, target)
  }
}
