import fc from 'fast-check'
import {expect, test} from 'vitest'
import {day, type Day} from '../../src/base/day.js'
import {positionAt} from '../../src/ledger/position.js'
import type {InsufficientPolicy} from '../../src/ledger/rules.js'
import {SpecifiedLedger, type SpecifiedMove} from '../../src/ledger/specification.js'
import type {LedgerStore} from '../../src/tasks/ledger/port.js'
import type {Who} from '../../src/tasks/ledger/who.js'
import {expirePoints} from '../../src/tasks/ledger/expire.js'
import {answerHold} from '../../src/tasks/ledger/hold.js'
import {movePoints} from '../../src/tasks/ledger/move.js'
import {undoBatch} from '../../src/tasks/ledger/undo.js'
import {SILENT} from '../../src/tasks/ports.js'
import {adjustBy, type Ask, memoryLedger, NOON, SALT, TODAY} from './support.js'

/** Random command sequences against the executable specification. REGULARS_THOROUGH=1 runs many more. */
const RUNS = process.env['REGULARS_THOROUGH'] === '1' ? 20_000 : 1000
const CUSTOMERS = ['ana', 'ben', 'cleo']

const policy = fc.constantFrom<InsufficientPolicy>('refuse', 'to-zero', 'negative')
const customer = fc.constantFrom(...CUSTOMERS)
const points = fc.integer({min: 1, max: 40})
const row = fc.record({
  customer, op: fc.constantFrom('add', 'add', 'deduct', 'set', 'expire'), points: fc.integer({min: 0, max: 40}), back: fc.integer({min: 0, max: 8}),
  wait: fc.constantFrom(0, 0, 0, 3, 12), lasts: fc.option(fc.integer({min: 1, max: 30})), key: fc.option(fc.constantFrom('k1', 'k2', 'k3')),
})
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never
const command = fc.oneof(
  {weight: 5, arbitrary: fc.record({do: fc.constant('adjust' as const), rows: fc.array(row, {minLength: 1, maxLength: 5}), policy, partial: fc.boolean(), dryRun: fc.constantFrom(false, false, true)})},
  {weight: 2, arbitrary: fc.record({do: fc.constantFrom('redeem' as const, 'hold' as const), customer, points, policy})},
  {weight: 1, arbitrary: fc.record({do: fc.constant('transfer' as const), customer, to: customer, points})},
  {weight: 2, arbitrary: fc.record({do: fc.constantFrom('capture' as const, 'release' as const), which: fc.nat(20), points: fc.option(points)})},
  {weight: 1, arbitrary: fc.record({do: fc.constant('expire' as const)})},
  {weight: 2, arbitrary: fc.record({do: fc.constant('undo' as const), which: fc.nat(20), policy})},
  {weight: 1, arbitrary: fc.record({do: fc.constant('pass' as const), days: fc.integer({min: 1, max: 12})})},
)
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never
type Answer = Extract<Command, {readonly which: number; readonly points: number | null}>

/** The same commands, carried out by the specification. One entry per batch written, in order. */
class Model {
  ledger = new SpecifiedLedger()
  batches: {moves: SpecifiedMove[]; hold: SpecifiedMove | undefined; held: number; undone: boolean; answers: number | undefined}[] = []
  keys = new Map<string, string>()
  today = TODAY as number

  adjust(rows: readonly Row[], policy: InsufficientPolicy, partial: boolean, dryRun: boolean, files: number): {applied: number; duplicate: number; rejected: number} {
    const before = {keys: new Map(this.keys), undo: this.snapshot()}
    const count = {applied: 0, duplicate: 0, rejected: 0}
    const moves: SpecifiedMove[] = []
    let keysUsed = 0
    for (const [i, each] of rows.entries()) {
      const date = this.today - each.back
      const available = date + each.wait
      const expires = each.lasts === null ? null : available + each.lasts
      const content = JSON.stringify([each.op, each.points, each.customer, each.back === 0 ? null : date, each.wait === 0 ? null : available, expires])
      const key = each.key ?? `file${files}:${i}`
      const earlier = this.keys.get(key)
      const known = this.ledger.accounts.has(each.customer)
      if (!known && each.op !== 'add' && each.op !== 'set') count.rejected += 1
      else if (earlier !== undefined) {
        if (!known) this.ledger.account(each.customer)
        if (earlier === content) count.duplicate += 1
        else count.rejected += 1
      } else {
        const difference = each.op === 'set' ? each.points - this.ledger.balance(each.customer) : each.op === 'add' ? each.points : -each.points
        const move = difference > 0 ? this.ledger.give(each.customer, difference, {day: date, available, expires})
          : difference < 0 ? this.ledger.take(each.customer, -difference, date, policy) : this.nothing(each.customer)
        if (move === undefined) count.rejected += 1
        else {
          count.applied += 1
          keysUsed += 1
          this.keys.set(key, content)
          if (move !== 'nothing' && move.points > 0) moves.push(move)
        }
      }
    }
    // A batch that did nothing is not written, nor are the members it would have made.
    if (dryRun || keysUsed === 0 || (count.rejected > 0 && !partial)) {
      before.undo()
      this.keys = before.keys
    } else this.batches.push({moves, hold: undefined, held: 0, undone: false, answers: undefined})
    return count
  }

  /** A request that moves nothing still makes the member. */
  private nothing(customer: string): 'nothing' {
    this.ledger.account(customer)
    return 'nothing'
  }

  /** Remembers everything; calling the answer goes back to it. Moves keep pointing at the same lots. */
  snapshot(): () => void {
    const accounts = [...this.ledger.accounts].map(([name, account]) => ({name, account, lots: account.lots.map((lot) => [lot, lot.left, lot.from] as const),
      debts: account.debts.map((debt) => [debt, debt.left] as const)}))
    const uses = this.batches.flatMap(({moves, hold}) => [...moves, ...(hold === undefined ? [] : [hold])].map((move) => [move, new Map(move.uses)] as const))
    return () => {
      this.ledger.accounts.clear()
      for (const {name, account, lots, debts} of accounts) {
        account.lots.splice(0, Infinity, ...lots.map(([lot]) => lot))
        account.debts.splice(0, Infinity, ...debts.map(([debt]) => debt))
        for (const [lot, left, from] of lots) Object.assign(lot, {left, from})
        for (const [debt, left] of debts) debt.left = left
        this.ledger.accounts.set(name, account)
      }
      for (const [move, map] of uses) {
        move.uses.clear()
        for (const [lot, count] of map) move.uses.set(lot, count)
      }
    }
  }
}

async function check(store: LedgerStore, model: Model): Promise<void> {
  const today = day(model.today)
  for (const name of CUSTOMERS) {
    const found = await store.find({customerId: name})
    expect(found !== 'unknown', `${name} is known`).toBe(model.ledger.accounts.has(name))
    if (typeof found === 'string') continue
    const rows = await store.accountRows((await store.accountsOf(found.member))[0]!, {until: undefined})
    const far = model.today + 100_000
    const now = positionAt(rows, day(far))
    expect({balance: now.balance, owed: now.owed}, name).toEqual({balance: model.ledger.balance(name), owed: model.ledger.owed(name, far)})
    expect(now.lots.map(({day: date, expires, left}) => [date, expires, left])).toEqual(sorted(model, name, far))
    expect(positionAt(rows, today)).toMatchObject({available: model.ledger.available(name, model.today), owed: model.ledger.owed(name, model.today)})
    for (let date = model.today - 20; date <= model.today; date += 4) {
      const position = positionAt(rows, day(date))
      expect(position.lots.reduce((sum, lot) => sum + lot.left, 0) - position.owed, `lots = entries on ${date}`).toBe(position.balance)
      for (const lot of position.lots) expect(lot.left).toBeLessThanOrEqual(lot.points)
    }
  }
}

function sorted(model: Model, name: string, at: number): [number, number | null, number][] {
  return model.ledger.leftovers(name, at).map((each, i) => ({...each, i})).filter(({left}) => left > 0)
    .sort((a, b) => (a.lot.expires ?? Infinity) === (b.lot.expires ?? Infinity) ? a.lot.day - b.lot.day || a.i - b.i : (a.lot.expires ?? Infinity) - (b.lot.expires ?? Infinity))
    .map(({lot, left}) => [lot.day, lot.expires, left])
}

/** Runs a command on the store; `refused` where it says a person must change something. */
async function attempt<T>(work: () => Promise<T>): Promise<T | 'refused'> {
  try {
    return await work()
  } catch (error) {
    if ((error as Error).name === 'RegularsError') return 'refused'
    throw error
  }
}

async function step(store: LedgerStore, model: Model, command: Command, files: {count: number}): Promise<void> {
  const now = NOON + (model.today - TODAY) * 86_400_000
  const who: Who = {actor: 'tester', reason: '', now, salt: SALT, timeZone: 'UTC', source: 'test'}
  const {ledger, today} = model
  if (command.do === 'pass') {
    model.today += command.days
  } else if (command.do === 'adjust') {
    files.count += 1
    const asks = command.rows.map((each): Ask => ({
      customer: each.customer, op: each.op as Ask['op'], points: each.points, key: each.key ?? `file${files.count}:${command.rows.indexOf(each)}`,
      occurred: each.back === 0 ? undefined : day(today - each.back), available: each.wait === 0 ? undefined : day(today - each.back + each.wait),
      expires: each.lasts === null ? undefined : day(today - each.back + each.wait + each.lasts) as Day,
    }))
    const result = await adjustBy(store, asks, {onInsufficient: command.policy, partial: command.partial, dryRun: command.dryRun, now})
    const expected = model.adjust(command.rows, command.policy, command.partial, command.dryRun, files.count)
    expect(result.rows).toEqual({read: command.rows.length, ...expected, applied: result.refused ? 0 : expected.applied})
  } else if (command.do === 'expire') {
    const result = await expirePoints(store, {...who, until: undefined, dryRun: false, listed: 0}, {progress: SILENT})
    const moves = ledger.expire(today)
    if (result.batch !== null) model.batches.push({moves, hold: undefined, held: 0, undone: false, answers: undefined})
    expect(result.points).toBe(moves.reduce((sum, move) => sum + move.points, 0))
  } else if (command.do === 'redeem' || command.do === 'hold') {
    const policy = command.do === 'hold' && command.policy === 'negative' ? 'refuse' : command.policy
    const result = await attempt(() => movePoints(store, command.do, {...who, customer: command.customer, points: command.points, wallet: 'points', key: undefined, orderId: undefined,
      note: undefined, day: undefined, backdateLimitDays: 400, onInsufficient: policy, dryRun: false}))
    const back = model.snapshot()
    const move = ledger.accounts.has(command.customer) ? ledger.take(command.customer, command.points, today, policy) : undefined
    expect(result === 'refused').toBe(move === undefined || move.points === 0)
    if (move === undefined || move.points === 0) back()
    else model.batches.push({moves: [move], hold: command.do === 'hold' ? move : undefined, held: move.points, undone: false, answers: undefined})
  } else if (command.do === 'transfer') await transfer(store, model, command, who)
  else if (command.do === 'undo') await undo(store, model, command, who)
  else if (command.do === 'capture' || command.do === 'release') await answer(store, model, command, who)
}

async function transfer(store: LedgerStore, model: Model, command: Extract<Command, {do: 'transfer'}>, who: Who): Promise<void> {
  const {ledger, today} = model
  const result = await attempt(() => movePoints(store, 'transfer', {...who, customer: command.customer, to: command.to, points: command.points, wallet: 'points', key: undefined,
    orderId: undefined, note: undefined, day: undefined, backdateLimitDays: 400, onInsufficient: 'refuse', dryRun: false}))
  const back = model.snapshot()
  const possible = command.customer !== command.to && ledger.accounts.has(command.customer) && ledger.accounts.has(command.to)
  const out = possible ? ledger.take(command.customer, command.points, today, 'refuse') : undefined
  expect(result === 'refused').toBe(out === undefined)
  if (out === undefined) return back()
  const parts = [...out.uses].map(([lot, count]) => ledger.give(command.to, count, {day: today, available: Math.max(lot.from, today), expires: lot.expires}))
  model.batches.push({moves: [out, ...parts], hold: undefined, held: 0, undone: false, answers: undefined})
}

async function undo(store: LedgerStore, model: Model, command: Extract<Command, {do: 'undo'}>, who: Who): Promise<void> {
  if (model.batches.length === 0) return
  const index = command.which % model.batches.length
  const batch = model.batches[index]!
  if (batch.answers !== undefined) return
  const result = await attempt(() => undoBatch(store, {...who, batch: index + 1, spent: command.policy, dryRun: false}, {progress: SILENT}))
  const back = model.snapshot()
  const moves: (SpecifiedMove | undefined)[] = []
  const answered = batch.hold !== undefined && batch.held < batch.hold.points
  const possible = !batch.undone && !answered
  if (possible) for (const move of [...batch.moves].reverse()) moves.push(model.ledger.undo(move, model.today, command.policy))
  expect(result === 'refused').toBe(!possible || moves.includes(undefined))
  if (result === 'refused') return back()
  batch.undone = true
  model.batches.push({moves: moves.filter((move) => move !== undefined && move.points > 0) as SpecifiedMove[], hold: undefined, held: 0, undone: false, answers: undefined})
}

/** Holds that were released or captured and undone since are left alone here; test/ledger/holds.test.ts has them. */
async function answer(store: LedgerStore, model: Model, command: Answer, who: Who): Promise<void> {
  const open = model.batches.flatMap((batch, i) => (batch.hold !== undefined && !batch.undone && batch.held === batch.hold.points && batch.hold.debt === undefined ? [i] : []))
  if (open.length === 0) return
  const index = open[command.which % open.length]!
  const batch = model.batches[index]!
  const hold = batch.hold!
  const captured = command.do === 'release' ? 0 : (command.points ?? hold.points)
  const result = await attempt(() => answerHold(store, command.do, {...who, hold: index + 1, points: command.points ?? undefined, dryRun: false}))
  expect(result === 'refused').toBe(captured > hold.points)
  if (result === 'refused') return
  batch.held = 0
  const moves = captured < hold.points ? [model.ledger.release(hold, hold.points - captured, model.today)] : []
  model.batches.push({moves, hold: undefined, held: 0, undone: true, answers: index})
}

test(`the ledger does what its specification does, over ${RUNS} random lives of three customers`, async () => {
  await fc.assert(fc.asyncProperty(fc.array(command, {minLength: 1, maxLength: 14}), async (commands) => {
    const store = await memoryLedger()
    try {
      const model = new Model()
      const files = {count: 0}
      for (const each of commands) {
        await step(store, model, each, files)
        await check(store, model)
      }
      expect((await store.verify({})).problems).toEqual([])
      expect((await store.batches(100)).length).toBe(model.batches.length)
    } finally {
      await store.close()
    }
  }), {numRuns: RUNS})
}, 600_000)
