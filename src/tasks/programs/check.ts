import {RegularsError, type Where} from '../../base/errors.js'
import type {ProgramDefinition} from '../../programs/definition.js'
import {familiesOf, type Family} from '../../programs/facts.js'
import {parseEvidence, type EvidenceTable} from '../../response/evidence.js'
import {responseSpecification} from '../../response/specification.js'
import type {ProgramLibrary} from './library.js'

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

/**
 * Do these files hold together, their assumptions about the response included? Every file is looked at, whatever is wrong in
 * another. `evidence` is the text of src/response/evidence.csv.
 */
export async function checkPrograms(library: ProgramLibrary, names: readonly string[], evidence: string): Promise<ProgramCheck> {
  const known = parseEvidence(evidence)
  const files = await Promise.all(names.map(async (name): Promise<CheckedProgram> => {
    try {
      const {file, definition} = await library.load(name)
      await checkResponse(library, file, definition, known)
      return {file, ok: true, name: definition.name, families: familiesOf(definition), problem: null}
    } catch (error) {
      if (!(error instanceof RegularsError)) throw error
      const {code, message, hint, where} = error
      return {file: where?.file ?? name, ok: false, name: null, families: [], problem: {code, message, hint, where: where ?? null}}
    }
  }))
  return {ok: files.every((file) => file.ok), files}
}

/** Assumptions that nobody knows, or that cannot be: found here rather than when a simulation begins. */
async function checkResponse(library: ProgramLibrary, file: string, definition: ProgramDefinition, known: EvidenceTable): Promise<void> {
  for (const [id, value] of Object.entries(definition.response)) {
    try {
      responseSpecification({name: definition.name, response: {[id]: value}}, known)
    } catch (error) {
      if (!(error instanceof RegularsError)) throw error
      throw new RegularsError(error.kind, error.code, error.message, error.hint, {where: await library.place(file, ['response', id]), details: error.details})
    }
  }
}
