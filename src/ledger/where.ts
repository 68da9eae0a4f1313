import {parseIsoDay} from '../base/day.js'
import {RegularsError} from '../base/errors.js'
import {numberIn} from '../base/loose-text.js'

/**
 * Conditions on customers, as in `segment = 'gold' and lastOrder < '2025-01-01' or not orders >= 3`.
 * Grammar: or < and < not < comparison; comparisons =, !=, <>, <, <=, >, >=, `in ('a', 'b')`, `is known`, `is unknown`; brackets.
 * Values are numbers, 'texts' and 'YYYY-MM-DD' days. A comparison with something unknown does not hold.
 * Field names are compared without regard to case, hyphens and underscores (`birth_month` is `birth-month`).
 */
export type Value = string | number | undefined
export type Condition = (field: (name: string) => Value) => boolean

/** What a field holds: days and numbers are compared as such, and with nothing else. */
export type FieldKind = 'number' | 'day' | 'text'

/** A value that a field is compared with. */
export interface Compared {
  /** as written */
  readonly field: string
  readonly value: string | number
  /** which comes first is asked, not only whether they are equal */
  readonly ordered: boolean
  /** where the value stands in the condition, from 0 */
  readonly at: number
}

export interface Where {
  readonly text: string
  readonly holds: Condition
  /** every field named, once */
  readonly fields: readonly string[]
  readonly compared: readonly Compared[]
}

interface Token {
  readonly kind: 'word' | 'text' | 'number' | 'sign' | 'end'
  readonly text: string
  readonly at: number
}

const TOKEN = /\s*(?:([\p{L}_](?:[\p{L}\p{N}_.]|-(?=[\p{L}\p{N}]))*)|'((?:[^']|'')*)'|"((?:[^"]|"")*)"|(-?\d+(?:\.\d+)?)|(<>|!=|<=|>=|=|<|>|\(|\)|,))/uy

/** Reads a condition. Throws `condition-invalid` with the column. */
export function parseWhere(text: string): Where {
  const reader = new Reader(tokens(text), text)
  const holds = reader.either()
  reader.expectEnd()
  return {text, holds, fields: [...reader.fields], compared: reader.compared}
}

/** Refuses values that a field can never be compared with: silence would give points to the wrong people. Throws `condition-invalid`. */
export function checkValues({text, compared}: Where, kindOf: (field: string) => FieldKind): void {
  for (const {field, value, ordered, at} of compared) {
    const kind = kindOf(field)
    if (kind === 'day' && (typeof value === 'number' || parseIsoDay(value) === undefined))
      throw wrong(text, at, `${field} is a day, and ${value} is none; write it as '2025-12-31'`)
    if (kind === 'number' && typeof value === 'string' && numberIn(value) === undefined)
      throw wrong(text, at, `${field} is a number, and "${value}" is none`)
    if (kind === 'text' && typeof value === 'number' && ordered)
      throw wrong(text, at, `${field} is not a number for every customer, so it cannot be more or less than ${value}`)
  }
}

function tokens(text: string): Token[] {
  const found: Token[] = []
  TOKEN.lastIndex = 0
  while (text.slice(TOKEN.lastIndex).trim() !== '') {
    const start = TOKEN.lastIndex
    const match = TOKEN.exec(text)
    if (match === null) throw wrong(text, start + /^\s*/.exec(text.slice(start))![0].length, 'this is not part of a condition')
    const at = start + match[0].length - match[0].trimStart().length
    const [, word, single, double, number, sign] = match
    if (word !== undefined) found.push({kind: 'word', text: word, at})
    else if (number !== undefined) found.push({kind: 'number', text: number, at})
    else if (sign !== undefined) found.push({kind: 'sign', text: sign, at})
    else found.push({kind: 'text', text: single?.replaceAll("''", "'") ?? double!.replaceAll('""', '"'), at})
  }
  found.push({kind: 'end', text: '', at: text.length})
  return found
}

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0, '!=': (order) => order !== 0, '<>': (order) => order !== 0, '<': (order) => order < 0, '<=': (order) => order <= 0,
  '>': (order) => order > 0, '>=': (order) => order >= 0,
}

class Reader {
  readonly fields = new Set<string>()
  readonly compared: Compared[] = []
  private at = 0

  constructor(private readonly list: readonly Token[], private readonly text: string) {}

  either(): Condition {
    let left = this.both()
    while (this.word('or')) {
      const [a, b] = [left, this.both()]
      left = (field) => a(field) || b(field)
    }
    return left
  }

  expectEnd(): void {
    if (this.next.kind !== 'end') throw wrong(this.text, this.next.at, `"and" or "or" is expected before "${this.next.text}"`)
  }

  private both(): Condition {
    let left = this.negated()
    while (this.word('and')) {
      const [a, b] = [left, this.negated()]
      left = (field) => a(field) && b(field)
    }
    return left
  }

  private negated(): Condition {
    if (!this.word('not')) return this.basic()
    const inner = this.negated()
    return (field) => !inner(field)
  }

  private basic(): Condition {
    if (this.sign('(')) {
      const inner = this.either()
      if (!this.sign(')')) throw wrong(this.text, this.next.at, 'a closing bracket is missing')
      return inner
    }
    const name = this.next
    if (name.kind !== 'word') throw wrong(this.text, name.at, 'the name of a field is expected')
    this.at += 1
    this.fields.add(name.text)
    return this.comparison(name.text)
  }

  private comparison(name: string): Condition {
    if (this.word('is')) {
      const negated = this.word('not')
      const known = this.word('known')
      if (!known && !this.word('unknown')) throw wrong(this.text, this.next.at, '"is" is followed by known or unknown')
      return (field) => (field(name) !== undefined) === (known !== negated)
    }
    if (this.word('in')) {
      const values = this.listOfValues(name)
      return (field) => values.some((value) => compare(field(name), value) === 0)
    }
    const holds = COMPARISONS[this.next.text]
    if (this.next.kind !== 'sign' || holds === undefined) throw wrong(this.text, this.next.at,
      `a comparison is expected after ${name}: =, !=, <, <=, >, >=, in or is`)
    const ordered = /[<>]/.test(this.next.text) && this.next.text !== '<>'
    this.at += 1
    const value = this.value(name, ordered)
    return (field) => {
      const order = compare(field(name), value)
      return order !== undefined && holds(order)
    }
  }

  private listOfValues(name: string): Value[] {
    if (!this.sign('(')) throw wrong(this.text, this.next.at, '"in" is followed by a list in brackets')
    const values = [this.value(name, false)]
    while (this.sign(',')) values.push(this.value(name, false))
    if (!this.sign(')')) throw wrong(this.text, this.next.at, 'a closing bracket is missing')
    return values
  }

  private value(field: string, ordered: boolean): string | number {
    const token = this.next
    if (token.kind !== 'text' && token.kind !== 'number') throw wrong(this.text, token.at,
      "a value is expected: a number, or a text in quotes such as 'gold'")
    this.at += 1
    const value = token.kind === 'number' ? Number(token.text) : token.text
    this.compared.push({field, value, ordered, at: token.at})
    return value
  }

  private get next(): Token {
    return this.list[this.at]!
  }

  private word(text: string): boolean {
    return this.accept('word', text)
  }

  private sign(text: string): boolean {
    return this.accept('sign', text)
  }

  private accept(kind: Token['kind'], text: string): boolean {
    if (this.next.kind !== kind || this.next.text.toLowerCase() !== text) return false
    this.at += 1
    return true
  }
}

/** −1, 0, 1; undefined where the two cannot be compared. Days are texts in ISO form, whose order is that of time. */
function compare(actual: Value, wanted: Value): number | undefined {
  if (actual === undefined || wanted === undefined) return undefined
  if (typeof actual === 'number') {
    const number = typeof wanted === 'number' ? wanted : numberIn(wanted)
    return number === undefined ? undefined : Math.sign(actual - number)
  }
  const [a, b] = [actual, String(wanted)]
  if (parseIsoDay(a) === undefined && a.toLowerCase() === b.toLowerCase()) return 0
  return a < b ? -1 : a > b ? 1 : 0
}

function wrong(text: string, at: number, what: string): RegularsError {
  return new RegularsError('usage', 'condition-invalid',
    `The condition cannot be understood at character ${at + 1}: ${what}. (${text.slice(0, at)}▸${text.slice(at)})`,
    "Write it as: segment = 'gold' and lastOrder < '2025-01-01'")
}
