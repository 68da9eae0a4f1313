import {cp, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {NOUNS} from '../src/vocabulary.js'
import {cli, cliJson, ROOT, scratch} from './support/cli.js'

const README = join(ROOT, 'README.md')

/** At the end of a command that shows its exit code. */
const STATUS = '; echo $?'

interface Session {
  readonly command: string
  readonly printed: string
}

/** Every ```console block as commands and what they print. A line that is only … stands for lines left out. */
function sessions(readme: string): Session[] {
  return [...readme.matchAll(/```console\n([\s\S]*?)```/g)].flatMap((block) =>
    block[1]!.split(/^\$ /m).slice(1).map((part) => {
      const [command = '', ...lines] = part.split('\n')
      return {command, printed: lines.join('\n')}
    }))
}

/** A session's words as a shell splits them, quotes only. */
function words(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? match[3]!)
}

function matches(printed: string, actual: string): boolean {
  const parts = printed.trimEnd().split(/^\s*…\n?/m).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').trimEnd())
  return new RegExp(`^${parts.join('[\\s\\S]*?')}\\s*$`).test(actual.trimEnd())
}

test('every console session in README prints what README says, in order, in one folder', {timeout: 300_000}, async () => {
  const folder = await scratch()
  await cp(join(ROOT, 'fixtures'), join(folder, 'fixtures'), {recursive: true})
  let readme = await readFile(README, 'utf8')
  const all = sessions(readme)
  expect(all.length).toBeGreaterThan(5)
  let here = folder
  for (const {command, printed} of all) {
    const [program, ...argv] = words(command.replace(/^npx /, '').replace(STATUS, ''))
    if (program === 'cd') {
      here = join(here, argv[0]!)
      continue
    }
    let actual: string
    if (program === 'cat') actual = await readFile(join(here, argv[0]!), 'utf8')
    else {
      expect(program, command).toBe('regulars')
      const status = command.endsWith(STATUS)
      const result = await cli(argv, {cwd: here})
      actual = `${result.stdout}${result.stderr}${status ? `${result.exitCode}\n` : ''}`
      if (!status) expect(result.exitCode, `${command}\n${actual}`).toBe(0)
    }
    if (process.env['GOLDEN'] === 'write' && !printed.includes('…')) {
      readme = readme.replace(`$ ${command}\n${printed}`, () => `$ ${command}\n${actual.trimEnd()}\n${/\n\n$/.test(printed) ? '\n' : ''}`)
    } else expect(matches(printed, actual), `$ ${command}\n--- README\n${printed}\n--- now\n${actual}`).toBe(true)
  }
  if (process.env['GOLDEN'] === 'write') await writeFile(README, readme)
})

test('the table of program families in README is what `program list` knows', async () => {
  const {templates} = await cliJson<{templates: {name: string; family: string; description: string}[]}>(['program', 'list'], {cwd: await scratch()})
  const rows = templates.map((each) => `| ${each.family} | \`${each.name}\` | ${each.description} |`)
  const expected = `<!-- families -->\n| family | template | as it comes |\n| --- | --- | --- |\n${rows.join('\n')}\n<!-- familiesstop -->`
  const readme = await readFile(README, 'utf8')
  const range = /<!-- families -->[\s\S]*<!-- familiesstop -->/
  if (process.env['GOLDEN'] === 'write') await writeFile(README, readme.replace(range, () => expected))
  else expect(range.exec(readme)?.[0]).toBe(expected)
})

test('the glossary in README says what every noun of the project means', async () => {
  const readme = await readFile(README, 'utf8')
  const missing = Object.entries(NOUNS).filter(([noun, meaning]) => !readme.includes(`| ${noun} | ${meaning} |`))
  expect(missing.map(([noun]) => noun)).toEqual([])
})
