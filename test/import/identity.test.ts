import {appendFile, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {readPairs} from '../../src/files/columns/identity-pairs.js'
import {understandCustomers} from '../../src/files/plan/understand.js'
import {IDENTITY_KINDS, type IdentityRule} from '../../src/history/identity.js'
import {openCustomersWriter} from '../../src/store/history/customers.js'
import {acceptFindings} from '../../src/store/history/accept.js'
import {openHistoryReader} from '../../src/store/history/reader.js'
import {undoImport} from '../../src/store/history/undo.js'
import {type CustomersResult, importCustomers} from '../../src/tasks/import/customers.js'
import {SILENT} from '../../src/tasks/ports.js'
import {cli, cliJson, scratch} from '../support/cli.js'
import {importFiles} from '../support/import-files.js'
import {asOfVersion} from '../support/old-history.js'

async function importPeople(file: string, history: string, identity?: IdentityRule): Promise<CustomersResult> {
  const where = {timeZone: 'UTC', currency: 'EUR'}
  return importCustomers(
    {importedAt: '2026-01-01T00:00:00Z', skipInvalid: false, dryRun: false, rejectsFile: undefined},
    {
      understand: () => understandCustomers([file], {...where, customerKey: 'id', temporaryFolder: `${history}.reading`}),
      openHistory: () => openCustomersWriter(history, {...where, identity}),
    },
    {progress: SILENT},
  )
}


async function read(history: string, identity?: IdentityRule) {
  const reader = await openHistoryReader(history, identity)
  try {
    const {customers, offsets, days, seconds, amounts, orderIds, attributes, customerAttributes} = await reader.purchases({orderIds: true, attributes: ['channel']})
    const text = ({values, codes}: {values: readonly string[]; codes: Int32Array}): readonly (string | undefined)[] => Array.from(codes, (code) => values[code])
    return {
      columns: {
        customers, offsets: [...offsets], days: [...days], seconds: [...seconds], amounts: [...amounts], orderIds,
        channel: text(attributes['channel']!), segment: customerAttributes['segment'] && text(customerAttributes['segment']),
      },
      findings: await reader.findings(), fingerprint: await reader.fingerprint(),
    }
  } finally {
    await reader.close()
  }
}

interface Row {
  readonly id: string
  readonly email: string
  readonly phone: string
  readonly card: string
}

const rows: fc.Arbitrary<readonly Row[]> = fc.array(fc.record({
  id: fc.constantFrom('c1', 'c2', 'c3', 'c4', 'c5', 'c6', '𝒳7', '￮8'),
  email: fc.constantFrom('', 'n/a', 'ann@lee.org', ' Ann@Lee.org', 'bob@x.org', 'eve@y.org', 'zoe@z.org'),
  phone: fc.constantFrom('', '0', '06 12 34 56 78', '0612345678', '+33 6 99 99 99 99', '0033699999999', '0144556677'),
  card: fc.constantFrom('', 'K1', 'K2', 'K3', 'c2'),
}), {minLength: 1, maxLength: 12})
const orders = fc.array(fc.record({
  id: fc.constantFrom('c1', 'c2', 'c3', 'c4', 'c5', '𝒳7', '￮8', 'K1', 'K3'), day: fc.integer({min: 1, max: 4}), hour: fc.integer({min: 10, max: 11}),
  amount: fc.integer({min: 1, max: 99}), channel: fc.constantFrom('web', 'shop'),
}), {minLength: 1, maxLength: 30})

/** The same ids in the form in which they are compared; undefined for none. */
const PLAIN = {
  email: (text: string) => (text.includes('@') ? text.trim().toLowerCase() : undefined),
  phone: (text: string) => (text.length > 5 ? text.replaceAll(/\D/g, '').replace(/^00/, '') : undefined),
  card: (text: string) => (text === '' ? undefined : text),
} as const

/** The specification, by hand: groups of keys that share an id, joined until nothing changes. */
function peopleByHand(file: readonly Row[], buyers: ReadonlySet<string>, {same, most}: IdentityRule): ReadonlyMap<string, string> {
  const ids = new Set(file.map((row) => row.id))
  let groups: Set<string>[] = []
  for (const kind of ['email', 'phone', 'card'] as const) {
    const holders = new Map<string, Set<string>>()
    for (const row of file) {
      const value = PLAIN[kind](row[kind])
      if (value !== undefined && same.includes(kind)) holders.set(value, (holders.get(value) ?? new Set()).add(row.id))
    }
    // Orders go by numbers here: a number that is nobody's customer id may be a card's.
    if (kind === 'card') for (const [card, keys] of holders) if (buyers.has(card) && !ids.has(card)) keys.add(card)
    groups.push(...[...holders.values()].filter((keys) => keys.size <= most))
  }
  for (let before = -1; before !== groups.length;) {
    before = groups.length
    groups = groups.reduce<Set<string>[]>((joined, group) => {
      const touching = joined.filter((other) => [...group].some((key) => other.has(key)))
      return [...joined.filter((other) => !touching.includes(other)), new Set([...group, ...touching.flatMap((each) => [...each])])]
    }, [])
  }
  return new Map(groups.flatMap((group) => {
    const person = [...group].filter((key) => buyers.has(key)).sort((a, b) => (a < b ? -1 : 1))[0]
    return person === undefined ? [] : [...group].map((key) => [key, person] as const)
  }))
}

test('property: a history read by a rule is the history whose ids were replaced by hand; without the rule, and after an undo, nothing has changed', async () => {
  await fc.assert(fc.asyncProperty(rows, orders, fc.subarray([...IDENTITY_KINDS], {minLength: 1}), fc.integer({min: 2, max: 6}), async (file, sales, same, most) => {
    const folder = await scratch()
    const path = (name: string): string => join(folder, name)
    const people = peopleByHand(file, new Set(sales.map(({id}) => id)), {same, most})
    const csv = (id: (of: string) => string): string => ['order id,customer id,date,amount,channel',
      ...sales.map((sale, i) => `A${(i * 7) % 31},${id(sale.id)},2024-01-0${sale.day} ${sale.hour}:00:00,${sale.amount},${sale.channel}`)].join('\n')
    await writeFile(path('orders.csv'), csv((id) => id))
    await writeFile(path('by-hand.csv'), csv((id) => people.get(id) ?? id))
    await writeFile(path('customers.csv'), ['customer id,e-mail,phone,card,segment',
      ...file.map((row, i) => `${row.id},${row.email},${row.phone},${row.card},s${i}`)].join('\n'))
    const [history, byHand] = [path('history.duckdb'), path('by-hand.duckdb')]
    await importFiles([path('orders.csv')], {history})
    await importFiles([path('by-hand.csv')], {history: byHand})
    const alone = await read(history)
    await importPeople(path('customers.csv'), history)
    const {segment, ...merged} = (await read(history, {same, most})).columns
    const {segment: _none, ...wanted} = (await read(byHand)).columns
    expect(merged).toEqual(wanted)
    // The last row of a person's ids says her segment.
    if (segment !== undefined) for (const [i, customer] of merged.customers.entries()) {
      const last = file.findLastIndex((row) => (people.get(row.id) ?? row.id) === customer)
      expect(segment[i]).toBe(last < 0 ? undefined : `s${last}`)
    }
    const {segment: _segment, ...unmerged} = (await read(history)).columns
    const {segment: _before, ...original} = alone.columns
    expect(unmerged).toEqual(original)
    await undoImport(history, 2, {dryRun: false})
    expect(await read(history, {same, most})).toEqual(alone)
  }), {numRuns: 12})
})

test('findings: what is joined, what might be, what is a crowd; each can be accepted', async () => {
  const folder = await scratch()
  const history = join(folder, 'history.duckdb')
  await writeFile(join(folder, 'orders.csv'), `customer id,date,amount\n${'abcdefgh'.split('').map((id) => `${id},2024-01-01,5`).join('\n')}\n`)
  await writeFile(join(folder, 'customers.csv'),
    `customer id,e-mail,phone\na,ann@lee.org,0600000001\nb,ANN@lee.org,0600000002\n${'cdefgh'.split('').map((id) => `${id},,0155555555`).join('\n')}\n`)
  await importFiles([join(folder, 'orders.csv')], {history})
  const imported = await importPeople(join(folder, 'customers.csv'), history)
  expect(imported.findings).toMatchObject([{code: 'identity-possible', rows: 2, message: expect.stringContaining('identity: {same: [email]}')}])
  // Where in the file they stand is said then and later.
  expect(imported.findings).toMatchObject([{at: [2, 3]}])
  expect((await read(history)).findings).toEqual(imported.findings.map((finding) => ({...finding, atFile: join(folder, 'customers.csv')})))

  const rule: IdentityRule = {same: ['email', 'phone'], most: 5}
  const {findings, columns} = await read(history, rule)
  expect(findings).toMatchObject([
    {code: 'identity-merged', rows: 2, message: expect.stringContaining('such as a, b')},
    {code: 'identity-crowd', rows: 1, message: expect.stringContaining('most: 6')},
  ])
  expect(columns.customers).toEqual(['a', 'c', 'd', 'e', 'f', 'g', 'h'])
  expect((await read(history, {...rule, most: 6})).columns.customers).toEqual(['a', 'c'])
  expect((await read(history, rule)).fingerprint).not.toBe((await read(history)).fingerprint)

  await acceptFindings(history, ['identity-crowd', 'identity-possible'])
  expect((await read(history, rule)).findings).toMatchObject([{code: 'identity-merged'}])
  expect((await read(history)).findings).toEqual([])
})

test('a till that knows cards and a web shop that knows e-mails become one history of people', async () => {
  const cwd = await scratch()
  await cli(['init', '.'], {cwd})
  await writeFile(join(cwd, 'web.csv'), 'order id,date,email,total\nW1,2024-01-13,ann@lee.org,3\nW2,2024-02-14,bob@x.org,4\nW3,2024-03-14,Ann.Lee@work.com,5\n')
  await writeFile(join(cwd, 'till.csv'), 'ticket,date,card no,total\nT1,2024-01-20,C1,7\nT2,2024-02-20,C2,9\n')
  await writeFile(join(cwd, 'customers.csv'), 'Customer ID,Email,Phone,Card No,Segment\n' +
    '7,Ann@lee.org,0612 345 678,C1,gold\n8,bob@x.org,0612345679,C2,silver\n9,ann.lee@work.com,0612345678,,gold\n')
  await cliJson(['import', 'transactions', 'till.csv'], {cwd})
  await cliJson(['import', 'transactions', 'web.csv'], {cwd})
  expect(await cliJson(['import', 'customers', 'customers.csv'], {cwd})).toMatchObject({findings: [{code: 'identity-possible', rows: 5}]})
  expect(await cliJson(['history'], {cwd})).toMatchObject({customers: 5, orders: 5})
  await appendFile(join(cwd, 'regulars.yaml'), '\nidentity: {same: [phone, card]}\n')
  expect(await cliJson(['history'], {cwd})).toMatchObject({customers: 2, orders: 5, findings: [{code: 'identity-merged', rows: 5}]})
  expect((await cli(['history', '--lang', 'fr'], {cwd})).stdout).toMatch(/identity-merged\s: 5 identifiants/)

  const byHand = await scratch()
  await cli(['init', '.'], {cwd: byHand})
  await writeFile(join(byHand, 'orders.csv'), 'order id,date,customer id,total\n' +
    'W1,2024-01-13,C1,3\nW2,2024-02-14,C2,4\nW3,2024-03-14,C1,5\nT1,2024-01-20,C1,7\nT2,2024-02-20,C2,9\n')
  await cliJson(['import', 'transactions', 'orders.csv'], {cwd: byHand})
  for (const folder of [cwd, byHand]) await cliJson(['program', 'new', 'card', '--template', 'stamps', '--set', 'enrolment.welcome=8'], {cwd: folder})
  const [replay, expected] = await Promise.all([cwd, byHand].map((folder) => cliJson(['replay', 'card'], {cwd: folder})))
  expect(replay).toEqual(expected)

  // Any key of a person's orders finds her.
  for (const [customer, asked] of [['C1', null], ['ann@lee.org', 'ann@lee.org'], ['ann.lee@work.com', 'ann.lee@work.com']])
    expect(await cliJson(['explain', 'replay', 'card', '--customer', customer!], {cwd})).toMatchObject({customer: 'C1', asked})
  const {steps} = await cliJson<{steps: {order: string | null}[]}>(['explain', 'replay', 'card', '--customer', 'ann@lee.org'], {cwd})
  expect(steps.flatMap(({order}) => order ?? [])).toEqual(['W1', 'T1', 'W3'])
  const said = await cli(['explain', 'replay', 'card', '--customer', 'ann@lee.org', '--lang', 'fr'], {cwd})
  expect(said.stdout.replaceAll(/\s+/g, ' ')).toContain('ann@lee.org est la même personne que C1.')
  expect((await cli(['explain', 'replay', 'card', '--customer', 'nobody'], {cwd})).exitCode).toBe(2)

  await cliJson(['import', 'undo', '3'], {cwd})
  expect(await cliJson(['history'], {cwd})).toMatchObject({customers: 5, findings: []})
  expect(await cliJson(['explain', 'replay', 'card', '--customer', 'ann@lee.org'], {cwd})).toMatchObject({customer: 'ann@lee.org', asked: null})
})

test('a rule that cannot be read is refused with what would be valid', async () => {
  const cwd = await scratch()
  await cli(['init', '.'], {cwd})
  await appendFile(join(cwd, 'regulars.yaml'), '\nidentity: {same: [mail]}\n')
  const refused = await cli(['history'], {cwd})
  expect(refused.exitCode).toBe(2)
  expect(refused.stderr).toContain('expected id, email, phone, card')
})

test('pairs that the person declares are one person, alone or beside shared ids; ids that nobody has are said', async () => {
  const folder = await scratch()
  const history = join(folder, 'history.duckdb')
  await writeFile(join(folder, 'orders.csv'), `order id,date,email,total\n${'abcdef'.split('').map((id, i) => `${i},2024-01-0${i + 1},${id}@x.org,1`).join('\n')}\n`)
  await importFiles([join(folder, 'orders.csv')], {history})
  const alone = await read(history)
  const declared = async (text: string | Uint8Array, same: IdentityRule['same'] = []): Promise<IdentityRule> => {
    await writeFile(join(folder, 'pairs.csv'), text)
    return {same, most: 5, pairs: await readPairs(folder, 'pairs.csv')}
  }
  const rule = await declared('\uFEFFNote;Same_As;ID\r\n"moved;away";B@x.org;c@X.org\r\n;;\r\n;c@x.org;d@x.org\r\n;z@x.org;a@x.org\r\n;E;f@x.org\r\n')
  const merged = await read(history, rule)
  expect(merged.columns.customers).toEqual(['a@x.org', 'b@x.org', 'e@x.org', 'f@x.org'])
  expect(merged.findings).toMatchObject([
    {code: 'identity-merged', rows: 3, values: ['1', 'b@x.org, c@x.org, d@x.org']}, {code: 'identity-unknown', rows: 2, values: ['pairs.csv', 'z@x.org, E']},
  ])
  await writeFile(join(folder, 'customers.csv'), 'e-mail,phone\na@x.org,0600000001\ne@x.org,0600000001\n')
  await importPeople(join(folder, 'customers.csv'), history)
  const both = await declared('id,same_as\ne@x.org,f@x.org\n', ['phone'])
  expect((await read(history, both)).columns.customers).toEqual(['a@x.org', 'b@x.org', 'c@x.org', 'd@x.org'])
  expect((await read(history, await declared('id,same_as\n'))).columns).toEqual(alone.columns)
  expect((await declared(Buffer.from('id\tsame_as\nJos\xe9\tJose\n', 'latin1'))).pairs?.pairs).toEqual([['José', 'Jose']])
})

test('a file of pairs that cannot be read is refused with what to do', async () => {
  const cwd = await scratch()
  await cli(['init', '.'], {cwd})
  const settings = await readFile(join(cwd, 'regulars.yaml'), 'utf8')
  const refused = async (identity: string, file?: string): Promise<unknown> => {
    await writeFile(join(cwd, 'regulars.yaml'), `${settings}\nidentity: ${identity}\n`)
    if (file !== undefined) await writeFile(join(cwd, 'pairs.csv'), file)
    const {exitCode, stdout} = await cli(['history', '--json'], {cwd})
    return {exitCode, ...(JSON.parse(stdout) as {error: object}).error}
  }
  expect(await refused('{pairs: pairs.csv}')).toMatchObject({exitCode: 2, code: 'file-missing', where: {file: 'pairs.csv'}})
  expect(await refused('{pairs: pairs.csv}', 'a,b\n1,2\n')).toMatchObject({exitCode: 3, code: 'column-missing', where: {file: 'pairs.csv', line: 1}})
  expect(await refused('{pairs: pairs.csv}', 'id,same_as\n1,2\n\n3,\n')).toMatchObject({exitCode: 3, code: 'pair-incomplete', where: {line: 4}})
  expect(await refused('{most: 3}')).toMatchObject({exitCode: 2, message: expect.stringContaining('expected same: or pairs:') as string})
})

test('a history made before there were ids is read as it is, with a rule or without', async () => {
  const folder = await scratch()
  const history = join(folder, 'history.duckdb')
  await writeFile(join(folder, 'orders.csv'), 'customer id,date,amount\na,2024-01-01,5\n')
  await importFiles([join(folder, 'orders.csv')], {history})
  const now = await read(history)
  await asOfVersion(history, 1)
  expect(await read(history)).toEqual(now)
  expect(await read(history, {same: ['email'], most: 5})).toEqual(now)
  await writeFile(join(folder, 'customers.csv'), 'customer id,e-mail\na,ann@lee.org\nb,ann@lee.org\n')
  expect(await importPeople(join(folder, 'customers.csv'), history)).toMatchObject({customers: 2, known: 1, findings: []})
})
