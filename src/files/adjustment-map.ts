import {RegularsError} from '../base/errors.js'
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
