import {quantile, type Distribution} from '../response/distribution.js'
import {parseEvidence, type Evidence} from '../response/evidence.js'
import {MECHANISMS} from '../response/mechanisms/index.js'
import {assumptionsOf, mechanismsOf, statedInFile, subjectOf} from '../response/program-response.js'
import {OPTIMISTIC_PRIORS} from '../response/optimistic.js'
import {responseSpecification} from '../response/specification.js'
import type {EvidenceGrade, ResponsePreset} from '../vocabulary.js'
import type {LoadedProgram} from './programs/library.js'

/** One assumption: what is believed, how sure, since whom, and how to say otherwise. */
export interface AssumptionExplained {
  readonly id: string
  readonly quantity: string
  readonly distribution: Distribution
  /** median and 90 % interval of what is believed */
  readonly centre: number
  readonly low: number
  readonly high: number
  readonly grade: EvidenceGrade
  readonly source: string
  readonly overridden: boolean
  /** the line for the program file that would replace it, here with the value it has */
  readonly override: string
}

export interface MechanismExplained {
  readonly id: string
  readonly equation: string
  readonly assumptions: readonly AssumptionExplained[]
}

export interface ExplainResponseResult {
  /** null: every assumption there is */
  readonly program: string | null
  readonly file: string | null
  readonly response: ResponsePreset
  /** chance that the program does nothing at all */
  readonly nullProbability: number
  readonly mechanisms: readonly MechanismExplained[]
  /** who takes part, how long effects last: what belongs to no single mechanism */
  readonly others: readonly AssumptionExplained[]
}

export interface ExplainResponseRequest {
  readonly program: LoadedProgram | undefined
  readonly response: ResponsePreset | undefined
  /** text of src/response/evidence.csv */
  readonly evidence: string
}

/** What a simulation assumes about how customers react to a program, mechanism by mechanism. */
export function explainResponse({program, response, evidence: text}: ExplainResponseRequest): ExplainResponseResult {
  const evidence = parseEvidence(text)
  const definition = program?.definition
  const specification = responseSpecification(definition ?? {name: '', response: {}}, evidence, response)
  const stated = definition === undefined ? new Map<string, number>() : statedInFile(definition)
  const explain = (id: string): AssumptionExplained => {
    const known = evidence.get(id)!
    const replaced = specification.overridden.includes(id)
    const prior: Distribution = stated.has(id) && !replaced ? {kind: 'fixed', value: stated.get(id)!} : specification.priors[id]!
    const [centre, low, high] = [quantile(prior, 0.5), quantile(prior, 0.05), quantile(prior, 0.95)]
    const overridden = replaced || stated.has(id)
    return {
      id, quantity: known.quantity, distribution: prior, centre, low, high, grade: known.grade,
      source: sourceOf(known, specification.preset, overridden), overridden, override: `${id}: [${short(low)}, ${short(high)}]`,
    }
  }
  const mechanisms = definition === undefined ? MECHANISMS : specification.preset === 'none' ? [] : mechanismsOf(subjectOf(definition))
  const used = new Set(mechanisms.flatMap((mechanism) => mechanism.evidence))
  const rest = definition === undefined ? [...evidence.keys()] : assumptionsOf(definition, specification)
  return {
    program: definition?.name ?? null, file: program?.file ?? null, response: specification.preset, nullProbability: specification.nullProbability,
    mechanisms: mechanisms.map(({id, equation, evidence: ids}) => ({id, equation, assumptions: ids.map(explain)})),
    others: rest.filter((id) => !used.has(id)).map(explain),
  }
}

function sourceOf(evidence: Evidence, preset: ResponsePreset, overridden: boolean): string {
  if (overridden) return 'the program file'
  return (preset === 'optimistic' ? OPTIMISTIC_PRIORS[evidence.id]?.source : undefined) ?? evidence.source
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)))
}
