import {readFile, stat, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {redaction} from '../../src/files/redaction.js'
import {readSettings, workspaceAt} from '../../src/files/workspace.js'
import {settingsText} from '../../src/tasks/start/settings-text.js'
import {DEFAULT_SETTINGS} from '../../src/tasks/settings.js'
import {scratch} from '../support/cli.js'

test('codes are the same in one workspace, others in another, and say nothing of the key', async () => {
  const [here, there] = [workspaceAt(await scratch()), workspaceAt(await scratch())]
  const code = await redaction(here)
  expect(code('ann@example.org')).toMatch(/^[0-9a-f]{16}$/)
  expect((await redaction(here))('ann@example.org')).toBe(code('ann@example.org'))
  expect((await redaction(there))('ann@example.org')).not.toBe(code('ann@example.org'))
  expect(code('bob@example.org')).not.toBe(code('ann@example.org'))
})

test('two commands that start together use one salt, readable by its owner alone', async () => {
  const here = workspaceAt(await scratch())
  const codes = (await Promise.all(Array.from({length: 10}, () => redaction(here)))).map((code) => code('ann'))
  expect(new Set(codes).size).toBe(1)
  expect((await stat(join(here.stores, 'redaction-salt'))).mode & 0o077).toBe(0)
})

test('a damaged salt is refused instead of weakening the codes', async () => {
  const here = workspaceAt(await scratch())
  await redaction(here)
  await writeFile(join(here.stores, 'redaction-salt'), 'x')
  await expect(redaction(here)).rejects.toMatchObject({code: 'redaction-salt'})
  expect(await readFile(join(here.stores, 'redaction-salt'), 'utf8')).toBe('x')
})

test('a definition of loyal written into the settings is read back; without one the file shows how', async () => {
  for (const language of ['en', 'fr'] as const) {
    const here = workspaceAt(await scratch())
    const loyal = {ordersPerYear: 6, withinDays: 60, tenureMonths: 12, topSpend: 0.2}
    await writeFile(here.settingsFile, settingsText({...DEFAULT_SETTINGS, loyal}, language))
    expect((await readSettings(here)).loyal).toEqual(loyal)
    const plain = settingsText(DEFAULT_SETTINGS, language)
    await writeFile(here.settingsFile, plain)
    expect((await readSettings(here)).loyal).toBeUndefined()
    await writeFile(here.settingsFile, plain.replace('# loyal: {', 'loyal: {'))
    expect((await readSettings(here)).loyal).toEqual({ordersPerYear: 4, withinDays: 90})
  }
})
