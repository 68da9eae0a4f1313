import {z} from 'zod'
import {programSchema} from '../../programs/definition.js'

/** The definition language as JSON Schema: what a person writes, before defaults are filled in. */
export function programJsonSchema(): object {
  return {title: 'regulars program', ...z.toJSONSchema(programSchema, {io: 'input', unrepresentable: 'any'})}
}
