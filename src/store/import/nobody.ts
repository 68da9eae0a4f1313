import {counted} from '../../base/counted.js'
import type {DuckDBConnection} from '@duckdb/node-api'
import type {ImportPlan} from '../../tasks/import/plan.js'
import {rowsOf, sqlText} from '../duckdb.js'
import type {PlacedFinding} from './finding-places.js'
import {GOOD} from './census.js'
import {tidyMixedKeys} from './mixed-keys.js'

/** What programs and people write where there is no customer (en, fr, es, de, it). Left as it is, it would be the best customer of all. */
const WORDS = ['null', '(null)', '<null>', 'nan', 'none', 'nil', 'undefined', '\\n', 'n/a', '#n/a', '<na>', '-', '--', '---', '—', '?', '.', 'unknown',
  'anonymous', 'guest', 'walk-in', 'walk in', 'walkin', 'no customer', 'cash customer', 'inconnu', 'inconnue', 'anonyme', 'invité', 'invitée', 'non renseigné',
  'client de passage', 'client comptoir', 'client divers', 'desconocido', 'anónimo', 'invitado', 'sin cliente', 'cliente mostrador', 'unbekannt', 'anonym',
  'gast', 'laufkunde', 'laufkundschaft', 'sconosciuto', 'anonimo', 'ospite', 'cliente occasionale']

/** As they are found written: comparing exact texts costs nothing, since most files hold none of them. */
const WRITTEN = [...new Set([...WORDS.flatMap((word) => [word, word.toUpperCase(), word[0]!.toUpperCase() + word.slice(1), titled(word)]), 'NaN', 'NA'])]
const PLACEHOLDERS = WRITTEN.map(sqlText).join(', ')

function titled(word: string): string {
  return word.replaceAll(/(?<=^| )\p{L}/gu, (letter) => letter.toUpperCase())
}

/** Takes placeholders and the ids of guests out of `typed.customer`, once its keys are tidy; what was there is kept in `nobodies`, for the findings. */
export async function leaveNobody(connection: DuckDBConnection, plan: ImportPlan): Promise<void> {
  if (plan.customerKey === 'mixed') await tidyMixedKeys(connection)
  const guests = plan.customerKey === 'id' || plan.customerKey === 'mixed' ? plan.guests : []
  const none = `customer IN (${[PLACEHOLDERS, ...guests.map(sqlText)].join(', ')})`
  await connection.run(`CREATE OR REPLACE TEMP TABLE nobodies AS SELECT customer AS text, rowid AS place FROM typed WHERE ${none}`)
  const [found] = await rowsOf(connection, 'SELECT count(*)::BIGINT AS rows FROM nobodies')
  if (Number(found?.['rows']) > 0) await connection.run(`UPDATE typed SET customer = NULL WHERE ${none}`)
}

/** Said aloud: somebody may be called so. */
export async function nobodyFindings(connection: DuckDBConnection, plan: ImportPlan): Promise<readonly PlacedFinding[]> {
  const column = plan.files[0]!.columns[plan.files[0]!.roles.customer ?? -1] ?? ''
  const guests = plan.guests.length === 0 ? 'false' : `text IN (${plan.guests.map(sqlText).join(', ')})`
  const rows = await rowsOf(connection, `
    SELECT ${guests} AS guest, count(*)::BIGINT AS rows, mode(text) AS text, array_to_string(list(place ORDER BY place)[1:5], ' ') AS places
    FROM nobodies JOIN typed ON typed.rowid = place WHERE ${GOOD} AND customer IS NULL GROUP BY ALL
    HAVING count(*) > 0 ORDER BY guest`)
  return rows.map((row) => {
    const [count, text, places] = [Number(row['rows']), String(row['text']), String(row['places']).split(' ').map(Number)]
    return row['guest'] === true
      ? {code: 'customer-guests', rows: count, places, values: [text, column],
        message: `${counted(count, 'row has', 'rows have')} "${text}" in "${column}", which shops write for guests: such orders are counted, but ` +
          'belong to nobody. If it is a person after all, give her another id in the file.'}
      : {code: 'customer-placeholder', rows: count, places, values: [text, column],
        message: `${counted(count, 'row has', 'rows have')} a text such as "${text}" in "${column}", which stands for no customer: such orders are ` +
          'counted, but belong to nobody. If somebody has that id after all, write it otherwise in the file.'}
  })
}
