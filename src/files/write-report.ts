import {writeFile} from 'node:fs/promises'
import {dirname, extname} from 'node:path'
import {RegularsError} from '../base/errors.js'
import {fileError} from './yaml-document.js'

/** Writes a report to the file a person named, over an older one. */
export async function writeReport(file: string, text: string): Promise<string> {
  await writeFile(file, text).catch((error: unknown) => { throw reportError(error, file) })
  return file
}

/** Writes a report under a name of ours: never over a file that is there (`report.html`, `report-2.html`, …). */
export async function writeNewReport(file: string, text: string): Promise<string> {
  const ending = extname(file)
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? file : `${file.slice(0, -ending.length)}-${count}${ending}`
    try {
      await writeFile(name, text, {flag: 'wx'})
      return name
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw reportError(error, name)
    }
  }
}

function reportError(error: unknown, file: string): Error {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return fileError(error, file)
  return new RegularsError('usage', 'folder-missing', `The report was not written: there is no folder ${dirname(file)}.`,
    'Make the folder, or name another file.',
    {where: {file}})
}
