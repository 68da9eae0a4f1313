import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {counted, countedFrench} from '../../src/reports/counted.js'
import {ROOT} from '../support/cli.js'

test('English: one alone is singular; the verb follows the count', () => {
  expect([0, 1, 2, 1234].map((count) => counted(count, 'row'))).toEqual(['0 rows', '1 row', '2 rows', '1,234 rows'])
  expect(['1', '1.5', '2'].map((count) => counted(count, 'order'))).toEqual(['1 order', '1.5 orders', '2 orders'])
  expect([counted(1, 'person is', 'people are'), counted(3, 'person is', 'people are')]).toEqual(['1 person is', '3 people are'])
})

test('French: below two is singular, as the figures are written there', () => {
  const format = (value: number) => new Intl.NumberFormat('fr').format(value)
  expect([0, 1, 1.5, 1.99, 2, 1234].map((count) => countedFrench(format(count), 'ligne')))
    .toEqual(['0 ligne', '1 ligne', '1,5 ligne', '1,99 ligne', '2 lignes', '1\u202f234 lignes'])
  expect([countedFrench('1', 'cheval', 'chevaux'), countedFrench('−1', 'point'), countedFrench('−2', 'point')]).toEqual(['1 cheval', '−1 point', '−2 points'])
})

/** What values are called that count something, followed by a noun in the plural: `${rows} rows`, `${format.integer(n)} lignes`. */
const COUNTS = 'count|rows|customers|orders|members|points|days|months|years|runs|files|people|messages|payments|repeats|newcomers|batches|lines|n'
const BARE = new RegExp(
  String.raw`\$\{(?:[\w.!]*\b(?:${COUNTS})|(?:format\.integer|number|whole)\([^}]*\)|[\w.]+\.(?:length|size|read))\} (?:nouveaux |new |more )?(?!des\b)[a-zà-ÿ]{2,}(?:s|x|ont)\b`,
)

test('no printed sentence puts a count before a fixed plural', () => {
  const files = readdirSync(join(ROOT, 'src'), {recursive: true, encoding: 'utf8'}).filter((name) => name.endsWith('.ts'))
  const bare = files.flatMap((name) => readFileSync(join(ROOT, 'src', name), 'utf8').split('\n')
    .flatMap((line, i) => (BARE.test(line) && !ALWAYS_MANY.test(line) ? [`${name}:${i + 1} ${BARE.exec(line)![0]}`] : [])))
  expect(bare, 'write it with counted() or countedFrench()').toEqual([])
})

/** Points a reward asks for: never one. */
const ALWAYS_MANY = /pour \$\{points\} points|for \$\{points\} points/
