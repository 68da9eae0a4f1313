import {RegularsError} from '../../base/errors.js'
import {rowsOf} from '../duckdb.js'
import {acceptCode} from './findings.js'
import {openHistoryForWriting} from './open.js'
import {isOfPeople} from './identity-findings.js'
import {UNKNOWN_CUSTOMERS} from './unknown-customers.js'

/** Findings a person has looked at are not repeated. Throws `finding-unknown` for a code the history does not have. */
export async function acceptFindings(file: string, codes: readonly string[], options: {readonly waitSeconds?: number} = {}): Promise<void> {
  const opened = await openHistoryForWriting(file, {...options, mustExist: true})
  const {connection} = opened.database
  try {
    const known = (await rowsOf(connection, 'SELECT DISTINCT code FROM findings ORDER BY code')).map((row) => String(row['code']))
    const strange = codes.find((code) => !known.includes(code) && !isOfPeople(code) && code !== UNKNOWN_CUSTOMERS)
    if (strange !== undefined)
      throw new RegularsError('usage', 'finding-unknown', `The history has no finding "${strange}".`,
        known.length === 0 ? 'It has no findings at all.' : `It has: ${known.join(', ')}.`)
    const [last] = await rowsOf(connection, 'SELECT coalesce(max(batch), 0)::INTEGER AS batch FROM batches')
    for (const code of codes) await acceptCode(connection, code, Number(last?.['batch']))
  } finally {
    await opened.close(true)
  }
}
