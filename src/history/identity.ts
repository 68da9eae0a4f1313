/** Kinds of id that a customers file may give for one person. */
export const IDENTITY_KINDS = ['id', 'email', 'phone', 'card'] as const
export type IdentityKind = (typeof IDENTITY_KINDS)[number]

/** Pairs of customer ids that the person says are one person. */
export interface DeclaredPairs {
  /** as named in `regulars.yaml` */
  readonly file: string
  readonly pairs: readonly (readonly [id: string, sameAs: string])[]
  /** where each of them stands in the file, from 1 */
  readonly lines: readonly number[]
}

/** What the person declared in `regulars.yaml`: customers who share an id of these kinds are one person, and customers who are a pair. */
export interface IdentityRule {
  readonly same: readonly IdentityKind[]
  readonly pairs?: DeclaredPairs | undefined
  /** an id that stands with more customers than this (a family's phone, the shop's own number) joins nobody */
  readonly most: number
}

export const USUAL_MOST = 5

/** One id and the customers it stands with, two or more, each once. */
export interface SharedId {
  readonly kind: IdentityKind
  readonly customers: readonly string[]
}

export interface MergedIdentities {
  /** customer to person, only for customers whose person has another key */
  readonly personOf: ReadonlyMap<string, string>
  /** customers with orders who share their person with another customer with orders */
  readonly customers: number
  /** the persons they are */
  readonly people: number
  /** the customers with orders of the first of these persons, in the order of their keys */
  readonly example: readonly string[]
  /** ids that stand with too many customers to join them, the largest first */
  readonly crowds: readonly SharedId[]
  /** declared ids that are no customer's */
  readonly strangers?: readonly string[]
}

/**
 * Joins customers through the ids they share, directly or over others: the connected components of the graph (union by smaller key with
 * path halving). A person goes by the smallest key (code units) among those with orders, so that the order of files does not matter;
 * where none has orders, there is nobody to join.
 */
export function mergeIdentities(shared: Iterable<SharedId>, most: number, hasOrders: (customer: string) => boolean): MergedIdentities {
  const parents = new Map<string, string>()
  const crowds: SharedId[] = []
  for (const each of shared) {
    if (each.customers.length > most) crowds.push(each)
    else for (const customer of each.customers) join(parents, each.customers[0]!, customer)
  }
  const personOf = new Map<string, string>()
  let [customers, people] = [0, 0]
  let example: readonly string[] = []
  for (const members of components(parents)) {
    const buyers = members.filter(hasOrders)
    const [person] = buyers
    if (person === undefined) continue
    for (const member of members) if (member !== person) personOf.set(member, person)
    if (buyers.length === 1) continue
    customers += buyers.length
    people += 1
    if (example.length === 0 || person < example[0]!) example = buyers
  }
  crowds.sort((a, b) => b.customers.length - a.customers.length || (a.customers[0]! < b.customers[0]! ? -1 : 1))
  return {personOf, customers, people, example, crowds}
}

function root(parents: Map<string, string>, customer: string): string {
  let at = customer
  for (;;) {
    const parent = parents.get(at) ?? at
    if (parent === at) return at
    const next = parents.get(parent) ?? parent
    parents.set(at, next)
    at = next
  }
}

function join(parents: Map<string, string>, one: string, other: string): void {
  const [a, b] = [root(parents, one), root(parents, other)]
  const [smaller, larger] = a < b ? [a, b] : [b, a]
  parents.set(smaller, smaller)
  parents.set(larger, smaller)
}

/** The members of each component in the order of their keys. */
function components(parents: Map<string, string>): Iterable<readonly string[]> {
  const members = new Map<string, string[]>()
  for (const customer of parents.keys()) {
    const top = root(parents, customer)
    const found = members.get(top)
    if (found === undefined) members.set(top, [customer])
    else found.push(customer)
  }
  for (const each of members.values()) each.sort((a, b) => (a < b ? -1 : 1))
  return members.values()
}
