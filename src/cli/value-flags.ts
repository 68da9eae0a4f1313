import {Args, Flags} from '@oclif/core'
import {parseIsoDay, type Day} from '../base/day.js'
import {RegularsError} from '../base/errors.js'

/** A share as people write it: 0.35, 35 %, 0,35. */
export const shareFlag = Flags.custom<number>({
  helpValue: 'SHARE',
  // Imported when used: the prompts bring inquirer with them.
  parse: async (text) => orThrow((await import('./prompts.js')).parseShare(text), text),
})

/** An amount of money above zero, as people write it. */
export const amountFlag = Flags.custom<number>({
  helpValue: 'AMOUNT',
  parse: async (text) => orThrow((await import('./prompts.js')).parseAmount(text), text),
})

/** The number of an import or of a batch. */
export const batchArg = Args.custom<number>({
  ignoreStdin: true,
  parse: async (text) => {
    if (/^[1-9]\d{0,14}$/.test(text)) return Number(text)
    throw new RegularsError('usage', 'number-invalid', `"${text}" is not the number of a batch.`, 'Write its number, such as 3.')
  },
})

/** A day written 2026-01-31. */
export const dayFlag = Flags.custom<Day>({
  helpValue: 'DATE',
  parse: async (text) => {
    const day = parseIsoDay(text)
    if (day === undefined) throw new RegularsError('usage', 'date-invalid', `"${text}" is not a day.`, 'Write it as 2026-01-31.')
    return day
  },
})

function orThrow(value: number | string, text: string): number {
  if (typeof value === 'string') throw new RegularsError('usage', 'value-invalid', `"${text}" cannot be read.`, value)
  return value
}
