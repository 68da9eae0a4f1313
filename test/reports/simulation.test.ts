import {describe, expect, test} from 'vitest'
import {describeSimulation} from '../../src/reports/describe/simulation.js'
import {formatFor} from '../../src/reports/format.js'
import {SimulationFigures, verdictKind} from '../../src/reports/simulation-figures.js'
import {wrap} from '../../src/reports/table.js'
import {frenchSpaces, spaced, spacedInHtml} from '../../src/reports/typography.js'
import {verdictOf} from '../../src/reports/verdict.js'
import {evidenceName, evidenceValue} from '../../src/reports/words/evidence.js'
import {WORDS_SIMULATION} from '../../src/reports/words/simulation.js'
import {golden} from '../support/cli.js'
import {outcome, simulation, type Sketch} from './simulation-sample.js'

const figures = new SimulationFigures(formatFor('en', 'EUR'), WORDS_SIMULATION.en)
const verdict = (sketch: Partial<Sketch>) => verdictOf(
  outcome({name: 'Points', net: -1900, probability: 0.12, breakEven: 0.061, ...sketch}), simulation(sketch.cac), figures)

describe('the verdict', () => {
  test.each([[0.95, 'pays'], [0.8, 'pays'], [0.6, 'mayPay'], [0.3, 'unlikely'], [0.2, 'loses'], [0, 'loses']] as const)(
    'paying for itself in %d of the runs: %s', (probability, kind) => expect(verdictKind({probabilityProfitable: probability})).toBe(kind))

  test('can say that a program loses money', () => {
    const {headline, sentences} = verdict({})
    expect(headline).toBe('loses money (in 9 of 10 runs)')
    expect(sentences).toContain('It pays for itself once members come 6.1% more often. In these runs they come 1.8% more often.')
    expect(sentences).toContain('Of every €10 in rewards, €9.19 go to orders that would have come anyway.')
  })

  test('never claims certainty it has not', () => {
    expect(verdict({probability: 0.999}).headline).toBe('likely to pay for itself (in nearly all runs)')
    expect(verdict({probability: 0.001}).headline).toBe('loses money (in nearly all runs)')
    expect(verdict({breakEven: null}).sentences.join(' ')).toContain('not pay for itself even if members came 150% more often')
  })

  test('without a CAC it says what a customer may cost; with one it compares', () => {
    expect(verdict({}).sentences.at(-1)).toContain('is the better use of this money if one costs less than about €14')
    expect(verdict({cac: 24}).sentences.at(-1)).toBe(
      'The same money spent on winning new customers would leave about −€900. The program is the better use in 4 of 10 runs.')
  })

  test('a program that drives customers away is said to', () => {
    const fewer = {p10: -9, p50: -4, p90: 1, mean: -4, standardError: 1}
    const program = {...outcome({name: 'Points', net: -500, probability: 0, breakEven: 0.02}), customersRetained: fewer}
    expect(verdictOf(program, simulation(), figures).sentences).toContain('It drives about 4 of 1,072 customers away.')
  })

  test('campaigns and friends are counted by what came because of them', () => {
    const about = (value: number) => ({p10: value, p50: value, p90: value, mean: value, standardError: 0})
    const campaigns = {contacted: about(500), cameBack: about(81), becauseOfIt: about(8)}
    const program = {...outcome({name: 'Win-back', net: -500, probability: 0, breakEven: null}), campaigns, friends: about(12.4)}
    const {sentences} = verdictOf(program, simulation(), figures)
    expect(sentences).toContain('Of 500 messages sent, 81 are followed by an order within 60 days, but only about 8 are the reason for it.')
    expect(sentences).toContain('Members bring about 12 new customers who would not have come otherwise.')
    const silent = verdictOf({...program, campaigns: {contacted: about(0), cameBack: about(0), becauseOfIt: about(0)}}, simulation(), figures)
    expect(silent.sentences.join(' ')).not.toContain('message')
  })

  test('one of anything is one, and a figure without a range has no brackets', () => {
    const about = (value: number) => ({p10: value, p50: value, p90: value, mean: value, standardError: 0})
    const same = {p10: '-1060.00', p50: '-1060.00', p90: '-1060.00', mean: '-1060.00', standardError: '0.00', currency: 'EUR'}
    const french = new SimulationFigures(formatFor('fr', 'EUR'), WORDS_SIMULATION.fr)
    const program = {...outcome({name: 'Points', net: -1, probability: 0, breakEven: 0.02}), netValue: same, customersRetained: about(1), friends: about(1)}
    const [english, francais] = [figures, french].map((each) => verdictOf(program, simulation(), each).sentences.join(' ').replace(/\s/g, ' '))
    expect(english).toContain('About −€1,060 in 12 months. ')
    expect(english).toContain('Members bring about 1 new customer who would not have come otherwise.')
    expect(francais).toContain('Environ −1 060 € en 12 mois. ')
    expect(francais).toContain('Il fait revenir environ 1 client de plus sur 1 072.')
    expect(francais).toContain('Les membres amènent environ 1 nouveau client qui ne serait pas venu autrement.')
    const month = {...simulation(), horizonMonths: 1, customersWithoutSales: 1, baseline: {...simulation().baseline, newCustomers: 1}}
    expect(describeSimulation(month, 'en')).toContain('in the next month\n')
    const screen = describeSimulation(month, 'fr').replace(/\s/g, ' ')
    expect(screen).toContain('dans le mois à venir')
    expect(screen).toContain('Environ 1 nouveau client est attendu et compté.')
    expect(screen).toContain('1 d’entre eux n’a jamais rien eu à payer')
  })

  test('customers brought back are the middle run in the sentence as in the table', () => {
    const spread = {p10: 0, p50: 0, p90: 6, mean: 1.7, standardError: 0.4}
    const program = {...outcome({name: 'Points', net: -500, probability: 0, breakEven: 0.02}), customersRetained: spread}
    expect(verdictOf(program, simulation(), figures).sentences.join(' ')).toContain('It brings no more customers back than usual.')
  })

  test('the money table says why its columns do not add up', () => {
    const result = simulation()
    expect(describeSimulation(result, 'en').replace(/\s+/g, ' ')).toContain('count later money for less; extra margin and cost do not.')
    const plain = describeSimulation({...result, discountRateYearly: 0}, 'en').replace(/\s+/g, ' ')
    expect(plain).toContain('Each column has its own middle and range over the runs')
  })

  test('a reward nobody reaches is named as the reason', () => {
    const nothing = {p10: 0, p50: 0, p90: 0, mean: 0, standardError: 0}
    const program = {...outcome({name: 'Points', net: -500, probability: 0, breakEven: 0.02}), perceivedValue: nothing}
    expect(verdictOf(program, simulation(), figures).sentences).toContain('Hardly anybody reaches a reward, so it moves hardly anybody.')
    // A program of messages or discounts has no reward to be reached.
    expect(verdictOf({...program, onlyRewards: false}, simulation(), figures).sentences.join(' ')).not.toContain('Hardly anybody')
  })
})

describe('a simulation on screen', () => {
  test.each([['en', 24], ['fr', undefined]] as const)('in %s reads well and fits 80 columns', (language, cac) => {
    const text = describeSimulation(simulation(cac), language)
    golden(`simulation.${language}.txt`, `${spaced(text, language)}\n`)
    for (const line of text.split('\n')) expect([...line].length, line).toBeLessThanOrEqual(80)
    expect(text).not.toMatch(/undefined|NaN|\[object/)
  })

  test('warnings, goals and a poor backtest are said', () => {
    const result = simulation()
    const text = describeSimulation({
      ...result, backtest: {...result.backtest!, error: 0.4}, warnings: [{code: 'made-up', message: 'Something to know.'}],
      programs: [{...result.programs[0]!, goals: [{goal: 'roi', target: 0.5, probability: 0.12}, {goal: 'retention', target: 0.02, probability: 1}]}],
      conditions: [{condition: 'roi>0@0.8', program: 'Points', probability: 0.3, met: false}],
    }, 'en')
    expect(text).toContain('! Something to know.')
    expect(text).toContain('was off by +40%. That is a lot')
    expect(text).toContain('Points, return of 0.5: reached in 1 of 10 runs')
    expect(text).toContain('Points, customers who come back +2 points: reached in nearly all runs')
    expect(text).toContain('Points: roi>0@0.8: NOT met, it holds in 3 of 10 runs')
  })
})

describe('words', () => {
  test('French signs never stand alone at the beginning of a line', () => {
    expect(frenchSpaces('Vraiment ? « Oui » : 5 % ; 3 € !')).toBe('Vraiment\u00a0? «\u00a0Oui\u00a0»\u00a0: 5\u00a0%\u00a0; 3\u00a0€\u00a0!')
    // What is to be copied stays as it was typed.
    expect(frenchSpaces(`Pour l’autre : --map 'amount=Prix : TTC'`)).toBe(`Pour l’autre\u00a0: --map 'amount=Prix : TTC'`)
    expect(spaced('5 % off : no', 'en')).toBe('5 % off : no')
    expect(spacedInHtml('<style>a :hover {}</style><p title="a : b">Oui !</p>', 'fr')).toBe('<style>a :hover {}</style><p title="a : b">Oui\u00a0!</p>')
    // A line may break before none of them.
    expect(wrap('aaaa : bbb « cc »', 6)).toBe('aaaa :\nbbb\n« cc »')
  })

  test('assumptions are ratios, shares or plain numbers', () => {
    const en = formatFor('en', 'EUR')
    expect([evidenceValue('lp_hazard', 0.92, en), evidenceValue('enrol', 0.4, en), evidenceValue('decay_half', 6, en)]).toEqual(['−8%', '40%', '6'])
    expect(evidenceName('lp_freq', '', 'fr')).toBe('visites des membres')
    expect(evidenceName('unheard', 'as written', 'en')).toBe('as written')
  })
})
