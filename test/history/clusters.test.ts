import {describe, expect, test} from 'vitest'
import {RandomStream} from '../../src/base/random.js'
import {behaviour} from '../../src/history/behaviour.js'
import {adjustedRand, cluster} from '../../src/history/clusters.js'
import {visitsOf} from '../../src/history/visits.js'
import {normal} from '../../src/models/numerics/sampling.js'
import {clustersOf} from '../../src/tasks/profile/clusters.js'
import {customerFacts} from '../../src/tasks/profile/customers.js'
import {purchasesOf, type Sale} from '../support/purchases.js'

const labels = (...values: number[]) => Uint8Array.from(values)

function cloud(centres: readonly (readonly number[])[], each: number, spread: number) {
  const stream = new RandomStream(11)
  const points = centres.flatMap((centre) => Array.from({length: each}, () => centre.map((value) => value + spread * normal(stream))).flat())
  const rows = Int32Array.from({length: centres.length * each}, (_, i) => i)
  return {rows, points: Float64Array.from(points), width: centres[0]!.length, categories: [], shares: new Float64Array(0)}
}

describe('adjusted Rand index', () => {
  test('1 for the same groups under other names, about 0 by chance. Source: scikit-learn, adjusted_rand_score, examples', () => {
    expect(adjustedRand(labels(0, 0, 1, 1), labels(1, 1, 0, 0))).toBe(1)
    expect(adjustedRand(labels(0, 0, 1, 2), labels(0, 0, 1, 1))).toBeCloseTo(0.5714285714, 9)
    expect(adjustedRand(labels(0, 0, 0, 0), labels(0, 1, 2, 3))).toBe(0)
    expect(adjustedRand(labels(0, 0, 1, 1), labels(0, 1, 0, 1))).toBeCloseTo(-0.5, 9)
  })
})

describe('clusters', () => {
  test('three clouds far apart are found as three, every time', () => {
    const found = cluster(cloud([[0, 0], [6, 0], [0, 6]], 150, 0.5), 1)!
    expect(found.size).toBe(3)
    expect(found.stability).toBeGreaterThan(0.99)
    for (const start of [0, 150, 300]) expect(new Set(found.labels.subarray(start, start + 150)).size).toBe(1)
  })

  test('few points are no groups', () => {
    expect(cluster(cloud([[0, 0]], 70, 1), 1)).toBeUndefined()
  })

  test('more points than are judged are all labelled', () => {
    const found = cluster(cloud([[0, 0], [9, 9]], 12_000, 1), 1)!
    expect(found.labels.length).toBe(24_000)
    expect(found.labels.reduce((sum, label) => sum + label, 0)).toBe(12_000)
  })
})

describe('behaviour', () => {
  test('regularity, basket, weekends and categories, each with mean 0 and variance 1', () => {
    const days = (gaps: readonly number[]) => [0, ...gaps].map((_, i) => gaps.slice(0, i).reduce((sum, gap) => sum + gap, 19_365))
    const sales = (customer: string, at: readonly number[], amount: number, category: string): Sale[] =>
      at.map((day) => ({customer, day, amount, attributes: {category}}))
    const history = purchasesOf([
      ...sales('even', days([10, 10, 10, 10]), 1000, 'tea'), ...sales('uneven', days([1, 30, 1, 30]), 1000, 'coffee'),
      ...sales('big', days([10, 10, 10, 10]), 9000, 'tea'), ...sales('twice only', days([5]), 100, 'tea'),
    ])
    const {rows, points, width, categories, shares} = behaviour(history, visitsOf(history, history.to))
    expect(Array.from(rows, (row) => history.customers[row])).toEqual(['big', 'even', 'uneven'])
    expect(categories).toEqual(['tea', 'coffee'])
    expect([...shares]).toEqual([1, 0, 1, 0, 0, 1])
    for (let column = 0; column < width; column += 1) {
      const values = [0, 1, 2].map((row) => points[row * width + column]!)
      expect(values.reduce((sum, each) => sum + each, 0)).toBeCloseTo(0, 9)
      expect(values.reduce((sum, each) => sum + each * each, 0) / 3).toBeCloseTo(1, 9)
    }
    expect(points[2 * width]).toBeGreaterThan(points[width]!)
  })
})

describe('groups in a profile', () => {
  /** 400 customers who come alike; half are tea people who stay, half coffee people who leave after a year and a half. */
  const shop = (told: boolean): Sale[] => Array.from({length: 400}, (_, i) => {
    const tea = i % 2 === 0
    const last = !told || tea ? 1090 : 740
    const stream = new RandomStream(5, i)
    const sales: Sale[] = []
    for (let day = i % 60; day < last; day += 5 + stream.uniform() * 60)
      sales.push({customer: `c${i}`, day: 19_358 + Math.floor(day), amount: 1000, attributes: {category: tea ? 'tea' : 'coffee'}})
    return sales
  }).flat()

  test('are shown where they are stable and foresee what segments do not', () => {
    const history = purchasesOf(shop(true))
    const found = clustersOf(customerFacts(history, history.to, {settings: {}}), 1)!
    expect(found).toMatchObject({shown: true, reason: null})
    expect(found.explained!.withGroups).toBeGreaterThan(found.explained!.segments + 0.3)
    expect(found.groups.reduce((sum, {customers}) => sum + customers, 0)).toBe(400)
  })

  test('are left out where they say nothing of next year, and where customers are few', () => {
    const history = purchasesOf(shop(false))
    expect(clustersOf(customerFacts(history, history.to, {settings: {}}), 1)).toMatchObject({shown: false, groups: []})
    const small = purchasesOf(shop(true).filter(({customer}) => customer.length < 3))
    expect(clustersOf(customerFacts(small, small.to, {settings: {}}), 1)).toMatchObject({shown: false, reason: 'too-few-customers'})
  })
})
