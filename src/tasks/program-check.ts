import {RegularsError, type Where} from '../base/errors.js'
import {familiesOf, type Family} from '../programs/facts.js'
import type {ProgramLibrary} from './program-library.js'

export interface CheckedProgram {
  readonly file: string
  readonly ok: boolean
  readonly name: string | null
  readonly families: readonly Family[]
  readonly problem: {readonly code: string; readonly message: string; readonly hint: string; readonly where: Where | null} | null
}

export interface ProgramCheck {
  readonly ok: boolean
  readonly files: readonly CheckedProgram[]
}

/** Do these files hold together? Every file is looked at, whatever is wrong in another. */
export async function checkPrograms(library: ProgramLibrary, names: readonly string[]): Promise<ProgramCheck> {
  const files = await Promise.all(names.map(async (name): Promise<CheckedProgram> => {
    try {
      const {file, definition} = await library.load(name)
      return {file, ok: true, name: definition.name, families: familiesOf(definition), problem: null}
    } catch (error) {
      if (!(error instanceof RegularsError)) throw error
      const {code, message, hint, where} = error
      return {file: where?.file ?? name, ok: false, name: null, families: [], problem: {code, message, hint, where: where ?? null}}
    }
  }))
  return {ok: files.every((file) => file.ok), files}
}
