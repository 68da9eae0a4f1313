import {isCollection, isScalar, parse, parseDocument, type Document} from 'yaml'
import {RegularsError} from '../base/errors.js'
import {programSchema, type ProgramDefinition} from '../programs/definition.js'
import {checkYaml, parseYaml, readYaml, type YamlFile} from './yaml-document.js'

const HINT = 'What is possible: regulars program schema. Examples: regulars program new --template points.'

export function checkProgram(yaml: YamlFile): ProgramDefinition {
  return checkYaml(yaml, programSchema, HINT)
}

export async function readProgram(file: string): Promise<ProgramDefinition> {
  return checkProgram(await readYaml(file))
}

export function programFromText(text: string, file: string): ProgramDefinition {
  return checkProgram(parseYaml(text, file))
}

/** A program's text with other values in it; comments and order stay. Paths are written `rewards.0.points`. */
export function withValues(text: string, values: ReadonlyMap<string, string>): string {
  const document = parseDocument(text)
  for (const [path, written] of values) setValue(document, path, written)
  return document.toString({lineWidth: 0, flowCollectionPadding: false})
}

/** Looks up values of a file by paths such as `rewards.0.points`; undefined where there is none. */
export function valuesOf(text: string): (path: string) => unknown {
  const document = parseDocument(text)
  return (path) => document.getIn(partsOf(path))
}

function partsOf(path: string): (string | number)[] {
  return path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}

function setValue(document: Document, written: string, value: string): void {
  const path = partsOf(written)
  const parsed = readValue(value)
  const node = document.getIn(path, true)
  if (isScalar(node) && (typeof parsed !== 'object' || parsed === null)) {
    node.value = parsed
    // The way the old number was written would be kept with the new one.
    delete node.source
    delete (node as {minFractionDigits?: number}).minFractionDigits
    if (typeof parsed === 'number' && !Number.isInteger(parsed)) (node as {minFractionDigits?: number}).minFractionDigits = 2
    return
  }
  try {
    document.setIn(path, isCollection(parsed) ? parsed : document.createNode(parsed, {flow: true}))
  } catch {
    throw new RegularsError('usage', 'set-invalid', `There is no place "${written}" in this program.`,
    'Write the keys from the outside in, such as rewards.0.points=120.')
  }
}

function readValue(value: string): unknown {
  try {
    return parse(value) as unknown
  } catch {
    return value
  }
}
