import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {Day} from '../../src/base/day.js'
import {RandomStream} from '../../src/base/random.js'
import {compileProgram} from '../../src/programs/compile.js'
import {programSchema, type ProgramDefinition} from '../../src/programs/definition.js'
import type {Chance} from '../../src/programs/mechanics.js'
import {interpret, type PlainEvent, type PlainOrder, type PlainResult} from '../support/interpreter.js'
import {anyCustomer, anyOrders, anyProgram} from '../support/random-programs.js'

/** Source: programs.md "Exact mechanics"; the interpreter is its literal reading, the engine what replays use. */
function stepped(definition: ProgramDefinition, orders: readonly PlainOrder[], customer: Readonly<Record<string, string>>, lastDay: number, chance: Chance): PlainResult {
  const names = ['channel', 'category', 'device']
  const values = Object.fromEntries(names.map((name) => [name, {values: [...new Set(orders.flatMap((order) => order.attributes[name] ?? []))]}]))
  const ofCustomer = Object.fromEntries(['segment', 'town', 'birthday'].map((name) => [name, {values: customer[name] === undefined ? [] : [customer[name]]}]))
  const mechanics = compileProgram(definition, {currency: 'EUR', attributes: values, customerAttributes: ofCustomer})
  const events: PlainEvent[] = []
  const sink = (kind: PlainEvent['kind'], day: number, points: number, face: number, cost: number, detail: number): void => {
    events.push({kind, day, points, face, cost, detail})
  }
  const state = mechanics.newState()
  mechanics.reset(state, Int32Array.from(mechanics.customerAttributes, (name) => (customer[name] === undefined ? -1 : 0)), chance)
  const paid = orders.map((order) => {
    if (order.amount > 0 && mechanics.mayJoin(state, order.day as Day)) mechanics.enrol(state, order.day as Day, sink)
    const attributes = Int32Array.from(mechanics.attributes, (name) => values[name]?.values.indexOf(order.attributes[name] ?? '?') ?? -1)
    return mechanics.order(state, {day: order.day, second: order.second, amountMinor: order.amount, attributes}, sink) as number
  })
  mechanics.advance(state, lastDay as Day, sink)
  return {events, paid, balance: mechanics.balance(state), tier: mechanics.tier(state), member: mechanics.isMember(state)}
}

function chanceOf(seed: number): Chance {
  const stream = new RandomStream(seed)
  return () => stream.uniform()
}

const RUNS = Number(process.env['DIFFERENTIAL_RUNS'] ?? 1500)

test('the engine and the literal interpreter report identical events, for any program and any history', () => {
  fc.assert(fc.property(anyProgram, anyOrders, anyCustomer, fc.integer({min: 0, max: 400}), fc.nat(), (raw, orders, customer, after, seed) => {
    const checked = programSchema.safeParse(raw)
    fc.pre(checked.success)
    const lastDay = orders.at(-1)!.day + after
    const literal = interpret(checked.data, orders, customer, lastDay, chanceOf(seed))
    const compiled = stepped(checked.data, orders, customer, lastDay, chanceOf(seed))
    expect(compiled).toEqual(literal)
    const sum = (kind: number): number => compiled.events.filter((event) => event.kind === kind).reduce((total, event) => total + event.points, 0)
    expect(sum(1)).toBe(sum(2) + sum(3) + sum(4) + compiled.balance)
  }), {numRuns: RUNS, ...(process.env['DIFFERENTIAL_SEED'] === undefined ? {} : {seed: Number(process.env['DIFFERENTIAL_SEED'])})})
}, 600_000)
