import {existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {cli, cliJson, golden, ROOT, scratch, transcript} from '../support/cli.js'
import {describeOnRealData, realData} from '../support/real-data.js'

const CAFE = join(ROOT, 'fixtures', 'cafe-francais', 'ventes.csv')
const few = ['--replicates', '8']

interface TrialJson {
  readonly report: string
  readonly workspace: string | null
  readonly import: {readonly customers: number; readonly orders: number; readonly revenue: {readonly amount: string}}
  readonly simulation: {readonly replicates: number; readonly programs: readonly {readonly name: string; readonly acquisition: {readonly cac: object | null}}[]}
}

/** Temporary folders of ours, in a temporary folder of the test. */
async function place(): Promise<{cwd: string; env: Record<string, string>; left: () => string[]}> {
  const root = await scratch()
  const [cwd, temporary] = [join(root, 'here'), join(root, 'temporary')]
  mkdirSync(cwd)
  mkdirSync(temporary)
  return {cwd, env: {TMPDIR: temporary}, left: () => readdirSync(temporary)}
}

describe('regulars init', () => {
  test('makes a workspace that reads back, and says the next steps', async () => {
    const {cwd, env} = await place()
    const made = await cli(['init', 'shop', '--margin', '0,42', '--time-zone', 'Europe/Paris'], {cwd, env})
    golden('init.txt', transcript(made).replaceAll(cwd, 'HERE'))
    golden('init-regulars.yaml', readFileSync(join(cwd, 'shop', 'regulars.yaml'), 'utf8'))
    const programs = await cliJson<{programs: object[]}>(['program', 'list', '--workspace', join(cwd, 'shop')], {cwd, env})
    expect(programs.programs).toHaveLength(3)
  })

  test('speaks French', async () => {
    const {cwd, env} = await place()
    golden('init.fr.txt', transcript(await cli(['init', 'magasin', '--lang', 'fr', '--time-zone', 'Europe/Paris'], {cwd, env})).replaceAll(cwd, 'HERE'))
    expect(readFileSync(join(cwd, 'magasin', 'regulars.yaml'), 'utf8')).toContain('locale: fr')
  })

  test('never writes over a file, and writes nothing to try', async () => {
    const {cwd, env} = await place()
    writeFileSync(join(cwd, 'regulars.yaml'), 'currency: USD\n')
    expect(await cliJson(['init', '--dry-run'], {cwd, env})).toMatchObject({dryRun: true, kept: ['regulars.yaml']})
    expect(readdirSync(cwd)).toEqual(['regulars.yaml'])
    expect(await cliJson(['init'], {cwd, env})).toMatchObject({kept: ['regulars.yaml'], dryRun: false})
    expect(readFileSync(join(cwd, 'regulars.yaml'), 'utf8')).toBe('currency: USD\n')
  })

  test.each([[['--currency', 'euro'], 'settings-invalid'], [['--time-zone', 'Paris'], 'settings-invalid'], [['--margin', 'a lot'], 'value-invalid']])(
    'refuses %s', async (flags, code) => {
      const {cwd, env} = await place()
      const refused = await cli(['init', ...flags, '--json'], {cwd, env})
      expect(refused.exitCode).toBe(2)
      expect(JSON.parse(refused.stdout)).toMatchObject({error: {code}})
      expect(readdirSync(cwd)).toEqual([])
    })
})

describe('regulars demo', () => {
  test('answers from the bundled shop, writes one report, and leaves nothing else behind', async () => {
    const {cwd, env, left} = await place()
    const result = await cliJson<TrialJson>(['demo', ...few], {cwd, env})
    expect(result.import).toMatchObject({customers: 2000, orders: 21_167, revenue: {amount: '420141.51'}})
    expect(result.simulation.programs.map(({name}) => name)).toEqual(['Points', 'Stamp card', 'Membership'])
    expect(result.workspace).toBeNull()
    expect(readdirSync(cwd)).toEqual(['regulars-demo.html'])
    expect(left()).toEqual([])
    await cliJson(['demo', ...few], {cwd, env})
    expect(readdirSync(cwd).sort()).toEqual(['regulars-demo-2.html', 'regulars-demo.html'])
    expect(readFileSync(join(cwd, 'regulars-demo-2.html'))).toEqual(readFileSync(join(cwd, 'regulars-demo.html')))
  })

  test('speaks French on screen and on the page', async () => {
    const {cwd, env} = await place()
    const shown = await cli(['demo', '--lang', 'fr', '--out', 'rapport.html', ...few], {cwd, env})
    expect(shown.exitCode).toBe(0)
    expect(shown.stdout).toContain('Ce que chaque programme ferait')
    expect(shown.stdout).toContain('Carte à tampons')
    expect(shown.stdout).not.toMatch(/undefined|NaN/)
    expect(shown.stderr).toBe('')
    expect(readFileSync(join(cwd, 'rapport.html'), 'utf8')).toContain('<html lang="fr">')
  })

  test('Ctrl-C leaves nothing', async () => {
    const {cwd, env, left} = await place()
    const stopped = await cli(['demo', '--replicates', '5000'], {cwd, env, started: (kill) => setTimeout(() => kill('SIGINT'), 3500)})
    expect(stopped.exitCode).toBe(130)
    expect(readdirSync(cwd)).toEqual([])
    expect(left()).toEqual([])
  })
})

describe('regulars try', () => {
  test('keeps a workspace where asked, ready to go on with', async () => {
    const {cwd, env, left} = await place()
    const result = await cliJson<TrialJson>(['try', CAFE, '--margin', '60 %', '--keep', 'café', ...few], {cwd, env})
    expect(result.import).toMatchObject({customers: 56, orders: 549, revenue: {amount: '9878.00'}})
    expect(result.simulation.programs[0]!.acquisition.cac).toBeNull()
    expect(left()).toEqual([])
    expect(readdirSync(cwd).sort()).toEqual(['café', 'ventes-report.html'])
    expect(readFileSync(join(cwd, 'café', 'regulars.yaml'), 'utf8')).toContain('grossMargin: 0.6')
    const again = await cliJson<{programs: {name: string}[]}>(['simulate', 'points', '--report', 'points.html', ...few], {cwd: join(cwd, 'café'), env})
    expect(readFileSync(join(cwd, 'café', 'points.html'), 'utf8')).toContain('<h2 id="verdict">')
    expect(again.programs[0]!.name).toBe('Points')
    const twice = await cli(['try', CAFE, '--margin', '0.6', '--keep', 'café'], {cwd, env})
    expect(twice.stderr).toContain('is a workspace already')
    expect(existsSync(join(cwd, 'café', 'regulars.yaml'))).toBe(true)
  })

  test.each([
    ['without a margin', ['try', CAFE], 2, 'margin-missing'],
    ['without the file', ['try', 'nothing.csv', '--margin', '0.5'], 2, 'file-missing'],
    ['with a margin that is none', ['try', CAFE, '--margin', 'plenty'], 2, 'value-invalid'],
  ])('%s it stops with one sentence and leaves nothing', async (_, argv, exitCode, code) => {
    const {cwd, env, left} = await place()
    const stopped = await cli([...argv, '--json'], {cwd, env})
    expect(JSON.parse(stopped.stdout)).toMatchObject({error: {code}})
    expect(stopped.exitCode).toBe(exitCode)
    expect(readdirSync(cwd)).toEqual([])
    expect(left()).toEqual([])
  })
})

describeOnRealData('regulars try on real exports', () => {
  test('superstore: the figures of the import, and a verdict', async () => {
    const {cwd, env} = await place()
    const file = realData('superstore', 'Sample - Superstore (kaggle, m-d-yyyy).csv')
    const result = await cliJson<TrialJson>(['try', file, '--margin', '0.12', '--cac', '40', ...few], {cwd, env})
    expect(result.import).toMatchObject({customers: 793, orders: 5009, revenue: {amount: '2297201.13'}})
    expect(result.simulation.programs[0]!.acquisition.cac).toEqual({amount: '40.00', currency: 'EUR'})
  })

  test('an export without customers is refused, and nothing is left', async () => {
    const {cwd, env, left} = await place()
    const refused = await cli(['try', realData('french-pizza', 'ventes.csv'), '--margin', '0.5'], {cwd, env})
    expect(refused.exitCode).toBe(3)
    expect(refused.stderr).toMatch(/customer/)
    expect([...readdirSync(cwd), ...left()]).toEqual([])
  })
})
