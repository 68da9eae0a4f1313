/** Nodes on (0, 1) and weights that sum to 1. */
export interface Rule {
  readonly nodes: Float64Array
  readonly weights: Float64Array
}

const rules = new Map<number, Rule>()

/** Gauss–Legendre rule with `size` nodes on (0, 1), found by Newton on the Legendre polynomial. */
export function gaussLegendre(size: number): Rule {
  const known = rules.get(size)
  if (known !== undefined) return known
  const nodes = new Float64Array(size)
  const weights = new Float64Array(size)
  for (let i = 0; i < size; i += 1) {
    let z = Math.cos((Math.PI * (i + 0.75)) / (size + 0.5))
    let slope = 1
    for (let round = 0; round < 100; round += 1) {
      let [p1, p0] = [1, 0]
      for (let j = 1; j <= size; j += 1) [p1, p0] = [((2 * j - 1) * z * p1 - (j - 1) * p0) / j, p1]
      slope = (size * (z * p1 - p0)) / (z * z - 1)
      const move = p1 / slope
      z -= move
      if (Math.abs(move) < 1e-16) break
    }
    nodes[size - 1 - i] = (1 + z) / 2
    weights[size - 1 - i] = 1 / ((1 - z * z) * slope * slope)
  }
  const rule = {nodes, weights}
  rules.set(size, rule)
  return rule
}
