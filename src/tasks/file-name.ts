/** The name of a file without its folders, for sentences; where it stands is told beside them. */
export function fileName(path: string): string {
  return path === '-' ? 'Standard input' : path.split(/[/\\]/).at(-1) ?? path
}
