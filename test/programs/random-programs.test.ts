import fc from 'fast-check'
import {expect, test} from 'vitest'
import {programSchema} from '../../src/programs/definition.js'
import {programJsonSchema} from '../../src/tasks/programs/schema.js'
import {anyCustomer, anyOrders, anyProgram} from '../support/random-programs.js'
import {chanceOf, stepped} from '../support/stepped.js'

/**
 * That engine and interpreter agree on random programs says something of a key only if random programs have it and it changes
 * what happens. Every key of the published schema is therefore taken away or changed, and events must differ.
 */
interface Node {
  readonly properties?: Readonly<Record<string, Node>>
  readonly items?: Node
  readonly anyOf?: readonly Node[]
  readonly enum?: readonly string[]
  readonly additionalProperties?: Node | boolean
}
type Tree = Readonly<Record<string, unknown>>

/** What mechanics do not read: words, participation, what economics and the response add, and facts that are the same either way. */
const NOT_MECHANICS = /^(name|description|response|goals|costs\.(?!perContact)|enrolment\.(mode|share)|triggers\.#\.referral|points\.unit)|\.name$|\.kind=(?!percent-off|money-off|price-cut)|on=(silence|due)$/

/** Every key, every value of an enumeration, and for triggers every key with every event it may stand beside. */
function keysOf(node: Node, path = ''): readonly string[] {
  const words = (node.enum ?? []).map((word) => `${path}=${word}`)
  const below = Object.entries(node.properties ?? {}).flatMap(([key, child]) => keysOf(child, path === '' ? key : `${path}.${key}`))
  const items = node.items === undefined ? [] : keysOf(node.items, `${path}.#`)
  return [...(node.properties === undefined && node.items === undefined ? [nameOf(path)] : []), ...words, ...below, ...items,
    ...(node.anyOf ?? []).flatMap((each) => keysOf(each, path))]
}

function optionsOf(node: Node): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  for (const key of keysOf(node)) {
    const [path, word] = key.split('=') as [string, string | undefined]
    if (word !== undefined) found.set(path, [...(found.get(path) ?? []), word])
  }
  return found
}

/** The paths of a value that stand in `tree`; a place in a list is #. */
function* places(tree: unknown, path: readonly (string | number)[] = []): Generator<readonly (string | number)[]> {
  if (path.length > 0) yield path
  if (tree !== null && typeof tree === 'object')
    for (const [key, child] of Object.entries(tree)) yield* places(child, [...path, Array.isArray(tree) ? Number(key) : key])
}

const textOf = (path: readonly (string | number)[]): string => path.map((each) => (typeof each === 'number' ? '#' : each)).join('.')

/** One name for a key whether it holds one text or a list, and for maps whatever their keys. */
const nameOf = (path: string): string =>
  path.replace(/(when\.(channel|category|segment|tier|weekday))\.#$/, '$1')
    .replace(/(when\.order|when\.customer|enrolment\.customer|table\.factors)\..*$/, '$1')

function changed(tree: Tree, path: readonly (string | number)[], value: unknown): Tree {
  const copy = structuredClone(tree) as Record<string, unknown>
  let at = copy as Record<string | number, unknown>
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>
  if (value === undefined) delete at[path.at(-1)!]
  else at[path.at(-1)!] = value
  return copy
}

function without(tree: Tree, [part, index]: readonly [string, number, string]): Tree {
  return {...tree, [part]: (tree[part] as readonly unknown[]).filter((_, i) => i !== index)}
}

function others(value: unknown, options: readonly string[]): readonly unknown[] {
  if (typeof value === 'number') return [undefined, value === 0 ? 1 : value * 3, 0]
  if (typeof value === 'boolean') return [undefined, !value]
  if (typeof value !== 'string') return [undefined]
  return [undefined, ...options.filter((each) => each !== value), '1 day', '5 months', '2024-06-05', '06-01 to 06-15', '09:00-12:30', 'monday', 'x']
}

const ENOUGH = 2

test('random programs have every key of the grammar, and every one of them changes what happens', () => {
  const schema = programJsonSchema() as Node
  const options = optionsOf(schema)
  const wanted = new Map(keysOf(schema).filter((key) => !NOT_MECHANICS.test(key)).map((key) => [key, 0]))
  for (const event of options.get('triggers.#.on')!)
    for (const key of ['when', 'points', 'voucher', 'contact', 'cooldown', 'limit'])
      if (!ONCE.includes(event) || (key !== 'cooldown' && key !== 'limit')) wanted.set(`triggers.#.${key} on ${event}`, 0)
  let tried = 0
  for (const [raw, orders, customer, after, seed] of fc.sample(fc.tuple(anyProgram, anyOrders, anyCustomer, fc.integer({min: 0, max: 900}), fc.nat()), {numRuns: 3000, seed: 5})) {
    const events = (tree: unknown): string | undefined => {
      const checked = programSchema.safeParse(tree)
      tried += 1
      return checked.success ? JSON.stringify(stepped(checked.data, orders, customer, orders.at(-1)!.day + after, chanceOf(seed))) : undefined
    }
    let before: string | undefined
    for (const path of places(raw)) {
      const name = nameOf(textOf(path))
      const value = path.reduce<unknown>((at, key) => (at as Record<string | number, unknown>)[key], raw)
      const event = path[0] === 'triggers' && path.length === 3 ? ` on ${(raw as {triggers: {on: string}[]}).triggers[path[1] as number]!.on}` : undefined
      const open = [name, `${name}=${String(value)}`, `${name}${event ?? '?'}`].filter((key) => (wanted.get(key) ?? ENOUGH) < ENOUGH)
      if (open.length === 0) continue
      before ??= events(raw)
      const otherwise = others(value, options.get(name) ?? []).map((other) => events(changed(raw as Tree, path, other))).filter((now) => now !== undefined)
      // What cannot be changed without another key goes with the whole item.
      if (otherwise.length === 0 && path.length === 3 && typeof path[1] === 'number') otherwise.push(events(without(raw as Tree, path as [string, number, string])) ?? before!)
      const matters = otherwise.some((now) => now !== before)
      if (matters) for (const key of open) wanted.set(key, wanted.get(key)! + 1)
    }
    if ([...wanted.values()].every((count) => count >= ENOUGH)) break
  }
  expect([...wanted].filter(([, count]) => count < ENOUGH).map(([key, count]) => `${key}: ${count}`)).toEqual([])
  expect(tried).toBeGreaterThan(1000)
}, 300_000)

/** Events that come once in a membership: a limit or a pause changes nothing. */
const ONCE = ['joined', 'date', 'spend']
