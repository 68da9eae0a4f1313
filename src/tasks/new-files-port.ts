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
