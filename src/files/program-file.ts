import {randomUUID} from 'node:crypto'
import {existsSync} from 'node:fs'
import {link, mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {basename, dirname, extname, join, relative, resolve} from 'node:path'
import {RegularsError} from '../base/errors.js'
import {TEMPLATES} from '../programs/templates.js'
import type {LoadedProgram, LoadedTemplate, ProgramLibrary} from '../tasks/programs/library.js'
import {packageFile} from './package-data.js'
import {programFromText, readProgram, valuesOf, withValues} from './program-text.js'
import type {Workspace} from './workspace.js'
import {fileError, readYaml} from './yaml-document.js'

const ENDING = /\.(ya?ml|json)$/i

/** The programs of a workspace (or only paths and templates, without one), as seen from the folder `from`. */
export function programLibrary(workspace: Workspace | undefined, from: string): ProgramLibrary {
  return {
    files: () => programFiles(workspace, from),
    load: (nameOrPath) => loadProgram(workspace, nameOrPath, from),
    place: async (file, path) => ({...(await readYaml(resolve(from, file))).place(path), file}),
    templates: listTemplates,
    async fill(template, values) {
      const text = withValues(template.text, values)
      return {text, definition: programFromText(text, `template ${template.name}`)}
    },
    placeFor: (name) => placeFor(workspace, name, from),
    write: writeNew,
  }
}

/** Program files of the workspace, sorted, relative to `from`. */
async function programFiles(workspace: Workspace | undefined, from: string): Promise<readonly string[]> {
  if (workspace === undefined || !existsSync(workspace.programs)) return []
  const names = await readdir(workspace.programs).catch((error: unknown) => { throw fileError(error, workspace.programs) })
  return names.filter((name) => ENDING.test(name) && !name.startsWith('.')).sort().map((name) => relative(from, join(workspace.programs, name)))
}

/**
 * Reads the program a person means: a path, the name of a file in `programs/` with or without ending, or the name written in
 * one. Throws `program-missing` naming what there is, and whatever is wrong in the file, with its place.
 */
export async function loadProgram(workspace: Workspace | undefined, nameOrPath: string, from: string): Promise<LoadedProgram> {
  const files = await programFiles(workspace, from)
  const wanted = nameOrPath.trim().toLowerCase()
  const byFile = files.find((file) => keyOf(file).toLowerCase() === wanted || basename(file).toLowerCase() === wanted)
  if (byFile !== undefined) return loadFile(byFile, from)
  if (ENDING.test(nameOrPath) || /[/\\]/.test(nameOrPath)) return loadFile(nameOrPath, from)
  for (const file of files) {
    const program = await loadFile(file, from).catch(() => undefined)
    if (program?.definition.name.toLowerCase() === wanted) return program
  }
  throw new RegularsError('usage', 'program-missing', `There is no program "${nameOrPath}"${workspace === undefined ? ': there is no workspace here' : ''}.`,
    files.length > 0 ? `There are: ${files.map(keyOf).join(', ')}. A path to a file works too.` : 'Make one with: regulars program new NAME --template points')
}

async function loadFile(file: string, from: string): Promise<LoadedProgram> {
  const path = resolve(from, file)
  if (!existsSync(path)) throw new RegularsError('usage', 'file-missing', `There is no file ${file}.`, 'See what there is with: regulars program list',
    {where: {file}})
  try {
    return {file, key: keyOf(file), definition: await readProgram(path)}
  } catch (error) {
    if (!(error instanceof RegularsError) || error.where === undefined) throw error
    throw new RegularsError(error.kind, error.code, error.message, error.hint, {where: {...error.where, file}, details: error.details})
  }
}

export function keyOf(file: string): string {
  return basename(file, extname(file))
}

/** The templates that ship with the package. */
export function listTemplates(): Promise<readonly LoadedTemplate[]> {
  return Promise.all(TEMPLATES.map(async (template) => {
    const file = packageFile('src', 'programs', 'templates', `${template.name}.yaml`)
    const text = await readFile(file, 'utf8')
    return {...template, text, definition: programFromText(text, file), valueAt: valuesOf(text)}
  }))
}

async function placeFor(workspace: Workspace | undefined, name: string, from: string): Promise<string> {
  const stem = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '')
  if (stem === '') throw new RegularsError('usage', 'name-invalid', `"${name}" has no letter or digit to make a file name of.`,
    'Choose another name, such as "Café points".')
  const file = join(workspace?.programs ?? from, `${stem}.yaml`)
  if (existsSync(file)) throw exists(relative(from, file))
  return relative(from, file)
}

/** Writes a file that must not exist yet: complete under another name first, then linked into place. */
async function writeNew(file: string, text: string): Promise<void> {
  const draft = join(dirname(file), `.${basename(file)}.${randomUUID()}.tmp`)
  try {
    await mkdir(dirname(file), {recursive: true})
    await writeFile(draft, text, {flag: 'wx'})
    await link(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw exists(file)
    throw fileError(error, file)
  } finally {
    await rm(draft, {force: true})
  }
}

function exists(file: string): RegularsError {
  return new RegularsError('usage', 'program-exists', `${file} is there already.`, 'Choose another name, or edit the file.', {where: {file}})
}
