import type {Language} from '../vocabulary.js'
import type {Settings} from './settings.js'
import {settingsText} from './settings-text.js'

/** A file to be made; the path is relative to the workspace. */
export interface NewFile {
  readonly path: string
  readonly text: string
}

/** What the task needs from the outside. `src/files/new-files.ts` provides it. */
export interface NewFiles {
  /** Makes the files that are not there yet and touches no other; with `dryRun` only says which. */
  create(root: string, files: readonly NewFile[], dryRun: boolean): Promise<{readonly created: readonly string[]; readonly kept: readonly string[]}>
}

export interface InitRequest {
  readonly root: string
  readonly settings: Settings
  readonly language: Language
  readonly programs: readonly NewFile[]
  readonly dryRun: boolean
}

export interface InitResult {
  readonly workspace: string
  readonly created: readonly string[]
  /** were there already and were left alone */
  readonly kept: readonly string[]
  readonly dryRun: boolean
}

/** A workspace: settings with comments, starter programs, and a .gitignore that keeps customers' data out of version control. */
export async function initWorkspace(files: NewFiles, request: InitRequest): Promise<InitResult> {
  const {created, kept} = await files.create(request.root, workspaceFiles(request), request.dryRun)
  return {workspace: request.root, created, kept, dryRun: request.dryRun}
}

export function workspaceFiles({settings, language, programs}: Pick<InitRequest, 'settings' | 'language' | 'programs'>): NewFile[] {
  return [
    {path: 'regulars.yaml', text: settingsText(settings, language)},
    ...programs,
    {path: '.gitignore', text: '.regulars/\n'},
  ]
}
