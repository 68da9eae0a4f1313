import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {cli, cliJson, scratch} from '../support/cli.js'

/** The path a person takes, through the real binary. */
test('adjust, balance, redeem, undo and verify, with the keys scripts rely on', async () => {
  const cwd = await scratch()
  writeFileSync(join(cwd, 'regulars.yaml'), 'timeZone: UTC\n')
  writeFileSync(join(cwd, 'a.csv'), 'email,points\nana@example.com,100\nben@example.com,50\n')
  expect(await cli(['points', 'balance'], {cwd})).toMatchObject({exitCode: 2, stderr: expect.stringContaining('There is no points ledger here yet.')})
  const dry = await cli(['points', 'adjust', '--file', 'a.csv', '--dry-run'], {cwd})
  expect(dry.exitCode).toBe(0)
  expect(dry.stdout).toContain('Dry run: this is what would happen; nothing was written.')
  expect(dry.stdout).toMatch(/ben@example\.com +add 50 +0 +50/)
  expect(existsSync(join(cwd, '.regulars'))).toBe(false)
  const applied = await cliJson(['points', 'adjust', '--file', 'a.csv', '--reason', 'welcome', '--actor', 'eve'], {cwd})
  expect(applied).toMatchObject({batch: 1, dryRun: false, rows: {read: 2, applied: 2, duplicate: 0, rejected: 0}, points: {added: 150, deducted: 0}, rejectsFile: null})
  expect(await cliJson(['points', 'balance', 'ana@example.com'], {cwd})).toMatchObject({balances: [{customer: 'ana@example.com', account: 'points', balance: 100, expiring: []}]})
  expect(await cliJson(['points', 'redeem', 'ana@example.com', '30', '--key', 'k'], {cwd})).toMatchObject({batch: 2, after: 70})
  const refused = await cli(['points', 'undo', '1'], {cwd})
  expect(refused).toMatchObject({exitCode: 3, stdout: ''})
  expect(refused.stderr).toMatch(/^Error: Spent since: 30 points of batch 1 \(ana@example\.com\); nothing was undone\.\nNext: {2}Take what is left/)
  expect(await cliJson(['points', 'undo', '1', '--spent', 'to-zero'], {cwd})).toMatchObject({batch: 3, undone: 1, spent: 30, missing: 30})
  expect(await cliJson(['points', 'verify'], {cwd})).toMatchObject({ok: true, entries: 5, accounts: 2, problems: []})
  const history = await cliJson<{entries: {reason: string; actor: string; points: number}[]}>(['points', 'history', 'ana@example.com'], {cwd})
  expect(history.entries.map(({points, reason, actor}) => [points, reason, actor === 'eve'])).toEqual([[100, 'welcome', true], [-30, '', false], [-70, '', false]])
})

test('refused rows: exit 3, a rejects file, and stdin', async () => {
  const cwd = await scratch()
  writeFileSync(join(cwd, 'regulars.yaml'), 'timeZone: UTC\nlocale: fr\n')
  const result = await cli(['points', 'adjust', '--file', '-', '--partial', '--json'], {cwd, stdin: 'customer_id,op,points\nc1,add,5\nc2,deduct,5\nc3,add,x\n'})
  expect(result.exitCode).toBe(3)
  expect(JSON.parse(result.stdout)).toMatchObject({rows: {read: 3, applied: 1, rejected: 2}, rejectsFile: 'stdin.rejects.csv', rejectedByCode: {'unknown-customer': 1, 'points-invalid': 1}})
  expect(readFileSync(join(cwd, 'stdin.rejects.csv'), 'utf8').split('\n').slice(0, 3)).toEqual([
    'rejected_line,rejected_code,rejected_because,customer_id,op,points', '3,unknown-customer,"c2 is not a member, so nothing can be taken.",c2,deduct,5',
    '4,points-invalid,"""x"" is not a whole number of points.",c3,add,x',
  ])
  const all = await cli(['points', 'adjust', '--file', '-'], {cwd, stdin: 'customer_id,op,points\nc2,deduct,5\n'})
  expect(all.exitCode).toBe(3)
  expect(all.stdout).toContain('Rien n’a été écrit')
  expect(all.stdout).toContain('c2 n’est pas membre\u00a0: rien ne peut être retiré.')
  expect((await cli(['points', 'balance', '--workspace', 'nowhere'], {cwd})).exitCode).toBe(2)
})
