/** Writes the gradient at `at` into `gradient` and returns the value. */
export type Objective = (at: Float64Array, gradient: Float64Array) => number

export interface Minimum {
  readonly at: Float64Array
  readonly value: number
  /** largest absolute component */
  readonly gradient: number
  readonly evaluations: number
  readonly converged: boolean
}

interface Point {
  readonly at: Float64Array
  readonly value: number
  readonly gradient: Float64Array
}

const TOLERANCE = 1e-8
/** What rounding allows where the line search cannot improve any further. */
const LOOSE_TOLERANCE = 1e-5
const ROUNDING = 1e-14
const SETTLED_TOLERANCE = 1e-6
const LONGEST_STEP = 2

/**
 * BFGS with a line search on the Wolfe conditions. Source: Nocedal & Wright (2006), algorithms 6.1 and 3.5 (with bisection).
 * Made for objectives of order one per observation in logarithms of parameters: no step moves a coordinate by more than 2.
 */
export function minimise(objective: Objective, start: ArrayLike<number>, options: {
  readonly tolerance?: number
  readonly most?: number
  /** inverse of the second derivatives, where known from a smaller problem of the same kind */
  readonly shape?: Float64Array | undefined
  /** so close to a boundary that nothing more can be learnt: a nearly flat place is then the end */
  readonly settled?: ((at: Float64Array) => boolean) | undefined
} = {}): Minimum {
  const {tolerance = TOLERANCE, most = 300} = options
  const size = start.length
  let evaluations = 0
  const evaluate = (at: Float64Array): Point => {
    const gradient = new Float64Array(size)
    evaluations += 1
    const value = objective(at, gradient)
    const fine = Number.isFinite(value) && gradient.every(Number.isFinite)
    return {at, value: fine ? value : Infinity, gradient}
  }
  let current = evaluate(Float64Array.from(start))
  let shape = options.shape ?? identity(size)
  let fresh = options.shape === undefined
  while (largest(current.gradient) > tolerance && evaluations < most) {
    const direction = downhill(shape, current.gradient)
    const next = search(evaluate, current, direction)
    if (next === undefined) {
      if (fresh || largest(current.gradient) < SETTLED_TOLERANCE) break
      shape = identity(size)
      fresh = true
      continue
    }
    shape = updated(shape, current, next, fresh)
    fresh = false
    const gain = current.value - next.value
    current = next
    // Below what rounding can tell, further steps are a random walk.
    if (gain <= ROUNDING * Math.abs(current.value) && largest(current.gradient) < SETTLED_TOLERANCE) break
    if (options.settled?.(current.at) === true && largest(current.gradient) < SETTLED_TOLERANCE) break
  }
  const gradient = largest(current.gradient)
  return {at: current.at, value: current.value, gradient, evaluations, converged: Number.isFinite(current.value) && gradient < LOOSE_TOLERANCE}
}

/** Second derivatives by central differences of the gradient, row by row, made symmetric. */
export function hessian(objective: Objective, at: Float64Array, step = 1e-4): Float64Array {
  const size = at.length
  const raw = new Float64Array(size * size)
  const [above, below] = [new Float64Array(size), new Float64Array(size)]
  for (let i = 0; i < size; i += 1) {
    objective(at.map((value, j) => (i === j ? value + step : value)), above)
    objective(at.map((value, j) => (i === j ? value - step : value)), below)
    for (let j = 0; j < size; j += 1) raw[i * size + j] = (above[j]! - below[j]!) / (2 * step)
  }
  return raw.map((value, index) => (value + raw[(index % size) * size + Math.floor(index / size)]!) / 2)
}

function identity(size: number): Float64Array {
  return Float64Array.from({length: size * size}, (_, i) => (i % (size + 1) === 0 ? 1 : 0))
}

function largest(vector: Float64Array): number {
  return vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0)
}

function downhill(shape: Float64Array, gradient: Float64Array): Float64Array {
  const size = gradient.length
  const direction = gradient.map((_, i) => -dot(shape.subarray(i * size, (i + 1) * size), gradient))
  const longest = largest(direction)
  return longest > LONGEST_STEP ? direction.map((value) => (value * LONGEST_STEP) / longest) : direction
}

function search(evaluate: (at: Float64Array) => Point, from: Point, direction: Float64Array): Point | undefined {
  const slope = dot(from.gradient, direction)
  if (!(slope < 0)) return undefined
  // Close to the minimum the value changes by less than it is rounded; the gradient still tells the way.
  const noise = ROUNDING * Math.abs(from.value)
  let [low, high, step] = [0, Infinity, 1]
  let best: Point | undefined
  for (let round = 0; round < 40; round += 1) {
    const next = evaluate(from.at.map((value, i) => value + step * direction[i]!))
    if (!(next.value <= from.value + 1e-4 * step * slope + noise)) high = step
    else if (dot(next.gradient, direction) < 0.9 * slope) {
      low = step
      best = next
    } else return next
    step = high === Infinity ? Math.min(2 * step, step + 2) : (low + high) / 2
    if (high - low < 1e-12) break
  }
  return best
}

function updated(shape: Float64Array, before: Point, after: Point, fresh: boolean): Float64Array {
  const size = before.at.length
  const s = after.at.map((value, i) => value - before.at[i]!)
  const y = after.gradient.map((value, i) => value - before.gradient[i]!)
  const curvature = dot(s, y)
  if (!(curvature > 1e-16)) return shape
  // The first step scales the start, so that the second is already of the right length (Nocedal & Wright, 6.20).
  const base = fresh ? shape.map((value) => (value * curvature) / dot(y, y)) : shape
  const hy = y.map((_, i) => dot(base.subarray(i * size, (i + 1) * size), y))
  const factor = (1 + dot(y, hy) / curvature) / curvature
  return base.map((value, index) => {
    const [i, j] = [Math.floor(index / size), index % size]
    return value + factor * s[i]! * s[j]! - (hy[i]! * s[j]! + s[i]! * hy[j]!) / curvature
  })
}
