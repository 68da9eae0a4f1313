import fc from 'fast-check'
import {expect, test} from 'vitest'
import {programSchema} from '../../src/programs/definition.js'
import {interpret} from '../support/interpreter.js'
import {anyCustomer, anyOrders, anyProgram} from '../support/random-programs.js'
import {chanceOf, stepped} from '../support/stepped.js'

// Source: programs.md "Exact mechanics"; the interpreter is its literal reading, the engine what replays use.
const RUNS = Number(process.env['DIFFERENTIAL_RUNS'] ?? 1500)

test('the engine and the literal interpreter report identical events, for any program and any history', () => {
  fc.assert(fc.property(anyProgram, anyOrders, anyCustomer, fc.integer({min: 0, max: 900}), fc.nat(), (raw, orders, customer, after, seed) => {
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
