/** The `--json` result of `import undo`. */
export interface UndoneImport {
  readonly batch: number
  readonly dryRun: boolean
  readonly files: readonly string[]
  readonly rows: number
  /** fewer orders and customers than before */
  readonly orders: number
  readonly customers: number
  /** of the history as it is now */
  readonly fingerprint: string
}
