import {accessSync, constants} from 'node:fs'
import {basename, dirname, join, resolve} from 'node:path'

/** Where the refused rows of an import go: beside the file (`orders.rejects.csv`), or into `otherwise` where that folder cannot be written. */
export function rejectsFileFor(file: string, otherwise: string): string {
  const bare = file === '-' ? 'stdin' : basename(file).replace(/\.(csv|txt|tsv|xlsx|parquet)(\.gz)?$/i, '').replaceAll(/[*?]/g, '') || 'orders'
  const folder = file === '-' ? otherwise : dirname(resolve(file))
  return join(writable(folder) ? folder : otherwise, `${bare}.rejects.csv`)
}

function writable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
