import {RegularsError} from '../../base/errors.js'
import {unquoted} from './column-map.js'

/** Attributes of orders that have a role of their own. */
const OWN_ROLES = ['channel', 'category']

/**
 * Reads `--attributes`: further columns that programs may look at (`when: {order: {store: …}}`, tables by a distance class), as
 * `store=Shop name,partner`. A name alone is that of its column. Throws `attributes-invalid`.
 */
export function parseAttributes(text: string | undefined): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>()
  for (const part of (text ?? '').match(/(?:"[^"]*"|[^",])+/g) ?? []) {
    const [name, column] = (/^([^="]+)=(.*)$/s.exec(part.trim())?.slice(1) ?? [part, part]).map((each) => unquoted(each.trim()))
    if (!name || !column) throw invalid(`"${part.trim()}" in --attributes is not NAME=COLUMN.`,
      'Write NAME=COLUMN with commas between, such as store=Shop name.')
    if (OWN_ROLES.includes(name.toLowerCase()))
      throw invalid(`The ${name.toLowerCase()} of an order is not an attribute like others.`, `Name its column with --map ${name.toLowerCase()}=COLUMN.`)
    if (attributes.has(name)) throw invalid(`The attribute "${name}" is named twice.`, 'Give every attribute one column.')
    attributes.set(name, column)
  }
  return attributes
}

function invalid(message: string, hint: string): RegularsError {
  return new RegularsError('usage', 'attributes-invalid', message, hint)
}
