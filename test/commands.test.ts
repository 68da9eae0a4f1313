import {Config, Parser} from '@oclif/core'
import {beforeAll, expect, test} from 'vitest'
import {cli, golden, ROOT} from './support/cli.js'

let config: Config

beforeAll(async () => {
  config = await Config.load(ROOT)
})

const ours = (): Config['commands'] => config.commands.filter((command) => command.pluginName === 'regulars').sort((a, b) => (a.id < b.id ? -1 : 1))

test('every command says what it does, in a sentence, with examples', () => {
  const wrong = ours().flatMap((command) => [
    ...(/\.$/.test(command.summary ?? '') ? [] : [`${command.id}: no summary that ends in a full stop`]),
    ...((command.examples?.length ?? 0) > 0 ? [] : [`${command.id}: no example`]),
    ...Object.values(command.flags).flatMap((flag) => (flag.summary || flag.description || flag.name === 'json' ? [] : [`${command.id} --${flag.name}: no summary`])),
    ...Object.values(command.args).flatMap((arg) => (arg.description ? [] : [`${command.id} ${arg.name}: no description`])),
  ])
  expect(wrong).toEqual([])
})

/** An example as a shell splits it: quotes are taken off, a pipe before and a redirection behind are left out. */
function wordsOf(example: string): string[] {
  const own = example.split(' | ').at(-1)!.split(' > ')[0]!
  return [...own.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, plain]) => double ?? single ?? plain!)
}

test('every example is a command line that its command takes', async () => {
  for (const command of ours()) {
    const {flags, baseFlags, args, strict} = (await command.load()) as {flags: object; baseFlags: object; args: object; strict: boolean}
    for (const example of command.examples ?? []) {
      const text = (typeof example === 'string' ? example : example.command)
        .replaceAll('<%= config.bin %>', 'regulars').replaceAll('<%= command.id %>', command.id.replaceAll(':', ' '))
      const [name, ...rest] = wordsOf(text)
      const id = command.id.split(':')
      expect([name, ...rest.slice(0, id.length)], text).toEqual(['regulars', ...id])
      const parsed = Parser.parse(rest.slice(id.length).filter((word) => word !== '--json'), {flags: {...baseFlags, ...flags}, args, strict} as never)
      await expect(parsed, text).resolves.toBeDefined()
    }
  }
})

test('no topic is also a command, because the longer one would hide an argument', () => {
  const ids = new Set(ours().map((command) => command.id))
  expect([...ids].filter((id) => ids.has(id.split(':').slice(0, -1).join(':')))).toEqual([])
})

test('commands and flags are a public surface: a change is seen in review', () => {
  golden('surface.txt', `${ours().map((command) => {
    const args = Object.values(command.args).map((arg) => (arg.required ? arg.name.toUpperCase() : `[${arg.name.toUpperCase()}]`))
    const flags = Object.values(command.flags).filter((flag) => flag.helpGroup !== 'GLOBAL').map((flag) => `--${flag.name}`).sort()
    return [command.id.replaceAll(':', ' '), ...args, ...flags].join(' ')
  }).join('\n')}\n`)
})

test('help at the root shows a first step', async () => {
  const {stdout, exitCode} = await cli(['--help'])
  expect(exitCode).toBe(0)
  expect(stdout).toContain('START HERE')
  expect(stdout).toContain('regulars demo')
})

test('an unknown command and an unknown flag are wrong usage: exit 2, two lines, JSON when asked', async () => {
  const unknown = await cli(['simulat'])
  expect(unknown.exitCode).toBe(2)
  const flag = await cli(['history', '--nonsense'])
  expect(flag).toMatchObject({exitCode: 2, stdout: ''})
  expect(flag.stderr).toMatch(/^Error: Nonexistent flag: --nonsense\nNext: {2}/)
  const json = await cli(['history', '--nonsense', '--json'])
  expect(json.exitCode).toBe(2)
  expect(Object.keys(JSON.parse(json.stdout) as object)).toEqual(['error'])
  expect(Object.keys((JSON.parse(json.stdout) as {error: object}).error).slice(0, 4)).toEqual(['code', 'message', 'hint', 'where'])
})
