import type {RecencyFrequency} from './baseline.js'

/** Distinct (x, t_x, T) with how many customers share each: likelihoods depend on nothing else. */
export interface GroupedRows {
  readonly x: Int32Array
  readonly tx: Float64Array
  readonly T: Float64Array
  readonly count: Float64Array
  /** customers */
  readonly total: number
  /** the group of each row of the input */
  readonly groupOf: Int32Array
}

/** Groups identical rows through an open-addressing table: three times fewer rows at a million customers over two years. */
export function groupRows(rf: Pick<RecencyFrequency, 'x' | 'tx' | 'T'>): GroupedRows {
  const size = rf.x.length
  let capacity = 1024
  while (capacity < 2 * size) capacity *= 2
  const slots = new Int32Array(capacity).fill(-1)
  const first = new Int32Array(size)
  const count = new Float64Array(size)
  const groupOf = new Int32Array(size)
  let groups = 0
  for (let i = 0; i < size; i += 1) {
    const [x, tx, T] = [rf.x[i]!, rf.tx[i]!, rf.T[i]!]
    let slot = hash(x, tx, T) & (capacity - 1)
    for (;;) {
      const group = slots[slot]!
      if (group === -1) {
        slots[slot] = groups
        first[groups] = i
        count[groups] = 1
        groupOf[i] = groups
        groups += 1
        break
      }
      const other = first[group]!
      if (rf.x[other] === x && rf.tx[other] === tx && rf.T[other] === T) {
        count[group] = count[group]! + 1
        groupOf[i] = group
        break
      }
      slot = (slot + 1) & (capacity - 1)
    }
  }
  const pick = (values: Float64Array): Float64Array => Float64Array.from(first.subarray(0, groups), (row) => values[row]!)
  return {
    x: Int32Array.from(first.subarray(0, groups), (row) => rf.x[row]!), tx: pick(rf.tx), T: pick(rf.T),
    count: count.slice(0, groups), total: size, groupOf,
  }
}

/** Times may have fractions; 4096ths tell weeks and days apart well enough for a hash. */
function hash(x: number, tx: number, T: number): number {
  let h = Math.imul(x, 0x9e3779b1) ^ Math.imul((tx * 4096) | 0, 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35) ^ Math.imul((T * 4096) | 0, 0x27d4eb2f)
  h = Math.imul(h ^ (h >>> 13), 0x165667b1)
  return h ^ (h >>> 16)
}
