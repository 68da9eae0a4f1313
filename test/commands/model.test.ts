import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import type {ModelCheckResult} from '../../src/tasks/model-check.js'
import type {ModelFitResult} from '../../src/tasks/model-fit.js'
import {cli, cliJson, scratch} from '../support/cli.js'
import {describeOnRealData, realData} from '../support/real-data.js'

async function workspace(): Promise<string> {
  const folder = await scratch()
  await writeFile(join(folder, 'regulars.yaml'), 'currency: USD\ntimeZone: UTC\n')
  return folder
}

describeOnRealData('the CDNOW sample from the command line', () => {
  test('model fit and model check give the published figures', async () => {
    // Source: expected/btyd-reference.md.
    const cwd = await workspace()
    expect((await cli(['import', 'transactions', realData('cdnow', 'cdnow-sample.csv')], {cwd})).exitCode).toBe(0)
    const fit = await cliJson<ModelFitResult>(['model', 'fit', '--until', '1997-09-30'], {cwd})
    expect(fit).toMatchObject({model: 'pareto-nbd', timeUnit: 'week', customers: 2357, converged: true})
    expect(Object.values(fit.parameters).map((value) => Number(value.toFixed(3)))).toEqual([0.553, 10.578, 0.606, 11.669])
    expect(fit.logLikelihood).toBeCloseTo(-9594.9762, 3)
    expect(fit.spend.p).toBeCloseTo(6.2496, 3)
    const bg = await cliJson<ModelFitResult>(['model', 'fit', '--until', '1997-09-30', '--model', 'bg-nbd'], {cwd})
    expect(Object.keys(bg.parameters)).toEqual(['r', 'alpha', 'a', 'b'])
    expect(bg.logLikelihood).toBeCloseTo(-9582.4292, 3)
    const check = await cliJson<ModelCheckResult>(['model', 'check', '--until', '1997-09-30'], {cwd})
    expect(check.orders.actual).toBe(1882)
    expect(check.orders.expected).toBeCloseTo(1665.5, 1)
  })
})

test('without orders, both say what to do first', async () => {
  const cwd = await workspace()
  for (const command of ['fit', 'check']) {
    const {exitCode, stderr} = await cli(['model', command], {cwd})
    expect(exitCode).toBe(2)
    expect(stderr).toContain('Import something first')
  }
})

test('a day that is no day, and a model that is no model, are wrong usage', async () => {
  const cwd = await workspace()
  expect((await cli(['model', 'fit', '--until', '30/09/1997'], {cwd})).exitCode).toBe(2)
  expect((await cli(['model', 'fit', '--model', 'arima'], {cwd})).exitCode).toBe(2)
})
