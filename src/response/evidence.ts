import {assert} from '../base/assert.js'
import {EVIDENCE_GRADES, type EvidenceGrade} from '../vocabulary.js'
import type {Distribution} from './distribution.js'

/** One assumption about how customers respond: what it is, what is believed of it, and why. */
export interface Evidence {
  readonly id: string
  readonly family: string
  readonly quantity: string
  readonly prior: Distribution
  readonly centre: number
  /** 90 % interval */
  readonly low: number
  readonly high: number
  readonly grade: EvidenceGrade
  readonly source: string
}

/** `evidence.csv` by id, in its order. */
export type EvidenceTable = ReadonlyMap<string, Evidence>

const HEADER = 'id,family,quantity,distribution,par1,par2,centre,lo90,hi90,grade,source'

/** Reads `src/response/evidence.csv`. The file is ours, so a mistake in it is a bug. */
export function parseEvidence(text: string): EvidenceTable {
  const [header, ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/).filter((line) => line !== '')
  assert(header === HEADER, `evidence.csv begins with ${HEADER}`)
  return new Map(lines.map((line) => {
    const evidence = readLine(line)
    return [evidence.id, evidence]
  }))
}

function readLine(line: string): Evidence {
  const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((match) => match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
  const [id, family, quantity, kind, par1, par2, centre, low, high, grade, source] = cells as [
    string, string, string, string, string, string, string, string, string, string, string]
  assert(cells.length === 11 && grade in EVIDENCE_GRADES, `a line of evidence.csv has 11 cells and a grade: ${line}`)
  assert(kind === 'lognormal' || kind === 'beta', `evidence.csv knows lognormal and beta, not ${kind}`)
  const prior: Distribution = kind === 'lognormal'
    ? {kind, mean: Number(par1), sd: Number(par2)}
    : {kind, a: Number(par1), b: Number(par2)}
  return {id, family, quantity, prior, centre: Number(centre), low: Number(low), high: Number(high), grade: grade as EvidenceGrade, source}
}
