import {readFile} from 'node:fs/promises'
import {packageFile} from './package-data.js'

/** The text of the evidence that ships with the package, for `parseEvidence`. */
export function readEvidence(): Promise<string> {
  return readFile(packageFile('src', 'response', 'evidence.csv'), 'utf8')
}
