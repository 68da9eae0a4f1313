import type {ShapeEvidence} from '../../src/tasks/import/plan.js'

/** The evidence of a column, counted in JavaScript: the readable form of what the store counts in SQL. */
export function shapesOf(values: readonly string[]): ShapeEvidence[] {
  const shapes = new Map<string, {shape: string; rows: number; example: string; firstOver12: number; secondOver12: number}>()
  for (const value of values.map((each) => each.trim()).filter((each) => each !== '')) {
    const shape = value.replaceAll(/[0-9]/g, '9')
    const found = shapes.get(shape) ?? {shape, rows: 0, example: value, firstOver12: 0, secondOver12: 0}
    const [first = '0', second = '0'] = value.match(/[0-9]+/g) ?? []
    shapes.set(shape, {...found, rows: found.rows + 1, firstOver12: found.firstOver12 + Number(Number(first) > 12),
      secondOver12: found.secondOver12 + Number(Number(second) > 12)})
  }
  return [...shapes.values()].sort((a, b) => b.rows - a.rows)
}
