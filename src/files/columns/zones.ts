import {plainName} from './column-names.js'
import {valuesOf} from './column-values.js'
import type {PreparedFile} from '../reading/prepare-file.js'

/** Zones as shop systems name them, beside the names of the IANA database. Two names of one zone (CET, CEST) are no contradiction. */
const NAMES: Readonly<Record<string, string>> = {
  utc: 'UTC', gmt: 'UTC', z: 'UTC', cet: 'Europe/Paris', cest: 'Europe/Paris', mez: 'Europe/Paris', mesz: 'Europe/Paris',
  bst: 'Europe/London', wet: 'Europe/Lisbon',
  est: 'America/New_York', edt: 'America/New_York', cst: 'America/Chicago', cdt: 'America/Chicago', mst: 'America/Denver', mdt: 'America/Denver',
  pst: 'America/Los_Angeles', pdt: 'America/Los_Angeles', aest: 'Australia/Sydney', aedt: 'Australia/Sydney', jst: 'Asia/Tokyo',
  'eastern time': 'America/New_York', 'central time': 'America/Chicago', 'mountain time': 'America/Denver', 'pacific time': 'America/Los_Angeles',
  alaska: 'America/Anchorage', hawaii: 'Pacific/Honolulu', london: 'Europe/London', dublin: 'Europe/Dublin', paris: 'Europe/Paris', berlin: 'Europe/Berlin',
  madrid: 'Europe/Madrid', rome: 'Europe/Rome', amsterdam: 'Europe/Amsterdam', sydney: 'Australia/Sydney',
  melbourne: 'Australia/Melbourne', tokyo: 'Asia/Tokyo',
}

const ZONE_COLUMNS = new Set(['time zone', 'timezone', 'zone', 'fuseau horaire', 'fuseau', 'zona horaria', 'zeitzone', 'fuso orario'])

/** The zone of times without an offset, where the date's header (`Created (UTC)`) or a column of zones says it, the same one throughout. */
export function zoneOfFile(file: Pick<PreparedFile, 'sample' | 'columns' | 'rawNames'>, dateColumn: number): string | undefined {
  if (/[\s(_-](?:utc|gmt)\b/i.test(file.rawNames[dateColumn] ?? '')) return 'UTC'
  const column = file.rawNames.findIndex((name) => ZONE_COLUMNS.has(plainName(name)))
  if (column < 0) return undefined
  const zones = new Set(valuesOf(file, column).map(zoneNamed))
  const [zone] = zones
  return zones.size === 1 ? zone : undefined
}

function zoneNamed(text: string): string | undefined {
  const known = NAMES[plainName(text)]
  if (known !== undefined) return known
  try {
    return /^[A-Z][\w+-]*\/[\w/+-]+$/i.test(text) ? new Intl.DateTimeFormat('en', {timeZone: text}).resolvedOptions().timeZone : undefined
  } catch {
    return undefined
  }
}
