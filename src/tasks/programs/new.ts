import {RegularsError} from '../../base/errors.js'
import {withFrenchComments} from '../../programs/comments-french.js'
import {familiesOf, type Family} from '../../programs/facts.js'
import {renumbered, type Change} from '../../programs/renumber.js'
import {TEMPLATES_IN_FRENCH} from '../../programs/templates-french.js'
import type {Language} from '../../vocabulary.js'
import type {LoadedTemplate, ProgramLibrary} from './library.js'

export interface NewProgramRequest {
  readonly name: string
  readonly template: string
  /** path → value, as written */
  readonly values: ReadonlyMap<string, string>
  readonly dryRun: boolean
  /** of what customers read in it */
  readonly language: Language
}

export interface NewProgramResult {
  readonly name: string
  readonly file: string
  readonly template: string
  readonly families: readonly Family[]
  readonly dryRun: boolean
  readonly text: string
}

/** Makes a program from a template. Nothing is written over, and nothing that does not hold together is written. */
export async function newProgram(library: ProgramLibrary, request: NewProgramRequest): Promise<NewProgramResult> {
  const template = await findTemplate(library, request.template)
  const file = await library.placeFor(request.name)
  const filled = await library.fill(template, valuesOf(template, request))
  const text = request.language === 'fr' ? withFrenchComments(filled.text) : filled.text
  const {definition} = filled
  if (!request.dryRun) await library.write(file, text)
  return {name: request.name, file, template: template.name, families: familiesOf(definition), dryRun: request.dryRun, text}
}

/** The values asked for, and the texts customers read: in their language, and with the numbers that now hold. */
function valuesOf(template: LoadedTemplate, {name, language, values}: NewProgramRequest): ReadonlyMap<string, string> {
  const french = language === 'fr' ? TEMPLATES_IN_FRENCH[template.name] : undefined
  const changes = [...values].flatMap(([path, value]): Change[] => {
    const before = template.valueAt(path)
    return typeof before === 'number' && Number.isFinite(Number(value)) && Number(value) !== before ? [{from: before, to: Number(value)}] : []
  })
  const texts = Object.keys(TEMPLATES_IN_FRENCH[template.name] ?? {}).map((path): [string, string] => {
    const text = french?.[path] ?? String(template.valueAt(path) ?? '')
    // Quoted, so that no text is taken for a number or a list.
    return [path, JSON.stringify(renumbered(text, changes))]
  })
  const changed = french === undefined && changes.length === 0 ? [] : texts
  return new Map([['name', JSON.stringify(name)], ...changed, ...values])
}

/** Throws `template-missing`, naming those there are. */
export async function findTemplate(library: Pick<ProgramLibrary, 'templates'>, name: string): Promise<LoadedTemplate> {
  const templates = await library.templates()
  const found = templates.find((template) => template.name === name)
  if (found !== undefined) return found
  throw new RegularsError('usage', 'template-missing', `There is no template "${name}".`,
  `Choose one of: ${templates.map((template) => template.name).join(', ')}.`)
}

/** Reads `--set path=value`. Throws `set-invalid`. */
export function parseValues(written: readonly string[]): Map<string, string> {
  return new Map(written.map((each) => {
    const at = each.indexOf('=')
    if (at < 1) throw new RegularsError('usage', 'set-invalid', `"${each}" does not say what to set.`, 'Write key=value, such as --set rewards.0.points=120.')
    return [each.slice(0, at).trim(), each.slice(at + 1).trim()]
  }))
}
