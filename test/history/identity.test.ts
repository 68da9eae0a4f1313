import fc from 'fast-check'
import {expect, test} from 'vitest'
import {mergeIdentities, type SharedId} from '../../src/history/identity.js'

/** The specification: whoever shares an id takes the smaller label, until nothing changes. */
function labels(shared: readonly SharedId[], most: number): Map<string, string> {
  const joining = shared.filter(({customers}) => customers.length <= most)
  const label = new Map(joining.flatMap(({customers}) => customers.map((each) => [each, each] as const)))
  for (let changed = true; changed;) {
    changed = false
    for (const {customers} of joining) {
      const smallest = customers.map((each) => label.get(each)!).reduce((a, b) => (a < b ? a : b))
      for (const each of customers)
        if (label.get(each) !== smallest) {
          label.set(each, smallest)
          changed = true
        }
    }
  }
  return label
}

const aKey = fc.constantFrom(...'abcdefghijklmnop', '𝒳', '￮', 'é')
const aShared = fc.record({kind: fc.constantFrom('email', 'phone'), customers: fc.uniqueArray(aKey, {minLength: 2, maxLength: 7})}) as fc.Arbitrary<SharedId>

test('property: people are the connected components, each under its smallest key with orders', () => {
  fc.assert(fc.property(fc.array(aShared, {maxLength: 12}), fc.integer({min: 2, max: 7}), fc.uniqueArray(aKey), (shared, most, buyers) => {
    const label = labels(shared, most)
    const person = (customer: string): string | undefined =>
      [...label.keys()].filter((other) => label.get(other) === label.get(customer) && buyers.includes(other)).sort((a, b) => (a < b ? -1 : 1))[0]
    const merged = mergeIdentities(shared, most, (customer) => buyers.includes(customer))
    expect([...merged.personOf].sort()).toEqual([...label.keys()].flatMap((each) => {
      const key = person(each)
      return key === undefined || key === each ? [] : [[each, key]]
    }).sort())
    const joined = buyers.filter((each) => buyers.some((other) => other !== each && label.has(each) && label.get(other) === label.get(each)))
    expect(merged.customers).toBe(joined.length)
    expect(merged.people).toBe(new Set(joined.map((each) => label.get(each))).size)
    expect(merged.crowds.length).toBe(shared.filter(({customers}) => customers.length > most).length)
  }), {numRuns: 300})
})

test('an id that stands with more customers than the rule allows joins nobody, unless the rule says so', () => {
  const shared: readonly SharedId[] = [{kind: 'phone', customers: ['a', 'b', 'c', 'd', 'e', 'f']}]
  const all = (): boolean => true
  expect(mergeIdentities(shared, 5, all)).toMatchObject({customers: 0, people: 0, crowds: shared})
  expect(mergeIdentities(shared, 6, all)).toMatchObject({customers: 6, people: 1, crowds: [], example: shared[0]!.customers})
})

test('a long chain is one person', () => {
  const keys = Array.from({length: 50_000}, (_, i) => `k${String(i).padStart(6, '0')}`)
  const shared = keys.slice(1).map((key, i): SharedId => ({kind: 'email', customers: [key, keys[i]!]}))
  expect(mergeIdentities(shared.reverse(), 5, () => true)).toMatchObject({customers: 50_000, people: 1})
})
