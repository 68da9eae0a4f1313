import {afterEach, expect, test, vi} from 'vitest'
import {TerminalProgress} from '../../src/cli/progress.js'
import type {Language} from '../../src/vocabulary.js'

const written: string[] = []
afterEach(() => {
  vi.restoreAllMocks()
  written.length = 0
})

/** Progress at a terminal, with a clock that moves by hand. */
function progress(language: Language): {readonly shown: TerminalProgress; readonly clock: {now: number}} {
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written.push(String(text).replaceAll('\r\u001b[K', ''))
    return true
  })
  const clock = {now: 0}
  return {shown: new TerminalProgress({bars: true, notes: true, now: () => clock.now, language}), clock}
}

test('labels, units and remarks come in the person’s language, with numbers as written there', async () => {
  const {shown, clock} = progress('fr')
  shown.stage('Checking the ledger', undefined, 'transfers')
  shown.note('12 customers: export.csv')
  expect(written.join('')).toBe('')
  await vi.waitFor(() => expect(written.join('')).not.toBe(''))
  clock.now = 2000
  shown.done(1_234_000)
  expect(written.filter((text) => text !== '')).toEqual([
    '12 clients\u00a0: export.csv\n', 'Vérification du registre …', 'Vérification du registre … 1\u202f234\u202f000 mouvements, 617\u00a0k/s',
  ])
})

test('English is said at once', () => {
  const {shown, clock} = progress('en')
  shown.stage('Checking the ledger', undefined, 'transfers')
  clock.now = 2000
  shown.done(1_234_000)
  shown.note('done')
  expect(written.filter((text) => text !== '')).toEqual(['Checking the ledger …', 'Checking the ledger … 1,234,000 transfers, 617K/s', 'done\n'])
})

test('a stage in which nothing is counted shows how long it has taken', () => {
  const {shown, clock} = progress('en')
  shown.stage('Sorting orders')
  for (const now of [400, 1600, 12_900]) {
    clock.now = now
    shown.done(0)
  }
  expect(written.filter((text) => text !== '')).toEqual(['Sorting orders …', 'Sorting orders …', 'Sorting orders … 1 s', 'Sorting orders … 12 s'])
})
