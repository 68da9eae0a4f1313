import {placeText, RegularsError} from '../../base/errors.js'
import {familiesOf, type Family} from '../../programs/facts.js'
import type {ProgramLibrary} from './library.js'

export interface ProgramList {
  readonly programs: readonly {
    readonly name: string
    readonly file: string
    readonly families: readonly Family[]
    /** what is wrong in the file, null where nothing is */
    readonly problem: string | null
  }[]
  readonly templates: readonly {readonly name: string; readonly family: Family; readonly description: string}[]
}

/** The workspace's programs, those that do not hold together included, and the templates. */
export async function listPrograms(library: ProgramLibrary): Promise<ProgramList> {
  const programs = await Promise.all((await library.files()).map(async (file) => {
    try {
      const {definition} = await library.load(file)
      return {name: definition.name, file, families: familiesOf(definition), problem: null}
    } catch (error) {
      if (!(error instanceof RegularsError)) throw error
      return {name: file.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, ''), file, families: [], problem: `${placeText(error.where ?? {file})}  ${error.message}`}
    }
  }))
  const templates = (await library.templates()).map(({name, family, definition}) => ({name, family, description: definition.description ?? ''}))
  return {programs, templates}
}
