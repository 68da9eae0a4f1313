import {createHmac, randomBytes} from 'node:crypto'
import {mkdir, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {setTimeout} from 'node:timers/promises'
import {RegularsError} from '../base/errors.js'
import type {Workspace} from './workspace.js'
import {fileError} from './yaml-document.js'

const SALT_FILE = 'redaction-salt'
/** 64 bits: two of a million customers share a code once in 37 million workspaces. */
const LETTERS = 16

/**
 * Customer keys as salted hashes (HMAC-SHA-256, first 64 bits): the same customer has the same code in every output of this
 * workspace, and nobody can get from the code to the key without the salt, which stays in `.regulars` and is made at first use.
 */
export async function redaction(workspace: Pick<Workspace, 'stores'>): Promise<(key: string) => string> {
  const salt = await saltOf(workspace.stores)
  return (key) => createHmac('sha256', salt).update(key, 'utf8').digest('hex').slice(0, LETTERS)
}

async function saltOf(folder: string): Promise<string> {
  const file = join(folder, SALT_FILE)
  try {
    await mkdir(folder, {recursive: true})
    // 'wx': of two commands started together only one makes the salt, and both use it.
    await writeFile(file, `${randomBytes(32).toString('hex')}\n`, {flag: 'wx', mode: 0o600}).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
    const salt = await written(file)
    if (/^[0-9a-f]{64}$/.test(salt)) return salt
  } catch (error) {
    throw fileError(error, file)
  }
  throw new RegularsError('usage', 'redaction-salt', 'The salt of redacted customer keys is damaged.',
    'Remove the file to make a new one; codes in older exports will no longer match.', {where: {file}})
}

/** The other command may be between making the file and filling it. */
async function written(file: string): Promise<string> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const text = (await readFile(file, 'utf8')).trim()
    if (text !== '') return text
    await setTimeout(50)
  }
  return ''
}
