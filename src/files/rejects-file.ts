import {existsSync} from 'node:fs'
import {basename, join} from 'node:path'

/** Where the refused rows of an import go: `orders.rejects.csv` in `folder`, numbered where such a file is there already. */
export function rejectsFileFor(file: string, folder: string): string {
  const bare = file === '-' ? 'stdin' : basename(file).replace(/\.(csv|txt|tsv|xlsx|parquet)?(\.gz)?$/i, '').replaceAll(/[*?]/g, '') || 'orders'
  const first = join(folder, `${bare}.rejects.csv`)
  if (!existsSync(first)) return first
  for (let number = 2; ; number += 1) {
    const next = join(folder, `${bare}.rejects-${number}.csv`)
    if (!existsSync(next)) return next
  }
}
