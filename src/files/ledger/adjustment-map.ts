import {RegularsError} from '../../base/errors.js'
import {columnKey, type Field, FIELDS} from './adjustment-layouts.js'

/** Reads `customer_id=Ref,points=Pts` (or positions: `email=1,points=2`). */
export function parseMap(map: string | undefined): readonly (readonly [Field, string])[] {
  if (map === undefined || map.trim() === '') return []
  return map.split(',').map((part) => {
    const at = part.indexOf('=')
    const field = part.slice(0, at).trim()
    if (at < 1 || !(FIELDS as readonly string[]).includes(field) || part.slice(at + 1).trim() === '')
      throw new RegularsError('usage', 'map-invalid', `"${part}" in --map is not field=column.`, `Fields are: ${FIELDS.join(', ')}.`)
    return [field as Field, part.slice(at + 1).trim()] as const
  })
}

/**
 * The names of the columns of a file without a header line: those of the fields `--map` places by position. Undefined where the first
 * line is a header, or `--map` names columns. A first line is no header when a number of points stands where the points are.
 */
export function headerless(first: readonly string[], map: readonly (readonly [Field, string])[]): readonly string[] | undefined {
  const places = new Map(map.map(([field, column]) => [field, /^\d+$/.test(column) ? Number(column) - 1 : -1] as const))
  const points = places.get('points') ?? places.get('balance')
  if (points === undefined || [...places.values()].some((at) => at < 0 || at >= first.length) || !isPoints(first[points]!)) return undefined
  const names = first.map((_, at) => `column_${at + 1}`)
  for (const [field, at] of places) names[at] = field
  return names
}

/** Does a first line look like data, not like names? */
export function looksLikeData(first: readonly string[]): boolean {
  return first.some(isPoints)
}

function isPoints(text: string): boolean {
  return /^\s*[+-]?\d+([.,]\d+)*\s*$/.test(text)
}

/** The column of that name, or at that place (from 1). */
export function columnOf(header: readonly string[], column: string, file: string): number {
  const byName = header.findIndex((each) => each.trim() === column)
  const byKey = byName >= 0 ? byName : header.findIndex((each) => columnKey(each) === columnKey(column))
  if (byKey >= 0) return byKey
  const position = /^\d+$/.test(column) ? Number(column) : 0
  if (position >= 1 && position <= header.length) return position - 1
  throw new RegularsError('usage', 'map-column-missing', `${file} has no column "${column}".`, `Its columns are: ${header.join(', ')}.`, {where: {file,
    line: 1}})
}
