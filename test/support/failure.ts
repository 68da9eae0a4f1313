import {RegularsError} from '../../src/base/errors.js'

/** The error a person would see; fails where there is none. */
export function failure(work: () => unknown): RegularsError {
  try {
    work()
  } catch (error) {
    if (error instanceof RegularsError) return error
    throw error
  }
  throw new Error('nothing failed')
}
