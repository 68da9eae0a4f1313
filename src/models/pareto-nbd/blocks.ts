import type {GroupedRows} from '../rows.js'

/** The groups that share one x, and the distinct moments (t_x and T) at which their integrals begin and end. */
export interface Block {
  readonly x: number
  /** ascending */
  readonly knots: Float64Array
  readonly rows: Int32Array
  /** index into `knots`, per entry of `rows` */
  readonly txKnot: Int32Array
  readonly TKnot: Int32Array
}

export function blocksOf(rows: GroupedRows): readonly Block[] {
  const byX = new Map<number, number[]>()
  for (let i = 0; i < rows.x.length; i += 1) {
    const list = byX.get(rows.x[i]!)
    if (list === undefined) byX.set(rows.x[i]!, [i])
    else list.push(i)
  }
  return [...byX].map(([x, members]) => {
    const moments = new Float64Array(2 * members.length)
    members.forEach((row, j) => {
      moments[2 * j] = rows.tx[row]!
      moments[2 * j + 1] = rows.T[row]!
    })
    moments.sort()
    const knots = moments.filter((u, i) => i === 0 || u !== moments[i - 1])
    const place = new Map<number, number>()
    knots.forEach((u, i) => { place.set(u, i) })
    return {
      x, knots, rows: Int32Array.from(members),
      txKnot: Int32Array.from(members, (row) => place.get(rows.tx[row]!)!),
      TKnot: Int32Array.from(members, (row) => place.get(rows.T[row]!)!),
    }
  })
}
