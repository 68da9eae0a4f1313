import {compileProgram} from '../../src/programs/compile.js'
import type {Day} from '../../src/base/day.js'
import {RandomStream} from '../../src/base/random.js'
import type {ProgramDefinition} from '../../src/programs/definition.js'
import type {Chance} from '../../src/programs/mechanics.js'
import type {PlainEvent, PlainOrder, PlainResult} from './interpreter.js'

const OF_ORDERS = ['channel', 'category', 'device', 'express', 'distance']
const OF_CUSTOMERS = ['segment', 'town', 'birthday', 'vip', 'age']

/** What the compiled engine makes of the orders of one customer, in the words of the interpreter. */
export function stepped(definition: ProgramDefinition, orders: readonly PlainOrder[], customer: Readonly<Record<string, string>>, lastDay: number, chance: Chance): PlainResult {
  const values = Object.fromEntries(OF_ORDERS.map((name) => [name, {values: [...new Set(orders.flatMap((order) => order.attributes[name] ?? []))]}]))
  const ofCustomer = Object.fromEntries(OF_CUSTOMERS.map((name) => [name, {values: customer[name] === undefined ? [] : [customer[name]]}]))
  const mechanics = compileProgram(definition, {currency: 'EUR', attributes: values, customerAttributes: ofCustomer})
  const events: PlainEvent[] = []
  const sink = (kind: PlainEvent['kind'], day: number, points: number, face: number, cost: number, detail: number): void => {
    events.push({kind, day, points, face, cost, detail})
  }
  const state = mechanics.newState()
  mechanics.reset(state, Int32Array.from(mechanics.customerAttributes, (name) => (customer[name] === undefined ? -1 : 0)), chance)
  const friends = definition.triggers.flatMap((trigger, i) => (trigger.on === 'referral' ? [i] : []))
  const paid = orders.map((order) => {
    if (order.refers) for (const trigger of friends) mechanics.fire(state, trigger, order.day as Day, sink)
    if (order.amount > 0 && mechanics.mayJoin(state, order.day as Day)) mechanics.enrol(state, order.day as Day, sink)
    const attributes = Int32Array.from(mechanics.attributes, (name) => values[name]?.values.indexOf(order.attributes[name] ?? '?') ?? -1)
    return mechanics.order(state, {day: order.day, second: order.second, amountMinor: order.amount, attributes}, sink) as number
  })
  mechanics.advance(state, lastDay as Day, sink)
  return {events, paid, balance: mechanics.balance(state), tier: mechanics.tier(state), member: mechanics.isMember(state)}
}

export function chanceOf(seed: number): Chance {
  const stream = new RandomStream(seed)
  return () => stream.uniform()
}
