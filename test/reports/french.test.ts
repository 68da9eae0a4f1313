import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {parse} from 'yaml'
import {z} from 'zod'
import {parseAmount, parseShare} from '../../src/cli/prompts.js'
import {type FileType, refusedType} from '../../src/files/reading/file-type.js'
import {programFromText} from '../../src/files/program-text.js'
import {PRESETS} from '../../src/reports/french/presets.js'
import {toFrench} from '../../src/reports/french/to-french.js'
import {ROOT} from '../support/cli.js'
import {failure} from '../support/failure.js'
import {type Spoken, spokenTexts, VALUE} from '../support/spoken.js'

let found: Promise<readonly Spoken[]> | undefined
const texts = (): Promise<readonly Spoken[]> => (found ??= spokenTexts(['src', 'commands']))

test('every error, hint and label of progress in the sources has its French', async () => {
  const all = await texts()
  expect(all.length).toBeGreaterThan(400)
  const english = all.filter(({text}) => toFrench(text) === text)
  expect(english.map(({where, text}) => `${where}  ${text}`), 'add them to src/reports/french').toEqual([])
})

test('no value is lost on the way, and French is spaced as French', async () => {
  for (const {text} of await texts()) {
    const french = toFrench(text)
    const quoted = french.replace(/\[[^\]]*\]|\{[^}]*\}|=, .* is\b/g, '')
    expect(quoted, french).not.toMatch(/ [:;!?»]|« |\.\.\.|[a-z]'[a-z]/)
    // Two messages name a rule instead of repeating what was given.
    if (!/such as ¤: ¤|but it is/.test(text)) expect(french.split(VALUE).length, `${text}\n${french}`).toBe(text.split(VALUE).length)
  }
})

test('what files are refused for, and why a known export names no customer', () => {
  const types: readonly Exclude<FileType, 'text'>[] = [
    'empty', 'xlsx', 'xls', 'ods', 'zip', 'gzip', 'parquet', 'pdf', 'image', 'sqlite', 'html', 'xml', 'json', 'rtf', 'binary',
  ]
  const folder = join(ROOT, 'src/files/presets')
  const why = readdirSync(folder).map((name) => (parse(readFileSync(join(folder, name), 'utf8')) as {noCustomer?: string}).noCustomer)
  const texts = [...types.map((type) => refusedType('orders.csv', type)).flatMap(({message, hint}) => [message, hint]), ...why.filter((each) => each !== undefined)]
  expect(texts.filter((text) => toFrench(text) === text)).toEqual([])
  expect(Object.keys(PRESETS).filter((text) => !why.includes(text))).toEqual([])
})

test('values keep their form, lists of roles and words of the grammar are translated', () => {
  expect(toFrench('orders.csv has no column for the customer, nor for the date.')).toBe('orders.csv n’a pas de colonne pour le client, ni pour la date.')
  expect(toFrench('The columns of a.csv are not clear: customer may be "Who", amount may be "How much: €".'))
    .toBe('Les colonnes de a.csv ne sont pas claires\u00a0: customer est peut-être «\u00a0Who\u00a0», amount est peut-être «\u00a0How much: €\u00a0».')
  expect(toFrench('There is no program "Café: points".')).toBe('Il n’y a pas de programme «\u00a0Café: points\u00a0».')
  expect(toFrench('a.csv and b.csv are different kinds of export: Shopify (orders) and an unknown source.'))
    .toBe('a.csv et b.csv sont des exports différents\u00a0: Shopify (orders) et une source inconnue.')
  expect(toFrench('No order of a known customer was found. Rows read: 9, refused: 1, without a customer: 8. The first refused row is a.csv:3.'))
    .toBe('Il n’y a aucune commande d’un client connu. Lignes lues\u00a0: 9, refusées\u00a0: 1, sans client\u00a0: 8. La première ligne refusée est a.csv:3.')
  expect(toFrench('The condition cannot be understood at character 9: a closing bracket is missing. ((a = 1▸)'))
    .toBe('La condition est incompréhensible au caractère 9\u00a0: il manque une parenthèse fermante. ((a = 1▸)')
})

test('errors of program files', () => {
  const said = (yaml: string): string => toFrench(failure(() => programFromText(yaml, 'p.yaml')).message)
  expect(said('name: A\nearn:\n  - points: -1\n')).toBe('earn[0].points\u00a0: -1 ne convient pas\u00a0; attendu\u00a0: des points au-dessus de zéro, comme 1')
  expect(said('earn: [{points: 1, per: 1}]\n')).toBe('name\u00a0: manque\u00a0; attendu\u00a0: le nom du programme')
  expect(said('name: A\nearns: []\n')).toMatch(/^earns\u00a0: «\u00a0earns\u00a0» est inconnu ici\u00a0; possibles\u00a0: name, description/)
  expect(said('name: A\nearn: 5\n')).toBe('earn\u00a0: 5 ne convient pas\u00a0; attendu\u00a0: une liste de règles de gain, chaque élément commençant par "-"')
  expect(said('name: A\npoints: {unit: euros}\n')).toBe('points.unit\u00a0: «\u00a0euros\u00a0» ne convient pas\u00a0; attendu\u00a0: points ou stamps ou miles ou cash ou entries')
  expect(said('name: A\n')).toBe('le fichier\u00a0: ne donne rien\u00a0; il faut au moins earn, benefits ou triggers')
  expect(said('name: A\nearn: [{points: 1, when: {channel: {}}}]\n'))
    .toBe('earn[0].when.channel\u00a0: {} ne convient pas\u00a0; attendu\u00a0: un canal de vente tel que les commandes le nomment, ou une liste entre [crochets]')
  expect(said('name: A\n\tearn: 1\n')).toMatch(/^Ce n’est pas du YAML valable\u00a0: /)
})

test('what zod says by itself', () => {
  const schema = z.strictObject({n: z.number().min(1).max(9), t: z.string().min(2), e: z.enum(['a', 'b']), i: z.int()})
  const messages = [{n: 0, t: '', e: 'c', i: 1.5, x: 1, y: 2}, {n: 10, t: 5, e: 'a', i: null}, {}].flatMap((value) => schema.safeParse(value).error!.issues)
  expect(messages.length).toBeGreaterThan(10)
  expect(messages.map(({message}) => message).filter((message) => toFrench(`setting: ${message}`).endsWith(message))).toEqual([])
})

test('what is asked of numbers; what has no French stays as it is', () => {
  for (const text of [parseShare('x'), parseShare('1.4'), parseAmount('x')]) expect(toFrench(String(text))).not.toBe(text)
  for (const text of ['', 'ENOENT: no such file', 'a: b', '¤']) expect(toFrench(text)).toBe(text)
})
