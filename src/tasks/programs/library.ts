import type {Where} from '../../base/errors.js'
import type {ProgramDefinition} from '../../programs/definition.js'
import type {Template} from '../../programs/templates.js'

/** A program file that holds together. */
export interface LoadedProgram {
  /** as a person would name it: relative to where she stands */
  readonly file: string
  /** the file's name without ending: what commands call it by */
  readonly key: string
  readonly definition: ProgramDefinition
}

export interface LoadedTemplate extends Template {
  readonly definition: ProgramDefinition
  readonly text: string
  /** the value at a path such as `rewards.0.points`, as written in the file */
  valueAt(path: string): unknown
}

/** What tasks ask of the folder `programs/`. `src/files/program-file.ts` provides it. */
export interface ProgramLibrary {
  /** Files of the workspace, by name. Unreadable ones throw. */
  files(): Promise<readonly string[]>
  /** By the file's name, the program's name, or a path. Throws `program-missing` and what is wrong in the file. */
  load(nameOrPath: string): Promise<LoadedProgram>
  /** Where the value at this path stands in a file. */
  place(file: string, path: readonly PropertyKey[]): Promise<Where>
  templates(): Promise<readonly LoadedTemplate[]>
  /** A template's text with other values, comments kept, checked. `set` is path → value as written. */
  fill(template: LoadedTemplate, values: ReadonlyMap<string, string>): Promise<{text: string; definition: ProgramDefinition}>
  /** Where a new program of that name goes. Throws `program-exists`. */
  placeFor(name: string): Promise<string>
  /** Atomic; never overwrites. */
  write(file: string, text: string): Promise<void>
}
