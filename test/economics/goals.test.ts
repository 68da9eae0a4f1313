import {describe, expect, test} from 'vitest'
import {judgeGoals, parseCondition, probabilityOf} from '../../src/economics/goals.js'
import type {ReplicateFigures} from '../../src/economics/replicate-figures.js'
import {programFromText} from '../../src/files/program-text.js'

/** Ten replicates; every figure a round number in its own unit, money in cents. */
const replicates = Array.from({length: 10}, (_, i) => ({
  retentionDifference: i / 1000, participation: i / 10, sales: (i - 5) / 100, incrementalMargin: (i - 3) * 10_000, netValue: (i - 4) * 10_000,
  roi: (i - 4) / 10, programCost: i * 10_000, liability: i * 1_000,
}) as unknown as ReplicateFigures)

const share = (text: string): number => probabilityOf(parseCondition(text), replicates, 'EUR')

describe('conditions of --fail-unless', () => {
  // Source: counted by hand on i = 0…9.
  test.each([
    ['roi>0', 0.5], ['roi>=0', 0.6], ['roi<0', 0.4], ['roi<=0', 0.5], ['roi>20%', 0.3], ['roi>0.2', 0.3], ['roi>=-0.4', 1],
    ['retention>=0.7pp', 0.3], ['retention>0.7pp', 0.2], ['retention<=0.7%', 0.8], ['retention>=0.007', 0.3], ['retention > +0.3 pp', 0.6],
    ['participation>=0.3', 0.7], ['participation>=30%', 0.7], ['participation>30%', 0.6], ['sales>=3%', 0.2], ['sales>-2%', 0.6],
    ['margin>=100', 0.6], ['margin>100.5', 0.5], ['netValue>0', 0.5], ['netvalue>=-400', 1], ['budget<=300', 0.4], ['budget<300', 0.3], ['liability<=35', 0.4],
  ])('%s holds in %f of the replicates', (text, wanted) => {
    expect(share(text)).toBe(wanted)
  })

  test.each([
    ['roi>0@0.5', 0.5], ['roi>0@50%', 0.5], ['roi>0@.5', 0.5], ['roi>0@1', 1], ['roi>0@1.0', 1], ['roi>0@0', 0], ['roi>0@100%', 1], ['roi>0@29%', 0.29], ['roi>0', 0.5],
  ])('%s asks for a probability of %f', (text, wanted) => {
    expect(parseCondition(text).probability).toBe(wanted)
  })

  test.each([
    ['retention>=2', 'Write retention as a share'], ['participation>35', 'Write participation as a share'], ['sales>3', 'Write sales as a share'],
    ['netValue>5%', 'Write netValue as an amount'], ['budget<12000%', 'Write budget as an amount'], ['roi>2pp', 'Write roi as a ratio'],
    ['roi', 'Write a figure'], ['roi>', 'Write a figure'], ['roi=0', 'Write a figure'], ['profit>0', 'Write a figure'], ['roi>0@80', 'Write a figure'],
    ['roi>1,5', 'Write a figure'], ['roi>0@-1', 'Write a figure'], ['roi>0 and sales>0', 'Write a figure'],
  ])('%s is refused: %s', (text, hint) => {
    expect(() => parseCondition(text)).toThrow(expect.objectContaining({code: 'condition-invalid', hint: expect.stringContaining(hint) as string}))
  })

  test('a program that costs nothing is judged by what it gains', () => {
    const free = (netValue: number): ReplicateFigures => ({roi: null, netValue}) as unknown as ReplicateFigures
    expect(probabilityOf(parseCondition('roi>0'), [free(0), free(-5), free(5)], 'EUR')).toBeCloseTo(1 / 3)
    expect(probabilityOf(parseCondition('roi>=0'), [free(0), free(-5), free(5)], 'EUR')).toBeCloseTo(2 / 3)
  })
})

test('goals of a file: at least for what is wanted, at most for what it costs, the target itself included', () => {
  const {goals} = programFromText(
    'name: x\nearn: [{points: 1}]\ngoals: {retention: +0.7pp, participation: 0.3, sales: +3%, margin: 100, budget: 300, liability: 40, roi: 0.1}\n', 'x.yaml')
  // Source: counted by hand on i = 0…9; amounts in yen have no cents.
  expect(Object.fromEntries(judgeGoals(goals, replicates, 'EUR').map(({goal, probability}) => [goal, probability])))
    .toEqual({retention: 0.3, participation: 0.7, sales: 0.2, margin: 0.6, budget: 0.4, liability: 0.5, roi: 0.5})
  expect(judgeGoals({budget: 30_000}, replicates, 'JPY')).toEqual([{goal: 'budget', target: 30_000, probability: 0.4}])
})
