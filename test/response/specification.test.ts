import {describe, expect, test} from 'vitest'
import {describeResponse} from '../../src/reports/describe/response.js'
import {WORDS_RESPONSE} from '../../src/reports/words/response.js'
import {quantile} from '../../src/response/distribution.js'
import {drawResponse} from '../../src/response/draw.js'
import {attractiveness} from '../../src/response/gate.js'
import {combinedHazard, hazardRatio, visitMultiplier} from '../../src/response/combine.js'
import {goalGradient} from '../../src/response/goal-gradient.js'
import {joiningIntercept, joiningProbability} from '../../src/response/enrolment.js'
import {MECHANISMS} from '../../src/response/mechanisms/index.js'
import {OPTIMISTIC_PRIORS} from '../../src/response/optimistic.js'
import {responseSpecification} from '../../src/response/specification.js'
import {explainResponse} from '../../src/tasks/explain-response.js'
import {readEvidence} from '../../src/files/evidence-file.js'
import {EVIDENCE, POINTS, program} from '../simulation/corner-shop.js'

const withResponse = (response: object) => program({...POINTS, response})

describe('assumptions of a program file', () => {
  test('a number, a range and a distribution replace the default', () => {
    const {priors, overridden} = responseSpecification(withResponse({lp_freq: 1.05, enrol: [0.2, 0.6], lp_hazard: {distribution: 'lognormal', mean: -0.1, sd: 0.02}}), EVIDENCE)
    expect(quantile(priors['lp_freq']!, 0.3)).toBe(1.05)
    expect(quantile(priors['enrol']!, 0.05)).toBeCloseTo(0.2, 4)
    expect(priors['lp_hazard']).toEqual({kind: 'lognormal', mean: -0.1, sd: 0.02})
    expect(overridden).toEqual(['lp_freq', 'enrol', 'lp_hazard'])
  })

  test('a name that does not exist is refused with names that do', () => {
    expect(() => responseSpecification(withResponse({lp_frequency: 1.05}), EVIDENCE)).toThrow(/no assumption called "lp_frequency"/)
  })

  test.each([{enrol: 1.2}, {enrol: -0.1}, {lp_freq: 0}, {lp_hazard: [1.2, 0.8]}, {active: [0.2, 1.4]}])('%j is impossible, and refused saying what it is', (response) => {
    expect(() => responseSpecification(withResponse(response), EVIDENCE)).toThrow(/but it is/)
  })

  test('every assumption is replaced by a number, a range and a distribution', () => {
    for (const {id, centre, low, high, prior} of EVIDENCE.values()) {
      const replaced = (value: unknown) => responseSpecification(withResponse({[id]: value}), EVIDENCE).priors[id]!
      expect(quantile(replaced(centre), 0.9), id).toBe(centre)
      const range = replaced([low, high])
      // Source: what a 90 % interval is.
      for (const [u, end] of [[0.05, low], [0.95, high]] as const) expect(Math.abs(quantile(range, u) / end - 1), `${id} ${u}`).toBeLessThan(2e-3)
      expect(replaced({distribution: 'uniform', low, high}), id).toEqual({kind: 'uniform', low, high})
      if (prior.kind === 'beta') expect(replaced({distribution: 'beta', a: prior.a, b: prior.b}), id).toEqual(prior)
      else if (high < 0.5 || high > 0.6) expect(replaced({distribution: 'lognormal', mean: Math.log(centre), sd: 0.001}), id).toBeDefined()
    }
  })

  test.each([['frequency', /lp_freq, .*paid_freq/], ['hazard', /lp_hazard/], ['winback_offer', /wb_offer/], ['urr', /urr_points, urr_cash/]])('asked for %s, those of a like name are offered', (id, names) => {
    expect(() => responseSpecification(withResponse({[id]: 1}), EVIDENCE)).toThrow(expect.objectContaining({code: 'response-unknown', hint: expect.stringMatching(names) as string}))
  })

  test.each([[{wb_offer: 1.03}, 'Write a share'], [{eps_everyday: -0.6}, 'Write a number above 0, such as 0.6'], [{ref_rate: -1}, 'such as 0.01'], [{bundle: 0}, '1 is no effect'], [{lp_freq: -1}, '1 is no effect'], [{enrol: [0.6, 0.4]}, 'smaller number']])('%j is refused: %s', (response, hint) => {
    expect(() => responseSpecification(withResponse(response), EVIDENCE)).toThrow(expect.objectContaining({code: 'response-invalid', hint: expect.stringContaining(hint) as string}))
  })

  test('the flag wins over the file’s preset; the default is sceptical', () => {
    expect(responseSpecification(withResponse({preset: 'optimistic'}), EVIDENCE).preset).toBe('optimistic')
    expect(responseSpecification(withResponse({preset: 'optimistic'}), EVIDENCE, 'none').preset).toBe('none')
    expect(responseSpecification(withResponse({}), EVIDENCE).preset).toBe('sceptical')
  })

  test('a quarter of sceptical replicates do nothing, no optimistic one, all of none', () => {
    const nothing = (preset: 'sceptical' | 'optimistic' | 'none'): number => {
      const specification = responseSpecification(withResponse({}), EVIDENCE, preset)
      return Array.from({length: 1000}, (_, replicate) => drawResponse(specification, 1, replicate)).filter((draw) => draw.nothing).length
    }
    expect(nothing('sceptical') / 1000).toBeCloseTo(0.25, 1)
    expect([nothing('optimistic'), nothing('none')]).toEqual([0, 1000])
  })
})

describe('formulas of model.md', () => {
  test('the gate is 1 at 4 %, 0 where nothing is to be had, and never above 1.75', () => {
    expect(attractiveness(0.04)).toBeCloseTo(1, 12)
    expect(attractiveness(0)).toBe(0)
    expect(attractiveness(1e9)).toBeCloseTo(1.75, 6)
  })

  test('caps: visits at 2.5, drop-out at 0.70; the strongest reason and half of the rest', () => {
    expect(visitMultiplier(5)).toBe(2.5)
    expect(hazardRatio(-2)).toBe(0.7)
    expect(combinedHazard([-0.1, -0.04, 0.02])).toBeCloseTo(-0.11, 12)
    expect(combinedHazard([])).toBe(0)
  })

  test('the goal gradient has mean 0 over a cycle, and hardly any slope for frequent buyers', () => {
    const cycle = 10
    const terms = (rate: number): number[] => Array.from({length: cycle}, (_, k) => goalGradient(0.11, rate, cycle - k, cycle))
    expect(terms(0.1).reduce((sum, each) => sum + each, 0)).toBeCloseTo(0, 12)
    expect(terms(0.1).at(-1)! - terms(0.1)[0]!).toBeGreaterThan(3 * (terms(2).at(-1)! - terms(2)[0]!))
    expect(terms(1e-6).at(-1)! - terms(1e-6)[0]!).toBeCloseTo(0.11, 3)
  })

  test('joining: the intercept hits the share, and frequent buyers join first', () => {
    const rates = Float64Array.from({length: 500}, (_, i) => 0.001 * (i + 1))
    const weights = new Float64Array(500).fill(1)
    const intercept = joiningIntercept(rates, weights, 0.3)
    const joined = rates.reduce((sum, rate) => sum + joiningProbability(intercept, rate), 0)
    expect(joined / 500).toBeCloseTo(0.3, 5)
    expect(joiningProbability(intercept, 0.4)).toBeGreaterThan(3 * joiningProbability(intercept, 0.04))
    expect([joiningIntercept(rates, weights, 0), joiningIntercept(rates, weights, 1)]).toEqual([-Infinity, Infinity])
  })
})

describe('explain response', () => {
  test('every assumption of evidence.csv belongs to a mechanism, or says who takes part and for how long', async () => {
    const used = new Set(MECHANISMS.flatMap((mechanism) => mechanism.evidence))
    for (const id of used) expect(EVIDENCE.has(id), id).toBe(true)
    const all = explainResponse({program: undefined, response: undefined, evidence: await readEvidence()})
    expect(all.others.map(({id}) => id)).toEqual(['enrol', 'active', 'urr_points', 'urr_cash', 'decay_floor', 'decay_half', 'kappa_acq'])
    for (const id of Object.keys(OPTIMISTIC_PRIORS)) expect(EVIDENCE.has(id), id).toBe(true)
  })

  test('every mechanism has its words in both languages', async () => {
    const all = explainResponse({program: undefined, response: undefined, evidence: await readEvidence()})
    for (const language of ['en', 'fr'] as const) {
      for (const {id} of MECHANISMS) expect(WORDS_RESPONSE[language].mechanisms[id], id).toBeDefined()
      expect(describeResponse(all, language)).toContain('Gopalakrishnan')
    }
  })

  test('what the program file replaces is said to come from there', async () => {
    const definition = withResponse({lp_freq: 1.05})
    const explained = explainResponse({program: {file: 'p.yaml', key: 'p', definition}, response: undefined, evidence: await readEvidence()})
    const [frequency] = explained.mechanisms[0]!.assumptions
    expect(frequency).toMatchObject({id: 'lp_freq', centre: 1.05, low: 1.05, high: 1.05, overridden: true, source: 'the program file'})
  })

  test('what the program file states outside `response` is shown as it states it, unless replaced there', async () => {
    const membership = {enrolment: {share: 0.1, fee: {amount: 9, renewal: 0.6}}, benefits: [{name: 'b', kind: 'discount', percent: 5}]}
    const evidence = await readEvidence()
    const shown = (response: object) => {
      const explained = explainResponse({program: {file: 'p.yaml', key: 'p', definition: program({...membership, response})}, response: undefined, evidence})
      return Object.fromEntries(explained.mechanisms.flatMap(({assumptions}) => assumptions.map(({id, centre, source}) => [id, [centre, source]])))
    }
    expect(shown({})).toMatchObject({paid_adopt: [0.1, 'the program file'], paid_renew: [0.6, 'the program file']})
    expect(shown({paid_adopt: 0.2})).toMatchObject({paid_adopt: [0.2, 'the program file']})
  })
})
