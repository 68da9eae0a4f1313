import {readFileSync} from 'node:fs'
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {packageFile} from '../../src/files/package-data.js'
import {betaShare} from '../../src/response/beta-quantile.js'
import {betaBetween, lognormalBetween, quantile} from '../../src/response/distribution.js'
import {parseEvidence} from '../../src/response/evidence.js'
import {normalQuantile} from '../../src/response/normal-quantile.js'

const evidence = parseEvidence(readFileSync(packageFile('src', 'response', 'evidence.csv'), 'utf8'))

describe('quantiles', () => {
  test('of the normal: Wichura (1988), table of AS 241', () => {
    expect(normalQuantile(0.25)).toBeCloseTo(-0.6744897501960817, 14)
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167814, 13)
    expect(normalQuantile(1e-20)).toBeCloseTo(-9.262340089798408, 12)
  })

  test('of the beta invert its distribution function', () => {
    fc.assert(fc.property(
      fc.double({min: 0.5, max: 60, noNaN: true}), fc.double({min: 0.5, max: 60, noNaN: true}), fc.double({min: 0.001, max: 0.999, noNaN: true}),
      (a, b, u) => {
        expect(betaShare(quantile({kind: 'beta', a, b}, u), a, b)).toBeCloseTo(u, 6)
      },
    ))
  })

  test('a 90 % interval becomes a distribution with that interval', () => {
    const ratio = lognormalBetween(0.82, 1.04)
    expect(quantile(ratio, 0.05)).toBeCloseTo(0.82, 10)
    expect(quantile(ratio, 0.95)).toBeCloseTo(1.04, 10)
    const share = betaBetween(0.2, 0.6)
    expect(quantile(share, 0.05)).toBeCloseTo(0.2, 5)
    expect(quantile(share, 0.95)).toBeCloseTo(0.6, 5)
  })
})

describe('evidence.csv', () => {
  test('every line: the stated centre and 90 % interval are those of the stated distribution', () => {
    for (const each of evidence.values()) {
      expect(quantile(each.prior, 0.05), each.id).toBeCloseTo(each.low, 3)
      expect(quantile(each.prior, 0.95), each.id).toBeCloseTo(each.high, 3)
      expect(each.source, each.id).not.toBe('')
    }
  })

  test('commas inside quotes stay in their cell', () => {
    expect(evidence.get('lp_freq')?.quantity).toBe('visit frequency, active members, at reference value 4% face')
    expect(evidence.size).toBe(55)
  })
})
