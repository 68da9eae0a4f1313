import type {Member} from '../../ledger/account.js'
import {FIRST_MEMBER} from '../../ledger/account.js'
import type {Found, Identity, Lookup} from '../../tasks/ledger/port.js'
import {type Connection, number, prepared} from './connection.js'
import {BulkInsert} from './bulk-insert.js'
import {sealOf} from './seals.js'

/** The ways to name a member, most certain first. */
const KEYS = [['customerId', 'customer_id'], ['email', 'email'], ['phone', 'phone']] as const
type KeyName = (typeof KEYS)[number][0]

/** Members remembered at most; beyond, the memory starts afresh. */
const REMEMBERED = 400_000

/** Finds members by what files call them, and makes new ones. Remembers what it has seen for the length of a batch. */
export class Members {
  private readonly seen: Record<KeyName, Map<string, Member | null>> = {customerId: new Map(), email: new Map(), phone: new Map()}
  /** members made by the search at hand, who are not written down yet */
  private readonly made = new Map<Member, Person>()
  /** members whose name is known: there is nothing to be learnt of it */
  private readonly named = new Set<Member>()
  private readonly merged: ReadonlyMap<Member, Member>
  private next: number | undefined
  private update: ReturnType<Connection['prepare']> | undefined
  private inserts: {readonly members: BulkInsert; readonly people: BulkInsert} | undefined
  /** nobody was here before the batch and nothing was forgotten: whom it has not seen, nobody knows */
  private knowsAll: boolean

  constructor(private readonly db: Connection, private readonly batch: number) {
    const rows = db.prepare('SELECT id, merged_into FROM member WHERE merged_into IS NOT NULL').raw().all() as unknown as [Member, Member][]
    this.merged = new Map(rows)
    this.knowsAll = number(db, 'SELECT count(*) FROM (SELECT 1 FROM person LIMIT 1)') === 0
  }

  find(identities: readonly Identity[], create: (index: number) => boolean): Lookup[] {
    for (const [name, column] of KEYS) this.learn(name, column, identities)
    const answers = identities.map((identity, index) => this.one(identity, create(index)))
    this.write()
    return answers
  }

  current(member: Member): Member {
    let at = member
    for (let into = this.merged.get(at); into !== undefined; into = this.merged.get(at)) at = into
    return at
  }

  private one(identity: Identity, create: boolean): Lookup {
    let member: Member | undefined
    let original: Member | undefined
    let missing = false
    for (const [name] of KEYS) {
      const text = identity[name]
      if (text === undefined) continue
      const found = this.seen[name].get(text) ?? undefined
      if (found === undefined) missing = true
      else if (member === undefined) {
        member = this.current(found)
        original = found
      } else if (member !== this.current(found)) return 'conflict'
    }
    if (member !== undefined && original !== undefined) {
      if (missing && !this.complete(original, identity, create)) return 'conflict'
      if (!missing && create && identity.name !== undefined && !this.named.has(original)) this.complete(original, identity, true)
      return {member, original, created: false}
    }
    return create ? this.make(identity) : 'unknown'
  }

  private make(identity: Identity): Found {
    this.next ??= Math.max(number(this.db, 'SELECT max(id) FROM member'), FIRST_MEMBER - 1) + 1
    const member = this.next as Member
    this.next += 1
    this.made.set(member, [...KEYS.map(([name]) => identity[name] ?? null), identity.name ?? null])
    if (identity.name !== undefined) this.named.add(member)
    for (const [name] of KEYS) {
      const text = identity[name]
      if (text !== undefined) this.seen[name].set(text, member)
    }
    return {member, original: member, created: true}
  }

  /** Writes down what a file says about somebody we knew less of. False: the file means somebody else, with a customer id of their own. */
  private complete(member: Member, identity: Identity, write: boolean): boolean {
    const made = this.made.get(member)
    const row = made ?? prepared(this.db, 'SELECT customer_id, email, phone, name FROM person WHERE member = ?').get([member]) as Person | undefined
    if (row === undefined) return true
    if (identity.customerId !== undefined && row[0] !== null && row[0] !== identity.customerId) return false
    if (!write) return true
    const texts = [...KEYS.map(([name]) => identity[name]), identity.name]
    const known = row.map((value, i) => value ?? texts[i] ?? null)
    if (known[3] !== null) this.named.add(member)
    if (known.every((value, i) => value === row[i])) return true
    if (made === undefined) {
      this.update ??= this.db.prepare('UPDATE person SET customer_id=?, email=?, phone=?, name=?, seal=? WHERE member=?')
      this.update.run([...known, sealOf([member, ...known]), member])
    } else this.made.set(member, known)
    KEYS.forEach(([name], i) => {
      const text = identity[name]
      if (text !== undefined && known[i] === text) this.seen[name].set(text, member)
    })
    return true
  }

  private learn(name: KeyName, column: string, identities: readonly Identity[]): void {
    const known = this.seen[name]
    if (known.size > REMEMBERED) {
      known.clear()
      this.knowsAll = false
    }
    if (this.knowsAll) return
    const wanted = new Set<string>()
    for (const identity of identities) {
      const text = identity[name]
      if (text !== undefined && !known.has(text)) wanted.add(text)
    }
    if (wanted.size === 0) return
    for (const text of wanted) known.set(text, null)
    const sql = `SELECT p.${column}, p.member FROM json_each(?) j CROSS JOIN person p INDEXED BY person_${column} ON p.${column} = j.value`
    for (const row of prepared(this.db, sql).iterate([JSON.stringify([...wanted])]) as Iterable<unknown>) {
      const [text, member] = row as [string, Member]
      known.set(text, member)
    }
  }

  private write(): void {
    const {made} = this
    if (made.size === 0) return
    const {members, people} = (this.inserts ??= {
      members: new BulkInsert(this.db, 'member', ['id', 'batch', 'seal']),
      people: new BulkInsert(this.db, 'person', ['member', 'customer_id', 'email', 'phone', 'name', 'seal']),
    })
    for (const member of made.keys()) members.add(member, this.batch, sealOf([member, this.batch, null, null]))
    members.flush()
    for (const [member, person] of made) people.add(member, ...person, sealOf([member, ...person]))
    people.flush()
    made.clear()
  }
}

/** Customer id, e-mail, phone and name. */
type Person = readonly (string | null)[]
