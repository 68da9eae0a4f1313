import {existsSync, readFileSync} from 'node:fs'
import {mkdir, readdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {cli, cliJson, golden, ROOT, scratch, transcript} from '../support/cli.js'
import {readRows} from '../support/history.js'
import {describeOnRealData, realData} from '../support/real-data.js'

async function workspace(): Promise<string> {
  const folder = await scratch()
  await mkdir(join(folder, 'programs'))
  await writeFile(join(folder, 'regulars.yaml'), 'currency: EUR\n')
  return folder
}

/** Source of the figures: expected/figures.json, computed independently. */
const PROGRAM = (redeem: string): string => `name: ${redeem}
earn: [{points: 1, per: 1.00}]
points: {expire: {after: 12 months}, refunds: ignore}
rewards: [{name: 5.00 off, points: 100, faceValue: 5.00, redeem: ${redeem}}]
`

const FILES: Readonly<Record<string, readonly string[]>> = {
  superstore: [realData('superstore', 'Sample - Superstore (kaggle, m-d-yyyy).csv')],
  cdnow: [realData('cdnow', 'CDNOW_master.txt')],
  chinook: [realData('chinook', 'Invoice.csv')],
  dunnhumby: [realData('dunnhumby', 'transactions_sample.csv')],
  'french-adventureworks': [realData('french-adventureworks', 'commandes.csv')],
}

interface Replayed {
  readonly programs: readonly {readonly orders: number; readonly points: Record<string, number>; readonly rewards: {readonly cost: {readonly amount: string}}}[]
}

describeOnRealData('from the file to the last point, through the command line', () => {
  for (const [name, files] of Object.entries(FILES))
    test(`${name}: imported and replayed under both programs`, async () => {
      const folder = await workspace()
      await writeFile(join(folder, 'programs', 'a.yaml'), PROGRAM('immediate'))
      await writeFile(join(folder, 'programs', 'b.yaml'), PROGRAM('next-order'))
      await cliJson(['import', 'transactions', ...files], {cwd: folder})
      const result = await cliJson<Replayed>(['replay', 'a', 'b', '--export', 'balances.csv'], {cwd: folder})
      const figures = JSON.parse(readFileSync(realData('expected', 'figures.json'), 'utf8')) as Record<string, Record<string, Record<string, number>>>
      const rows = readRows(join(folder, 'balances.csv'))
      for (const [i, key] of ['A', 'B'].entries()) {
        const {issued, redeemed, expired, outstanding, reward_cost} = figures[name]![`program_${key}`]!
        expect(result.programs[i]).toMatchObject({orders: figures[name]!['orders'], points: {issued, redeemed, expired, reversed: 0, outstanding}})
        expect(Number(result.programs[i]!.rewards.cost.amount)).toBe(reward_cost)
        const columns = ['issued', 'redeemed', 'expired', 'outstanding']
        const ours = new Map(rows.filter((row) => row['program'] === (i === 0 ? 'immediate' : 'next-order')).map((row) => [row['customer'], columns.map((each) => row[each]).join()]))
        const wrong = readRows(realData('expected', `${name}_balances_${key}.csv`)).filter((row) => ours.get(row['customer_id']) !== columns.map((each) => row[each]).join())
        expect(wrong).toEqual([])
      }
    })
})

test('a program is made from a template, checked, described and listed', async () => {
  const folder = await workspace()
  const made = await cli(['program', 'new', 'Café points', '--template', 'points', '--set', 'rewards.0.points=80'], {cwd: folder})
  expect(made).toMatchObject({exitCode: 0, stderr: ''})
  const written = readFileSync(join(folder, 'programs', 'cafe-points.yaml'), 'utf8')
  expect(written).toContain('points: 80, faceValue: 5.00')
  expect(written).toContain('# ')
  expect(await cliJson(['program', 'list'], {cwd: folder})).toMatchObject({programs: [{name: 'Café points', file: 'programs/cafe-points.yaml', families: ['points'], problem: null}]})
  expect((await cli(['program', 'check'], {cwd: folder})).exitCode).toBe(0)
  golden('program-show.en.txt', transcript(await cli(['program', 'show', 'cafe-points'], {cwd: folder})))
  golden('program-show.fr.txt', transcript(await cli(['program', 'show', 'cafe-points', '--lang', 'fr'], {cwd: folder})))
})

test('nothing is written over, and a dry run writes nothing', async () => {
  const folder = await workspace()
  const asked = ['program', 'new', 'Stamps', '--template', 'stamps', '--lang', 'fr']
  const dry = await cli([...asked, '--dry-run'], {cwd: folder})
  expect(dry.exitCode).toBe(0)
  expect(existsSync(join(folder, 'programs', 'stamps.yaml'))).toBe(false)
  await cli(asked, {cwd: folder})
  // To the last blank: French spacing is for what is read, not for what is copied.
  expect(dry.stdout).toContain(readFileSync(join(folder, 'programs', 'stamps.yaml'), 'utf8'))
  const again = await cli(['program', 'new', 'stamps', '--template', 'points'], {cwd: folder})
  expect(again).toMatchObject({exitCode: 2, stderr: expect.stringContaining('is there already')})
  expect(await readdir(join(folder, 'programs'))).toEqual(['stamps.yaml'])
})

test('without a terminal the template must be named; a wrong value is refused with what would be right', async () => {
  const folder = await workspace()
  golden('program-new-errors.txt', [
    transcript(await cli(['program', 'new', 'x'], {cwd: folder})),
    transcript(await cli(['program', 'new', 'x', '--template', 'coupons'], {cwd: folder})),
    transcript(await cli(['program', 'new', 'x', '--template', 'points', '--set', 'enrolment.share=40'], {cwd: folder})),
    transcript(await cli(['program', 'new', 'x', '--template', 'points', '--set', 'share'], {cwd: folder})),
    transcript(await cli(['program', 'new', '!!!', '--template', 'points'], {cwd: folder})),
  ].join('\n'))
  expect(existsSync(join(folder, 'programs', 'x.yaml'))).toBe(false)
})

test('a file that does not hold together exits with 2 and says where; the others are checked all the same', async () => {
  const folder = await workspace()
  await writeFile(join(folder, 'programs', 'bad.yaml'), 'name: bad\nearn:\n  - {points: 1, pre: 1.00}\n')
  await writeFile(join(folder, 'programs', 'good.yaml'), 'name: good\nearn: [{points: 1}]\n')
  await writeFile(join(folder, 'programs', 'hopeful.yaml'), 'name: hopeful\nearn: [{points: 1}]\nresponse:\n  lp_frq: 1.2\n')
  await writeFile(join(folder, 'programs', 'impossible.yaml'), 'name: impossible\nearn: [{points: 1}]\nresponse: {enrol: 40}\n')
  golden('program-check.txt', transcript(await cli(['program', 'check'], {cwd: folder})))
  golden('program-list.txt', transcript(await cli(['program', 'list'], {cwd: folder})))
})

test('a replay on the corner shop, as a person sees it, and one customer explained', async () => {
  const folder = await workspace()
  await cli(['import', 'transactions', join(ROOT, 'fixtures', 'corner-shop', 'orders.csv')], {cwd: folder})
  for (const template of ['points', 'stamps', 'full-club']) await cli(['program', 'new', template, '--template', template], {cwd: folder})
  golden('replay.en.txt', transcript(await cli(['replay', 'points', 'stamps', 'full-club'], {cwd: folder})))
  golden('replay.fr.txt', transcript(await cli(['replay', 'points', '--lang', 'fr', '--monthly', '--from', '2025-01-01'], {cwd: folder})))
  const rows = await cliJson<{programs: {points: {issued: number}}[]}>(['replay', 'full-club', '--export', 'all.csv'], {cwd: folder})
  const balances = readRows(join(folder, 'all.csv'))
  expect(balances.reduce((sum, row) => sum + Number(row['issued']), 0)).toBe(rows.programs[0]!.points.issued)
  const someone = balances.find((row) => row['member'] === 'yes' && row['tier'] === 'Silver' && Number(row['redeemed']) > 0 && Number(row['orders']) < 15)!
  const path = await cliJson<{balance: number}>(['explain', 'replay', 'full-club', '--customer', someone['customer']!], {cwd: folder})
  expect(path.balance).toBe(Number(someone['outstanding']))
  golden('explain-replay.en.txt', transcript(await cli(['explain', 'replay', 'full-club', '--customer', someone['customer']!], {cwd: folder})))
  golden('replay-errors.txt', [
    transcript(await cli(['replay', 'pionts'], {cwd: folder})),
    transcript(await cli(['replay', 'points', '--from', '2025-13-01'], {cwd: folder})),
    transcript(await cli(['replay', 'points', '--from', '2025-02-01', '--to', '2025-01-01'], {cwd: folder})),
    transcript(await cli(['replay', 'points', '--export', 'no/such/folder.csv'], {cwd: folder})),
    transcript(await cli(['explain', 'replay', 'points', '--customer', 'nobody'], {cwd: folder})),
  ].join('\n'))
})
