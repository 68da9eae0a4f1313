import {spawn} from 'node:child_process'
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {expect, onTestFinished} from 'vitest'

export const ROOT = new URL('../..', import.meta.url).pathname.replace(/\/$/, '')
const BIN = join(ROOT, 'bin', 'run.js')

export interface CliResult {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface CliOptions {
  readonly cwd?: string
  readonly stdin?: string
  readonly env?: Readonly<Record<string, string>>
  /** Called once the process runs, to send it signals. */
  readonly started?: (kill: (signal: NodeJS.Signals) => void) => void
}

/** Runs the real binary (compiled by `npm run build`): no colour, UTC, English, 100 columns. */
export function cli(argv: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const env = {...process.env, NO_COLOR: '1', TZ: 'UTC', LC_ALL: 'C', LANG: 'C', COLUMNS: '100', OCLIF_COLUMNS: '100', ...options.env}
  for (const name of ['FORCE_COLOR', 'NODE_ENV', 'VITEST', 'REGULARS_WORKSPACE', 'DEBUG']) if (!(name in (options.env ?? {}))) delete (env as Record<string, string>)[name]
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BIN, ...argv], {cwd: options.cwd ?? ROOT, env, stdio: ['pipe', 'pipe', 'pipe']})
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk))
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk))
    child.on('error', reject)
    child.on('close', (exitCode, signal) => resolve({exitCode: signal === null ? exitCode : 128 + 2, stdout, stderr}))
    child.stdin.on('error', () => {})
    child.stdin.end(options.stdin ?? '')
    options.started?.((signal) => child.kill(signal))
  })
}

/** The result object of a command that must succeed, through `--json`. */
export async function cliJson<T = Record<string, unknown>>(argv: readonly string[], options: CliOptions = {}): Promise<T> {
  const result = await cli([...argv, '--json'], options)
  expect(result.exitCode, `${argv.join(' ')}\n${result.stdout}${result.stderr}`).toBe(0)
  return JSON.parse(result.stdout) as T
}

/** A folder of its own for one test, removed afterwards. */
export async function scratch(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'regulars-test-'))
  onTestFinished(() => rm(folder, {recursive: true, force: true}))
  return folder
}

/** Compares with `test/golden/NAME`; `GOLDEN=write` writes it instead, for a reviewer to read in the diff. */
export function golden(name: string, actual: string): void {
  const file = join(ROOT, 'test', 'golden', name)
  if (process.env['GOLDEN'] === 'write') {
    mkdirSync(dirname(file), {recursive: true})
    writeFileSync(file, actual)
    return
  }
  expect(actual, `test/golden/${name}`).toBe(existsSync(file) ? readFileSync(file, 'utf8') : '(no such golden file: GOLDEN=write npm test)')
}

/** stdout, stderr and exit code in one text, the form of a golden file. */
export function transcript(result: CliResult): string {
  return `${result.stdout}${result.stderr === '' ? '' : `--- stderr\n${result.stderr}`}${result.exitCode === 0 ? '' : `--- exit ${result.exitCode}\n`}`
}
