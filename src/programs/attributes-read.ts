import {compileDefinition} from './compiled.js'
import type {ProgramDefinition} from './definition.js'

const NOTHING = {currency: 'EUR', attributes: {}, customerAttributes: {}} as const

/** Names of the order attributes a program reads, to ask the history for them and no others. */
export function orderAttributesOf(definition: ProgramDefinition): readonly string[] {
  return compileDefinition(definition, NOTHING).attributes
}
