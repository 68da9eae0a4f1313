import type {ProgramDefinition} from './definition.js'
import {Engine} from './engine.js'
import type {CompileContext, Mechanics} from './mechanics.js'

/**
 * Compiles a definition into the state machine that replay, simulation and the ledger step (programs.md, "Exact mechanics").
 * A `Purchases` can be passed as the context.
 */
export function compileProgram(definition: ProgramDefinition, context: CompileContext): Mechanics {
  return new Engine(definition, context)
}
