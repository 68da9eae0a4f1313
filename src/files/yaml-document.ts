import {readFile} from 'node:fs/promises'
import {isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node} from 'yaml'
import type {z} from 'zod'
import {RegularsError, type Where} from '../base/errors.js'

/** A YAML (or JSON) file that still knows where each value stands. */
export interface YamlFile {
  readonly file: string
  readonly value: unknown
  /** Where the value at this path stands; the nearest parent where the path itself is missing. */
  place(path: readonly PropertyKey[]): Where
}

/** Reads a file as YAML. Throws `file-missing` or `yaml-invalid` with the place. */
export async function readYaml(file: string): Promise<YamlFile> {
  return parseYaml(await readText(file), file)
}

export function parseYaml(text: string, file: string): YamlFile {
  const lines = new LineCounter()
  const document = parseDocument(text, {lineCounter: lines, prettyErrors: false})
  const problem = document.errors[0]
  if (problem !== undefined) {
    const {line, col} = lines.linePos(problem.pos[0])
    throw new RegularsError('usage', 'yaml-invalid', `This is not valid YAML: ${firstSentence(problem.message)}`,
      'Mend the line; indentation is two blanks, never tabs.', {where: {file, line, column: col}})
  }
  return {
    file,
    value: document.toJS() as unknown,
    place(path) {
      const node = nearest(document, path)
      if (node?.range == null) return {file}
      const {line, col} = lines.linePos(node.range[0])
      return {file, line, column: col}
    },
  }
}

/** Checks a YAML file against a schema. Throws an error with the place of the first wrong value, what it is and what would be valid. */
export function checkYaml<T>(yaml: YamlFile, schema: z.ZodType<T>, hint: string): T {
  const result = schema.safeParse(yaml.value ?? {})
  if (result.success) return result.data
  const issue = result.error.issues[0]!
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]!] : issue.path
  const name = path.length === 0 ? 'the file' : path.map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i ? '.' : ''}${String(part)}`)).join('')
  throw new RegularsError('usage', 'definition-invalid', `${name}: ${issue.message}`, hint, {
    where: yaml.place(path),
    details: {problems: result.error.issues.map((each) => ({path: each.path.join('.'), message: each.message}))},
  })
}

/** Throws the error a person can act on. */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw fileError(error, file)
  }
}

/** The error a person can act on, for what the file system answered. */
export function fileError(error: unknown, file: string): Error {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT')
    return new RegularsError('usage', 'file-missing', `There is no file ${file}.`, 'Check the name and the folder.', {where: {file}})
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new RegularsError('usage', 'file-forbidden', `${file} may not be opened (${code}).`, 'Check its permissions.', {where: {file}})
  if (code === 'EISDIR')
    return new RegularsError('usage', 'file-is-folder', `${file} is a folder.`, 'Name a file in it.', {where: {file}})
  if (code === 'ENOSPC')
    return new RegularsError('failure', 'disk-full', `The disk is full; ${file} was not written.`,
      'Free some space and run the command again.', {where: {file}})
  return error instanceof Error ? error : new Error(String(error))
}

function nearest(document: Document, path: readonly PropertyKey[]): Node | null {
  let node = document.contents as Node | null
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(part))
      if (pair === undefined) return node
      // An unknown key is shown where the key stands, a wrong value where the value stands.
      node = (part === path.at(-1) && pair.value == null ? pair.key : (pair.value ?? pair.key)) as Node
    } else if (isSeq(node)) {
      const item = node.items[Number(part)]
      if (item === undefined) return node
      node = item as Node
    } else return node
  }
  return node
}

function firstSentence(message: string): string {
  return message.split('\n')[0]!.replace(/\s+at line \d+, column \d+:?$/, '.')
}
