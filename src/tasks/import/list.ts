import type {RowCounts} from './ports.js'

export interface ImportListing {
  readonly batch: number
  readonly kind: 'transactions' | 'customers'
  /** ISO 8601, UTC */
  readonly importedAt: string
  readonly preset: string | null
  readonly files: readonly {readonly file: string; readonly sha256: string; readonly bytes: number}[]
  readonly rows: RowCounts
}

/** The `--json` result of `import list`. */
export interface ImportListResult {
  readonly batches: readonly ImportListing[]
}
