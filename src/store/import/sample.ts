import {open} from 'node:fs/promises'
import {type FileEvidence, type FilePlan, NUMBER_ROLES, type ShapeEvidence} from '../../tasks/import/plan.js'
import {RecordScanner, valuesOf} from './record-scanner.js'

const BLOCKS = 32
const BLOCK_BYTES = 32_768

/** Shapes of dates and numbers in rows taken evenly from the whole file, without loading it. */
export async function sampleFile(file: FilePlan): Promise<FileEvidence> {
  const dates = new Shapes()
  const [numbers, pieces] = [new Shapes(), new Shapes()]
  const columns = NUMBER_ROLES.filter((role) => role !== 'quantity').flatMap((role) => file.roles[role] ?? [])
  await eachSampledRecord(file, (values) => {
    const day = values[file.roles.date ?? -1]?.trim() ?? ''
    const time = file.roles.time === undefined ? '' : values[file.roles.time]?.trim() ?? ''
    dates.add(time === '' || day === '' ? day : `${day} ${time}`)
    for (const column of columns) numbers.add(values[column]?.trim() ?? '')
    if (file.roles.quantity !== undefined) pieces.add(values[file.roles.quantity]?.trim() ?? '')
  })
  return {dates: dates.evidence(), numbers: [...numbers.evidence(), ...pieces.evidence().map((each) => ({...each, pieces: true as const}))]}
}

async function eachSampledRecord(file: FilePlan, visit: (values: readonly string[]) => void): Promise<void> {
  const handle = await open(file.readable)
  try {
    const {size} = await handle.stat()
    const bytes = Buffer.alloc(BLOCK_BYTES)
    for (let block = 0; block < BLOCKS; block += 1) {
      const from = Math.floor((block * Math.max(0, size - BLOCK_BYTES)) / (BLOCKS - 1))
      const {bytesRead} = await handle.read(bytes, 0, BLOCK_BYTES, from)
      // A block begins in the middle of a record, and may begin in the middle of a quoted value: what is no whole row is left out.
      const scanner = new RecordScanner({...file.dialect, skipLines: from === 0 ? file.skipLines : 1}, (record) => {
        if (record.unclosed) return true
        const values = valuesOf(record.bytes.toString('utf8'), file.dialect)
        if (values.length === file.columns.length) visit(values)
        return true
      })
      scanner.push(bytes.subarray(0, bytesRead))
    }
  } finally {
    await handle.close()
  }
}

interface Shape {
  rows: number
  readonly example: string
  firstOver12: number
  secondOver12: number
}

class Shapes {
  private readonly found = new Map<string, Shape>()
  /** what has been seen of a value before: most come again */
  private readonly known = new Map<string, {readonly entry: Shape; readonly first: number; readonly second: number}>()

  add(value: string): void {
    if (value === '') return
    const {entry, first, second} = this.known.get(value) ?? this.look(value)
    entry.rows += 1
    entry.firstOver12 += first
    entry.secondOver12 += second
  }

  private look(value: string): {readonly entry: Shape; readonly first: number; readonly second: number} {
    const shape = value.replaceAll(/[0-8]/g, '9')
    const entry = this.found.get(shape) ?? {rows: 0, example: value, firstOver12: 0, secondOver12: 0}
    const groups = /^[^0-9]*([0-9]+)(?:[^0-9]+([0-9]+))?/.exec(value)
    const seen = {entry, first: Number(groups?.[1] ?? 0) > 12 ? 1 : 0, second: Number(groups?.[2] ?? 0) > 12 ? 1 : 0}
    this.found.set(shape, entry)
    this.known.set(value, seen)
    return seen
  }

  evidence(): readonly ShapeEvidence[] {
    return [...this.found].map(([shape, entry]) => ({shape, ...entry})).sort((a, b) => b.rows - a.rows || (a.shape < b.shape ? -1 : 1)).slice(0, 500)
  }
}
