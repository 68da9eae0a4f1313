import {expect, test} from 'vitest'
import {describeExpire, describeMove} from '../../src/reports/describe/points.js'
import {describeMerge} from '../../src/reports/describe/members.js'
import {describeLeftOut, describeWritten} from '../../src/reports/describe/written.js'
import {toFrench} from '../../src/reports/french/to-french.js'
import type {MoveResult} from '../../src/tasks/ledger/move.js'

const MOVE = {batch: 3, kind: 'hold', dryRun: false, duplicate: false, customer: 'ana', to: null, points: 1, before: 1, after: 0, lots: []} as unknown as MoveResult
/** Which blanks are narrow or hard is decided where words reach the screen. */
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ')
const first = (text: string): string => plain(text.split('\n')[0]!)

test.each([
  ['en', 1, '1 point of ana is set aside.'], ['en', 2, '2 points of ana are set aside.'],
  ['fr', 1, '1 point de ana est mis de côté.'], ['fr', 2, '2 points de ana sont mis de côté.'],
] as const)('a hold in %s of %i', (language, points, said) => {
  expect(first(describeMove({...MOVE, points}, language))).toBe(said)
})

test.each([
  ['en', 1, '1 point went from ana to ben, with its expiry date.'], ['fr', 1, '1 point est passé de ana à ben, avec sa date d’expiration.'],
  ['fr', 1500, '1 500 points sont passés de ana à ben, avec leurs dates d’expiration.'],
] as const)('a transfer in %s of %i', (language, points, said) => {
  expect(first(describeMove({...MOVE, kind: 'transfer', to: 'ben', points}, language))).toBe(said)
})

test('one is singular everywhere, nothing too in French', () => {
  expect(plain(describeWritten('rows', 1, 'a.csv', 'en'))).toBe('1 row written to a.csv.')
  expect(plain(describeWritten('rows', 200_000, 'a.csv', 'en'))).toBe('200,000 rows written to a.csv.')
  expect(plain(describeWritten('batches', 0, 'audit', 'fr'))).toBe('Écrit dans audit : 0 lot.')
  expect(plain(describeWritten('batches', 0, 'audit', 'en'))).toBe('0 batches written to audit.')
  expect(describeLeftOut({unnamed: 1, otherAccounts: 1, identities: ['email'], account: 'points', asked: true}, 'en'))
    .toEqual(['1 row left out, with nothing for the columns that would name them (email).'])
  const merged = {from: 'c5', into: 'c1', points: 0, owed: 0, batch: null, dryRun: false} as unknown as Parameters<typeof describeMerge>[0]
  expect(plain(describeMerge(merged, 'fr'))).toBe('c5 est désormais c1 ; 0 point a suivi avec sa date.')
  const expired = {lots: 1, points: 1, members: 1, until: '2026-01-01', expiring: [], batch: null, dryRun: false} as unknown as Parameters<typeof describeExpire>[0]
  expect(plain(describeExpire(expired, 'en'))).toBe('1 point of 1 member had reached its last day by 2026-01-01.')
  expect(plain(describeExpire(expired, 'fr'))).toBe('1 point de 1 membre avait atteint son dernier jour au 2026-01-01.')
})

test('refusals in French agree with their numbers', () => {
  expect(plain(toFrench('ana has 0 points available on 2026-01-01; 5 asked for.'))).toBe('ana a 0 point disponible le 2026-01-01 ; demandé : 5.')
  expect(plain(toFrench('ana has 1 point available on 2026-01-01, 5 to be taken.'))).toBe('ana a 1 point disponible le 2026-01-01 ; à retirer : 5.')
  expect(plain(toFrench('ana has 7 points available on 2026-01-01, 9 to be taken.'))).toBe('ana a 7 points disponibles le 2026-01-01 ; à retirer : 9.')
  expect(plain(toFrench('Spent since: 1 point of batch 3 (ana); nothing was undone.'))).toBe('Dépensé depuis : 1 point du lot n° 3 (ana) ; rien n’a été annulé.')
  expect(plain(toFrench('The row has 1 column, the header has 2.'))).toBe('La ligne a 1 colonne, l’en-tête en a 2.')
})
