import {copyFile, mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {cli, cliJson, ROOT} from '../support/cli.js'
import type {SimulateResult} from '../../src/tasks/simulate/result.js'
import type {ExplainResponseResult} from '../../src/tasks/explain-response.js'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regulars-simulate-'))
  await copyFile(join(ROOT, 'fixtures', 'corner-shop', 'settings.yaml'), join(folder, 'regulars.yaml'))
  await mkdir(join(folder, 'programs'))
  await writeFile(join(folder, 'programs', 'points.yaml'), [
    'name: Corner points', 'enrolment: {share: 0.4}', 'earn:', '  - {points: 1, per: 1.00}', 'rewards:', '  - {name: 5.00 off, points: 125, faceValue: 5.00}', '',
  ].join('\n'))
  await writeFile(join(folder, 'programs', 'wrong.yaml'), 'name: Wrong\nearn:\n  - {points: 1, per: 1.00}\nresponse: {lp_frequency: 1.05}\n')
  await cliJson(['import', 'transactions', join(ROOT, 'fixtures', 'corner-shop', 'orders.csv')], {cwd: folder})
})
afterAll(() => rm(folder, {recursive: true, force: true}))

const simulate = (...more: readonly string[]) => ['simulate', 'points', '--replicates', '10', ...more]

describe('regulars simulate', () => {
  test('prints the verdict, and with --json the contract, whatever the number of workers', async () => {
    const shown = await cli(simulate(), {cwd: folder})
    expect(shown.exitCode, shown.stderr).toBe(0)
    expect(shown.stdout).toContain('Corner points')
    // 120 replicates of 2,000 customers are enough work to be shared out.
    const many = ['simulate', 'points', '--replicates', '120', '--json', '--workers']
    const [one, four] = [await cli([...many, '1'], {cwd: folder}), await cli([...many, '4'], {cwd: folder})]
    expect(four.stdout).toBe(one.stdout)
    expect(JSON.parse(one.stdout)).toMatchObject({replicates: 120, customers: 2000, programs: [{name: 'Corner points'}]})
  })

  test('a condition that does not hold ends with 4, after the answer', async () => {
    const result = await cli(simulate('--fail-unless', 'roi>5@0.9', '--json'), {cwd: folder})
    expect(result.exitCode).toBe(4)
    expect((JSON.parse(result.stdout) as SimulateResult).conditions).toMatchObject([{met: false}])
    expect((await cli(simulate('--fail-unless', 'roi>-5@0.9'), {cwd: folder})).exitCode).toBe(0)
  })

  test('the history as it was known on a day', async () => {
    const then = await cliJson<SimulateResult>(simulate('--as-of', '2024-12-31', '--horizon', '6'), {cwd: folder})
    expect(then).toMatchObject({asOf: '2024-12-31', horizonMonths: 6})
    expect(then.customers).toBeLessThan(2000)
  })

  test.each([
    [['simulate', 'pointz'], 'program-missing'],
    [['simulate', 'wrong'], 'response-unknown'],
    [simulate('--margin', 'much'), 'value-invalid'],
    [simulate('--as-of', '2024-02-30'), 'date-invalid'],
    [simulate('--fail-unless', 'roi'), 'condition-invalid'],
  ])('%j is refused as wrong usage: %s', async (argv, code) => {
    const result = await cli([...argv, '--json'], {cwd: folder})
    expect(result.exitCode, result.stdout).toBe(2)
    expect((JSON.parse(result.stdout) as {error: {code: string}}).error.code).toBe(code)
  })
})

describe('regulars explain response', () => {
  test('explains a program, and without one every assumption', async () => {
    const explained = await cliJson<ExplainResponseResult>(['explain', 'response', 'points'], {cwd: folder})
    expect(explained.mechanisms.map(({id}) => id)).toEqual(['free-program', 'goal-gradient', 'reward-bump'])
    const all = await cli(['explain', 'response', '--lang', 'fr'], {cwd: tmpdir()})
    expect(all.exitCode, all.stderr).toBe(0)
    expect(all.stdout).toContain('Kivetz')
  })
})
