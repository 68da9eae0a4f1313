import type {Objective} from './numerics/minimise.js'

/** How far (in logarithms) a search may go before a soft wall: likelihoods that keep rising towards infinity then have a maximum. */
export const WALL = 9

export function walled(objective: Objective, start: readonly number[]): Objective {
  return (at, gradient) => {
    let value = objective(at, gradient)
    for (let i = 0; i < start.length; i += 1) {
      const beyond = Math.abs(at[i]! - start[i]!) - WALL
      if (beyond <= 0) continue
      value += beyond * beyond
      gradient[i]! += 2 * beyond * Math.sign(at[i]! - start[i]!)
    }
    return value
  }
}

/** A normal opinion on a signed sum of the logarithms of parameters. */
export interface Opinion {
  readonly mean: number
  readonly sd: number
  readonly of: readonly (readonly [place: number, sign: 1 | -1])[]
}

/** Adds opinions to a mean negative log-likelihood of so many customers. */
export function withOpinions(objective: Objective, customers: number, opinions: readonly Opinion[]): Objective {
  return (at, gradient) => {
    let value = objective(at, gradient)
    for (const {mean, sd, of} of opinions) {
      const distance = of.reduce((sum, [place, sign]) => sum + sign * at[place]!, -mean)
      value += (distance * distance) / (2 * sd * sd * customers)
      for (const [place, sign] of of) gradient[place]! += (sign * distance) / (sd * sd * customers)
    }
    return value
  }
}

/** Without a single repeat the rate r/α is only known to be low: once per fifty customer-years, give or take a factor 150. */
export const SOME_RATE: Opinion = {mean: Math.log(1 / (50 * 365)), sd: 5, of: [[0, 1], [1, -1]]}
