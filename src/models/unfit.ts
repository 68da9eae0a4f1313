import {RegularsError} from '../base/errors.js'
import type {Minimum} from './numerics/minimise.js'

/** A search that stopped before a maximum is an error with advice, never a number. */
export function unfit(customers: number, best: Minimum): RegularsError {
  return new RegularsError(
    'input', 'model-unfit',
    `The customer model could not be fitted to this history (customers: ${customers}): the search stopped before a maximum.`,
    'Check that the dates are right and that one customer has one key; a longer history helps, or another --until or --model.',
    {details: {evaluations: best.evaluations, gradient: best.gradient}},
  )
}
