import {readdirSync, readFileSync, statSync} from 'node:fs'
import {dirname, join, relative, resolve} from 'node:path'
import {expect, test} from 'vitest'
import {ROOT} from './support/cli.js'

/** Who may import whom. Every area may import `src/base` and `src/vocabulary.ts`. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'src/base': [],
  'src/history': [],
  'src/models': ['src/history'],
  'src/programs': ['src/history'],
  'src/response': ['src/programs', 'src/models', 'src/history'],
  'src/simulation': ['src/models', 'src/programs', 'src/response', 'src/history'],
  'src/economics': ['src/simulation', 'src/response', 'src/programs', 'src/models', 'src/history'],
  'src/ledger': ['src/programs'],
  'src/tasks': ['src/history', 'src/models', 'src/programs', 'src/response', 'src/simulation', 'src/economics', 'src/ledger'],
  'src/store': ['src/tasks', 'src/history', 'src/models', 'src/programs', 'src/ledger'],
  'src/files': ['src/tasks', 'src/history', 'src/models', 'src/programs', 'src/response', 'src/ledger'],
  'src/reports': ['src/tasks', 'src/history', 'src/models', 'src/programs', 'src/response', 'src/simulation', 'src/economics', 'src/ledger'],
  'src/cli': ['src/reports', 'src/tasks', 'src/files'],
  commands: ['src/cli', 'src/tasks', 'src/store', 'src/files', 'src/reports'],
}

/** Packages that belong to one place. */
const ONLY_IN: Readonly<Record<string, readonly string[]>> = {
  '@oclif/core': ['src/cli', 'commands'],
  inquirer: ['src/cli'],
  'cli-progress': ['src/cli'],
  '@duckdb/node-api': ['src/store'],
  libsql: ['src/store'],
  yaml: ['src/files'],
  'csv-parse': ['src/files'],
  'csv-stringify': ['src/files'],
  'cli-table3': ['src/reports'],
  echarts: ['src/reports'],
  'node:fs': ['src/files', 'src/store'],
  'node:fs/promises': ['src/files', 'src/store'],
}

const PURE = Object.keys(MAY_IMPORT).filter((area) => area !== 'src/cli' && area !== 'commands')
const IMPORT = /(?:\bfrom\s+|\bimport\s*\(\s*|^import\s+)['"]([^'"]+)['"]/gm

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder)).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(join(ROOT, path)).isDirectory()) return sources(path)
    return name.endsWith('.ts') ? [path] : []
  })
}

function areaOf(path: string): string {
  return path.startsWith('commands/') ? 'commands' : path.split('/').slice(0, 2).join('/')
}

function importsOf(file: string): string[] {
  return [...readFileSync(join(ROOT, file), 'utf8').matchAll(IMPORT)].map((match) => match[1]!)
}

function resolved(file: string, specifier: string): string {
  return relative(ROOT, resolve(ROOT, dirname(file), specifier)).replace(/\.js$/, '.ts')
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
}

const files = [...sources('src'), ...sources('commands')]

test('data flows one way: no area imports one it may not', () => {
  const wrong = files.flatMap((file) => {
    const area = areaOf(file)
    if (file === 'src/vocabulary.ts') return []
    return importsOf(file).filter((name) => name.startsWith('.')).flatMap((name) => {
      const target = resolved(file, name)
      const to = areaOf(target)
      const fine = to === area || to === 'src/base' || target === 'src/vocabulary.ts' || (MAY_IMPORT[area] ?? []).includes(to)
      return fine ? [] : [`${file} imports ${target}`]
    })
  })
  expect(wrong).toEqual([])
})

test('packages stay where they belong', () => {
  const wrong = files.flatMap((file) => importsOf(file).flatMap((name) => {
    const owners = Object.entries(ONLY_IN).find(([owned]) => name === owned || name.startsWith(`${owned}/`))?.[1]
    return owners === undefined || owners.includes(areaOf(file)) ? [] : [`${file} imports ${name}`]
  }))
  expect(wrong).toEqual([])
})

test('chance, clock, process and console come in through the door', () => {
  const wrong = files.filter((file) => PURE.includes(areaOf(file))).flatMap((file) => {
    const found = /Math\.random|Date\.now|new Date\(\)|\bprocess\.|\bconsole\.|performance\.now/.exec(withoutComments(readFileSync(join(ROOT, file), 'utf8')))
    return found === null ? [] : [`${file} uses ${found[0]}`]
  })
  expect(wrong).toEqual([])
})

test('no file imports itself in a circle', () => {
  const graph = new Map(files.map((file) => [file, importsOf(file).filter((name) => name.startsWith('.')).map((name) => resolved(file, name))]))
  const state = new Map<string, 'open' | 'done'>()
  const circles: string[] = []
  const visit = (file: string, trail: readonly string[]): void => {
    if (state.get(file) === 'done') return
    if (state.get(file) === 'open') {
      circles.push([...trail.slice(trail.indexOf(file)), file].join(' → '))
      return
    }
    state.set(file, 'open')
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file])
    state.set(file, 'done')
  }
  for (const file of files) visit(file, [])
  expect(circles).toEqual([])
})

test('files, commands and lines stay small enough to read', () => {
  const wrong = files.flatMap((file) => {
    const lines = readFileSync(join(ROOT, file), 'utf8').split('\n')
    const most = file.startsWith('commands/') ? 90 : 300
    return [
      ...(lines.length > most + 1 ? [`${file} has ${lines.length} lines, more than ${most}`] : []),
      ...lines.flatMap((line, i) => (line.length > 160 ? [`${file}:${i + 1} is ${line.length} characters wide`] : [])),
    ]
  })
  expect(wrong).toEqual([])
})
