import {basename} from 'node:path'
import {RegularsError} from '../../base/errors.js'
import {columnList, columnOf} from '../columns/column-map.js'
import {plainName, ROLE_NAMES} from '../columns/column-names.js'

/** A table to be joined, as the person wrote it: `FILE`, `FILE:COLUMN` or `FILE:MAIN COLUMN=COLUMN`. */
export interface JoinSpec {
  readonly file: string
  readonly mainColumn: string | undefined
  readonly column: string | undefined
}

export function parseJoin(text: string): JoinSpec {
  // A drive letter (C:\…) is no key.
  const cut = text.lastIndexOf(':')
  if (cut <= 1 || /[/\\]/.test(text.slice(cut))) return {file: text, mainColumn: undefined, column: undefined}
  const [first, second] = text.slice(cut + 1).split('=').map((part) => part.trim())
  return {file: text.slice(0, cut), mainColumn: first, column: second ?? first}
}

/** The columns that tie two tables. */
export interface JoinKey {
  readonly left: number
  readonly right: number
}

interface Named {
  readonly file: string
  readonly columns: readonly string[]
  readonly rawNames: readonly string[]
}

/**
 * The key of a join: as the person said; or the id both tables name alike (the order's before the customer's before any other);
 * or `id` in customers.csv for `customer id` here. Throws `join-key-unclear`.
 */
export function joinKey(left: Named, right: Named, spec: JoinSpec): JoinKey {
  if (spec.column !== undefined)
    return {
      left: columnOf(spec.mainColumn ?? spec.column, '--join', left.columns, left.rawNames, left.file),
      right: columnOf(spec.column, '--join', right.columns, right.rawNames, right.file),
    }
  const found = sameIds(left, right)[0] ?? idOfStem(left, right) ?? reversed(idOfStem(right, left))
  if (found !== undefined) return found
  throw new RegularsError('usage', 'join-key-unclear', `Nothing says which columns tie ${right.file} to ${left.file}.`,
    `Name them: --join "${right.file}:COLUMN OF ${basename(left.file)}=COLUMN OF ${basename(right.file)}". ` +
    `${basename(left.file)}: ${columnList(left.columns)}. ` +
    `${basename(right.file)}: ${columnList(right.columns)}.`, {where: {file: right.file}})
}

const ID_WORDS = /\b(?:id|no|nr|num|numero|number|nummer|code|codigo|codice|key|ref|sku|email)\b|id$/

function sameIds(left: Named, right: Named): readonly JoinKey[] {
  const names = left.rawNames.map(plainName)
  const pairs = right.rawNames.map(plainName).flatMap((name, at) => {
    const same = names.indexOf(name)
    return name !== '' && same >= 0 && (ID_WORDS.test(name) || rankOf(name) < 2) ? [{left: same, right: at, rank: rankOf(name)}] : []
  })
  return pairs.sort((a, b) => a.rank - b.rank)
}

function rankOf(name: string): number {
  if (ROLE_NAMES.order.sure.includes(name)) return 0
  return ROLE_NAMES.customer.sure.includes(name) ? 1 : 2
}

/** `customer_id` here is `id` in customers.csv. */
function idOfStem(left: Named, right: Named): JoinKey | undefined {
  const id = right.rawNames.findIndex((name) => plainName(name) === 'id')
  const stem = plainName(basename(right.file).replace(/\..*$/, '')).replace(/s$/, '')
  const same = left.rawNames.findIndex((name) => [`${stem} id`, `id ${stem}`, `${stem} no`, stem].includes(plainName(name)))
  return id >= 0 && same >= 0 ? {left: same, right: id} : undefined
}

function reversed(key: JoinKey | undefined): JoinKey | undefined {
  return key === undefined ? undefined : {left: key.right, right: key.left}
}
