import {RegularsError} from '../base/errors.js'
import type {ProgramDefinition, UncertainValue} from '../programs/definition.js'
import {RESPONSE_PRESETS, type ResponsePreset} from '../vocabulary.js'
import {betaBetween, lognormalBetween, type Distribution} from './distribution.js'
import type {Evidence, EvidenceTable} from './evidence.js'
import {OPTIMISTIC_PRIORS} from './optimistic.js'

/** What is believed about the response to one program: plain data, so that it can be sent to workers. */
export interface ResponseSpecification {
  readonly preset: ResponsePreset
  /** of every id in evidence.csv, after preset and overrides */
  readonly priors: Readonly<Record<string, Distribution>>
  /** ids the program file replaces */
  readonly overridden: readonly string[]
  /** chance that the program does nothing at all, whatever the other draws say (model.md §2) */
  readonly nullProbability: number
  /** false: effects do not wear off */
  readonly decays: boolean
}

/** Chance that an ordinary program does nothing: of 358 grocery banners some types show no effect at all (Bombaij & Dekimpe 2020). Judgement. */
const NULL_PROBABILITY = 0.25

/**
 * Evidence, preset and the file's own `response` put together. `preset` (a flag) wins over the file's preset.
 * Throws `response-unknown` and `response-invalid`.
 */
export function responseSpecification(
  definition: Pick<ProgramDefinition, 'name' | 'response'>, evidence: EvidenceTable, preset?: ResponsePreset,
): ResponseSpecification {
  const chosen = preset ?? presetOf(definition) ?? 'sceptical'
  const priors: Record<string, Distribution> = {}
  for (const each of evidence.values()) priors[each.id] = chosen === 'optimistic' ? (OPTIMISTIC_PRIORS[each.id]?.prior ?? each.prior) : each.prior
  const overridden: string[] = []
  for (const [id, value] of Object.entries(definition.response)) {
    if (id === 'preset') continue
    const known = evidence.get(id)
    if (known === undefined) throw unknownAssumption(definition.name, id, evidence)
    if (typeof value === 'string') throw impossible(definition.name, known, value)
    priors[id] = overriddenBy(definition.name, known, value)
    overridden.push(id)
  }
  return {
    preset: chosen, priors, overridden,
    nullProbability: chosen === 'sceptical' ? NULL_PROBABILITY : 0,
    decays: chosen === 'sceptical',
  }
}

function presetOf(definition: Pick<ProgramDefinition, 'response'>): ResponsePreset | undefined {
  const value = definition.response['preset']
  return typeof value === 'string' && value in RESPONSE_PRESETS ? value : undefined
}

function overriddenBy(program: string, evidence: Evidence, value: UncertainValue): Distribution {
  const isShare = kindOf(evidence) === 'share'
  const distribution = asDistribution(value, isShare)
  const [low, high] = reach(distribution)
  const fine = low <= high && (isShare ? low >= 0 && high <= 1 : low > 0)
  if (!fine) throw impossible(program, evidence, value)
  return distribution
}

function impossible(program: string, evidence: Evidence, value: UncertainValue | string): RegularsError {
  const backwards = Array.isArray(value) && Number(value[0]) > Number(value[1])
  return new RegularsError('usage', 'response-invalid',
    `${program}: response.${evidence.id} is ${JSON.stringify(value)}, but it is ${evidence.quantity}.`,
    backwards ? 'Of a range the smaller number stands first, such as [0.3, 0.5].' : {
      share: 'Write a share from 0 to 1, such as 0.4 or [0.3, 0.5].',
      size: `Write a number above 0, such as ${evidence.centre} or [${evidence.low}, ${evidence.high}].`,
      ratio: 'Write a ratio above 0, such as 1.03 or [0.99, 1.08] (1 is no effect).',
    }[kindOf(evidence)])
}

/** What the number is: a share or a chance; a size of its own (an elasticity, a rate); or a ratio, where 1 is no effect. */
function kindOf({prior, quantity}: Evidence): 'share' | 'size' | 'ratio' {
  if (prior.kind === 'beta' || quantity.includes('(probability)')) return 'share'
  return /^\|elasticity\||per active customer-year$|, months$/.test(quantity) ? 'size' : 'ratio'
}

function asDistribution(value: UncertainValue, isShare: boolean): Distribution {
  if (typeof value === 'number') return {kind: 'fixed', value}
  if (Array.isArray(value)) {
    const [low, high] = value as [number, number]
    if (low === high) return {kind: 'fixed', value: low}
    if (!(low < high) || low <= 0 || (isShare && high >= 1)) return {kind: 'uniform', low, high}
    return isShare ? betaBetween(low, high) : lognormalBetween(low, high)
  }
  const {distribution, ...rest} = value as Exclude<UncertainValue, number | readonly number[]>
  return {kind: distribution, ...rest} as Distribution
}

/** Everything a distribution can practically give, for checking it against what the quantity can be. */
function reach(distribution: Distribution): readonly [number, number] {
  switch (distribution.kind) {
    case 'fixed': return [distribution.value, distribution.value]
    case 'uniform': return [distribution.low, distribution.high]
    case 'normal': return [distribution.mean - 4 * distribution.sd, distribution.mean + 4 * distribution.sd]
    case 'lognormal': return [Math.exp(distribution.mean - 4 * distribution.sd), Math.exp(distribution.mean + 4 * distribution.sd)]
    case 'beta': return [0, 1]
  }
}

function unknownAssumption(program: string, id: string, evidence: EvidenceTable): RegularsError {
  const parts = id.toLowerCase().split(/[^a-z]+/).filter((part) => part.length > 2)
  const near = [...evidence.keys()].filter((known) =>
    known.startsWith(id.slice(0, 3)) || known.split('_').some((word) => word.length > 2 && parts.some((part) => part.includes(word) || word.includes(part))))
  const list = (near.length > 0 ? near : [...evidence.keys()]).slice(0, 12).join(', ')
  return new RegularsError('usage', 'response-unknown', `${program}: there is no assumption called "${id}".`,
    `Known are for example ${list}; see all with: regulars explain response`, {details: {id}})
}
