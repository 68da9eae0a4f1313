import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {formula, sourceText} from '../../src/reports/words/formulas.js'
import {parseEvidence} from '../../src/response/evidence.js'
import {MECHANISMS} from '../../src/response/mechanisms/index.js'
import {ROOT} from '../support/cli.js'

const ENGLISH = /\b(?:the|of|and|or|for|from|per|days?|months?|after|with|visits|hazard|basket|others|order|orders|judgement|direction|shrunk|by|value)\b/
const evidence = parseEvidence(readFileSync(join(ROOT, 'src/response/evidence.csv'), 'utf8'))

test('every mechanism has its formula in French, with the same assumptions', () => {
  for (const {id, equation} of MECHANISMS) {
    const french = formula(id, equation, 'fr')
    const named = (text: string): string[] => [...evidence.keys()].filter((name) => new RegExp(`\\b${name}\\b`).test(text)).sort()
    expect(french, id).not.toMatch(ENGLISH)
    expect(named(french), id).toEqual(named(equation))
    expect(formula(id, equation, 'en')).toBe(equation)
  }
})

test('sources keep authors and years, and lose their English remarks', () => {
  for (const {id, source} of evidence.values()) {
    const french = sourceText(source, 'fr')
    expect(french, id).not.toMatch(ENGLISH)
    expect(french.match(/[12]\d{3}\b/g), id).toEqual(source.match(/[12]\d{3}\b/g))
    expect(sourceText(source, 'en')).toBe(source)
  }
})
