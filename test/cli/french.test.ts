import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {openHistoryForWriting} from '../../src/store/history/open.js'
import {cli, type CliResult, scratch} from '../support/cli.js'

const FRENCH = {env: {LC_ALL: 'fr_FR.UTF-8', LANG: 'fr_FR.UTF-8'}}

/** An error in French: two lines on stderr, nothing on stdout. */
function said({stdout, stderr}: CliResult): readonly [problem: string, next: string] {
  expect(stdout).toBe('')
  const [, problem, next] = /^Erreur\u00a0: {2}(.+)\nÀ faire\u00a0: (.+)\n$/.exec(stderr) ?? []
  expect(problem, stderr).toBeDefined()
  return [problem!, next!]
}

async function frenchWorkspace(settings = 'locale: fr\n'): Promise<string> {
  const cwd = await scratch()
  mkdirSync(join(cwd, 'programs'))
  mkdirSync(join(cwd, '.regulars'))
  writeFileSync(join(cwd, 'regulars.yaml'), settings)
  return cwd
}

test('--lang fr: an error in French before there is a workspace; --json and the code stay English', async () => {
  const cwd = await scratch()
  expect(said(await cli(['import', 'transactions', 'missing.csv', '--lang', 'fr'], {cwd}))).toEqual([
    'Il n’y a pas d’espace de travail ici ni dans un dossier au-dessus.',
    'Créez-en un avec\u00a0: regulars init, ou regardez tout de suite un fichier avec\u00a0: regulars try FICHIER',
  ])
  const json = JSON.parse((await cli(['import', 'transactions', 'missing.csv', '--lang', 'fr', '--json'], {cwd})).stdout) as {error: object}
  expect(json.error).toMatchObject({code: 'workspace-missing', message: 'There is no workspace here or in a folder above.'})
})

test('a workspace in French speaks it without --lang, --lang en is stronger, and wrong settings do not take it away', async () => {
  const cwd = await frenchWorkspace()
  expect(said(await cli(['import', 'transactions', 'missing.csv'], {cwd}))[0]).toBe('missing.csv  Il n’y a pas de fichier missing.csv.')
  expect((await cli(['import', 'transactions', 'missing.csv', '--lang', 'en'], {cwd})).stderr).toBe('Error: missing.csv  There is no file missing.csv.\nNext:  Check the name and the folder.\n')
  writeFileSync(join(cwd, 'regulars.yaml'), 'locale: fr\nhorizonMonths: soon\n')
  expect(said(await cli(['history'], {cwd}))[0]).toMatch(/regulars\.yaml:2:16 {2}horizonMonths\u00a0: des mois entiers sont attendus$/)
  expect(said(await cli(['history', '--workspace', cwd], {}))[0]).toMatch(/des mois entiers sont attendus$/)
  expect(said(await cli(['history'], {env: {REGULARS_WORKSPACE: cwd}}))[0]).toMatch(/des mois entiers sont attendus$/)
})

test('wrong usage, in the language of the environment', async () => {
  const cwd = await scratch()
  const usage = async (...argv: string[]): Promise<string> => said(await cli(argv, {cwd, ...FRENCH}))[0]
  expect(await usage('history', '--foo')).toBe('Option inconnue\u00a0: --foo')
  expect(await usage('import', 'transactions')).toBe('Il manque un argument\u00a0: file')
  expect(await usage('points', 'transfer', 'A')).toBe('Il manque 2 arguments\u00a0: to, points')
  expect(await usage('simulate', '--horizon', 'soon')).toBe('Un nombre entier est attendu, pas «\u00a0soon\u00a0»')
  expect(await usage('points', 'give')).toBe('Il n’y a pas de commande «\u00a0points give\u00a0».')
  expect(await usage('try', 'x.csv', '--margin', 'lots')).toBe('«\u00a0lots\u00a0» est illisible.')
})

test('ambiguous dates, a wrong program file, and the list and check of programs', async () => {
  const cwd = await frenchWorkspace()
  writeFileSync(join(cwd, 'orders.csv'), 'client;date;montant\nA;01/02/2024;3,50\nB;02/03/2024;4,50\n')
  expect(said(await cli(['import', 'transactions', 'orders.csv'], {cwd}))).toEqual([
    'orders.csv  Aucune date de orders.csv ne distingue le jour du mois\u00a0: 01/02/2024 peut être jj/mm ou mm/jj.',
    'Dites ce qu’il en est\u00a0: --date-format dd/mm/yyyy (jour d’abord) ou --date-format mm/dd/yyyy (mois d’abord).',
  ])
  writeFileSync(join(cwd, 'programs/cafe.yaml'), 'name: Café\nearn:\n  - points: 1\n    per: zero\n')
  const wrong = 'earn[0].per\u00a0: «\u00a0zero\u00a0» ne convient pas\u00a0; attendu\u00a0: un montant au-dessus de zéro, comme 5.00'
  expect(said(await cli(['program', 'show', 'cafe'], {cwd}))[0]).toBe(`programs/cafe.yaml:4:10  ${wrong}`)
  expect((await cli(['program', 'check'], {cwd})).stdout).toContain(`programs/cafe.yaml:4:10  ${wrong}\n  Ce qui est possible\u00a0: regulars program schema.`)
  expect((await cli(['program', 'list'], {cwd})).stdout).toContain('ne convient pas')
})

test('a store that is busy', async () => {
  const cwd = await frenchWorkspace()
  writeFileSync(join(cwd, 'orders.csv'), 'customer,date,amount\nA,2024-01-20,3.50\nB,2024-02-21,4.50\n')
  expect((await cli(['import', 'transactions', 'orders.csv'], {cwd})).exitCode).toBe(0)
  const held = await openHistoryForWriting(join(cwd, '.regulars/history.duckdb'))
  try {
    const [problem, next] = said(await cli(['history'], {cwd}))
    expect(problem).toContain(`L’historique est utilisé par une autre commande (processus ${process.pid}).`)
    expect(next).toBe('Attendez qu’elle ait fini, ou faites attendre celle-ci avec --wait 60.')
  } finally {
    await held.close(true)
  }
})

test('no page in French puts a plain blank before : ; ! ? % » or after «, nor leaves a word in English', async () => {
  const cwd = await scratch()
  const pages: string[] = []
  const page = async (...argv: string[]): Promise<void> => void pages.push((await cli([...argv, '--lang', 'fr'], {cwd})).stdout)
  writeFileSync(join(cwd, 'bad.csv'), 'client;date;montant\nA;2024-01-05;3,50\nB;hier;4,00\n;2024-01-09;5,00\n')
  writeFileSync(join(cwd, 'list.csv'), 'client;segment\nA;or\n')
  await page('init', '.', '--margin', '0.4')
  for (const line of ['import transactions bad.csv --skip-invalid', 'import customers list.csv --dry-run', 'import list', 'history', 'program list', 'program check',
    'program show stamps', 'replay points', 'points accrue --program points', 'points history --batches', 'points verify', 'import undo 1']) await page(...line.split(' '))
  const all = pages.join('\n')
  expect(pages.filter((text) => text === '')).toEqual([])
  expect(all.split('\n').filter((line) => / [:;!?%»](?!\w)|« /.test(line))).toEqual([])
  expect(all.split('\n').filter((line) => /\b(?:the|rows|is|are|customers|orders|of|what|nothing)\b/.test(line.replaceAll(/paid-membership|\S*[=/]\S*/g, '')))).toEqual([])
  expect(all).toContain('1\u00a0: 2 lignes')
  expect(all).toContain('date «\u00a0hier\u00a0»\u00a0: ce n’est pas une date')
})
