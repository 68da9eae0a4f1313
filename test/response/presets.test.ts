import {readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {accountsOf} from '../../src/economics/accounts.js'
import {packageFile} from '../../src/files/package-data.js'
import {programFromText} from '../../src/files/program-text.js'
import {programFacts} from '../../src/programs/facts.js'
import {TEMPLATES} from '../../src/programs/templates.js'
import {responseSpecification} from '../../src/response/specification.js'
import {costPerPoint} from '../../src/simulation/compiled-program.js'
import {Simulator} from '../../src/simulation/simulator.js'
import {BASELINE, corner, EVIDENCE, keysOf, regulars} from '../simulation/corner-shop.js'

const REPLICATES = 16
const CUSTOMERS = 200

/** Net value and incremental margin of each replicate under sceptical, sceptical without its null switch (central), optimistic and none. */
function underPresets(name: string): {readonly net: readonly number[]; readonly gain: readonly number[]}[] {
  const definition = programFromText(readFileSync(packageFile('src', 'programs', 'templates', `${name}.yaml`), 'utf8'), name)
  const sceptical = responseSpecification(definition, EVIDENCE, 'sceptical')
  const responses = [sceptical, {...sceptical, nullProbability: 0}, responseSpecification(definition, EVIDENCE, 'optimistic'), responseSpecification(definition, EVIDENCE, 'none')]
  const simulator = new Simulator(corner(responses.map((response) => ({definition, response})), {
    baseline: {...BASELINE, spend: {p: 4, q: 9, gamma: 200}}, rf: {...regulars(CUSTOMERS), meanSpend: new Float64Array(CUSTOMERS).fill(100)},
    keys: keysOf(CUSTOMERS), acquired: 0, newcomersPerDay: 0,
  }))
  const found = Array.from({length: REPLICATES}, (_, replicate) => {
    const {baseline, programs} = simulator.run(replicate)
    return programs.map((program) => accountsOf(baseline, program, programFacts(definition, 'EUR'), costPerPoint(definition, 'EUR'), {margin: 0.5, discountRateYearly: 0.1, months: 12}))
  })
  return responses.map((_, i) => ({net: found.map((each) => each[i]!.netValue), gain: found.map((each) => each[i]!.incrementalMargin)}))
}

const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length

/** How much better `a` is than `b` on the same draws, in standard errors; 0 where they are the same. */
function better(a: readonly number[], b: readonly number[]): number {
  const differences = a.map((each, i) => each - b[i]!)
  const average = mean(differences)
  const error = Math.sqrt(mean(differences.map((each) => (each - average) ** 2)) / (differences.length - 1))
  return average === 0 ? 0 : average / Math.max(error, 1e-9)
}

describe.each(TEMPLATES.map(({name}) => name))('the presets of %s', (name) => {
  test('none gains nothing at all; a sceptic sees what is believed, or nothing; an optimist no less', () => {
    const [sceptical, central, optimistic, none] = underPresets(name) as [ReturnType<typeof underPresets>[number], ...ReturnType<typeof underPresets>[number][]]
    expect(new Set(none!.gain)).toEqual(new Set([0]))
    for (const [i, net] of sceptical.net.entries()) expect(net === central!.net[i] || sceptical.gain[i] === 0, `replicate ${i}`).toBe(true)
    expect(sceptical.gain.filter((each) => each === 0).length).toBeGreaterThan(0)
    // Invitations are believed to put off more by those not asked than they bring by those who are: there the sceptic's nothing is the better.
    if (name === 'events') expect(mean(central!.gain)).toBeLessThan(0)
    else expect(better(central!.net, sceptical.net)).toBeGreaterThan(0)
    expect(better(optimistic!.net, central!.net)).toBeGreaterThan(-2)
    if (name !== 'events') expect(mean(optimistic!.net)).toBeGreaterThan(mean(sceptical.net))
  })
})
