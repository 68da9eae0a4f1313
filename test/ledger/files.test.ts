import {execFileSync} from 'node:child_process'
import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {Readable} from 'node:stream'
import {parse} from 'csv-parse/sync'
import {expect, test} from 'vitest'
import {parseIsoDay} from '../../src/base/day.js'
import {adjustmentFile, type AdjustmentFileOptions} from '../../src/files/ledger/adjustment-file.js'
import {chainFolder, exportShape, pointsExportFile} from '../../src/files/ledger/points-export-file.js'
import type {LedgerStore} from '../../src/tasks/ledger/port.js'
import {exportChain, exportPoints} from '../../src/tasks/ledger/export.js'
import {adjustPoints} from '../../src/tasks/ledger/adjust.js'
import {pointsBalance} from '../../src/tasks/ledger/balance.js'
import {NO_REJECTS} from '../../src/files/ledger/adjustment-rejects.js'
import {undoBatch} from '../../src/tasks/ledger/undo.js'
import {importOpening} from '../../src/tasks/ledger/import-opening.js'
import {listMembers} from '../../src/tasks/ledger/members.js'
import {pointsHistory} from '../../src/tasks/ledger/history.js'
import {SILENT} from '../../src/tasks/ports.js'
import {type AdjustmentRow, isUnreadable, type UnreadableRow} from '../../src/tasks/ledger/adjustment-source.js'
import {scratch} from '../support/cli.js'
import {describeOnRealData, realData} from '../support/real-data.js'
import {adjustBy, inDays, memoryLedger, NOON, REQUEST, SALT} from './support.js'

const OPTIONS: AdjustmentFileOptions = {map: undefined, layout: undefined, delimiter: undefined, timeZone: 'Europe/Paris', dateFormat: 'iso', op: undefined}
const WHO = {actor: 'tester', reason: '', now: NOON, salt: SALT, timeZone: 'UTC', source: 'test'}

async function read(text: string | Buffer, options: Partial<AdjustmentFileOptions> = {}) {
  const source = await adjustmentFile('-', {...OPTIONS, ...options}, Readable.from([Buffer.from(text)]))
  const rows: (AdjustmentRow | UnreadableRow)[] = []
  for await (const block of source.rows()) rows.push(...block)
  return {source, rows}
}

/** What each row asks for, or why it cannot be read. */
async function asked(text: string | Buffer, options: Partial<AdjustmentFileOptions> = {}): Promise<string[]> {
  const {rows} = await read(text, options)
  return rows.map((row) => (isUnreadable(row) ? `${row.line}: ${row.code}` : `${row.line}: ${row.identity.customerId ?? row.identity.email ?? row.identity.phone} ${row.op} ${row.points}`))
}

test.each([
  // Source: Smile, "Import points with a CSV file": columns email, points; points without thousands separators, older exports with.
  ['smile', 'email,points\nAna@x.com,100\nben@x.com,-20\n', ['2: ana@x.com add 100', '3: ben@x.com deduct 20']],
  ['smile-customers', 'First name,Last name,Email,Points balance,VIP tier,Points earned\nAna,B,ana@x.com,"1,250",Gold,3000\n', ['2: ana@x.com set 1250']],
  // Source: Yotpo, "Importing/exporting points and customers".
  ['yotpo', 'Full Name,First Name,Last Name,Email,Points Balance,Points Spent,Birthday (MM/DD) or (MM/DD/YYYY)\nAna B,Ana,B,ana@x.com,300,10,01/02\n', ['2: ana@x.com set 300']],
  ['talonone', 'customerprofileid,amount,startdate,expirydate,subledgerid,reason\nu1,50,2025-01-01T00:00:00Z,2026-01-01T00:00:00Z,,promo\n', ['2: u1 add 50']],
  ['talonone-balances', 'loyaltyProgramID,loyaltySubledger,profileIntegrationID,currentBalance,pendingBalance,expiredBalance,spentBalance,currentTier\n7,,u1,120,0,0,5,Gold\n', ['2: u1 set 120']],
  // Source: Rivo help, "Using CSV files with Rivo Loyalty" and "Import historical points or credits transactions".
  ['rivo', 'Email,Points Balance,Birthdate,VIP Tier,Activation Date,Credits Balance\nana@x.com,40,,,,\n', ['2: ana@x.com set 40']],
  ['rivo-logs', 'customer_id,points_amount,applied_at,expires_at,order_id\n9,-15,2025-05-01,,o1\n', ['2: 9 deduct 15']],
  // Source: Lightspeed X-Series help, "Adjusting customer loyalty balances": the new total in loyalty_balance.
  ['lightspeed', 'customer_code,first_name,email,loyalty_balance\nC-1,Ana,ana@x.com,12.0\n', ['2: C-1 set 12']],
  // Source: Stamped help, "Importing customer data and points": points are added to what is there.
  ['stamped', 'first_name,last_name,email,points,birthday,vip_tier,vip_tier_end_date\nJohn,Doh,johndoh@example.com,5000,1990-10-24,Gold,2021-06-14\n', ['2: johndoh@example.com add 5000']],
  ['loyaltylion', 'merchant_id,email,points,reason\n77,ana@x.com,30,goodwill\n', ['2: 77 add 30']],
])('the file of %s is recognised and understood', async (layout, text, expected) => {
  expect((await read(text)).source.layout).toBe(layout)
  expect(await asked(text)).toEqual(expected)
})

test('our own columns, in any order, with any delimiter, with a byte order mark', async () => {
  const {rows, source} = await read('\ufeffpoints;op;customer_id;expires_at;note\n5;add;c1;2026-01-31;"a ""kind"" word"\n')
  expect(source.mapping).toEqual({points: 'points', op: 'op', customer_id: 'customer_id', expires_at: 'expires_at', note: 'note'})
  expect(rows[0]).toMatchObject({op: 'add', points: 5, expires: parseIsoDay('2026-01-31'), note: 'a "kind" word'})
})

test('JSON lines say the same', async () => {
  expect(await asked('{"customer_id": "c1", "op": "add", "points": 5}\n{"email": "A@x.com", "points": -3}\n')).toEqual(['1: c1 add 5', '2: a@x.com deduct 3'])
  expect(await asked('{"customer_id": "c1", "points": 9007199254740993}\n')).toEqual(['1: points-too-large'])
  const {rows, source} = await read('{"customer_id": "c1", "points": 5}\n{"customer_id": "c2", "po\n[1]\n{"customer_id": "c3", "points": 7}')
  expect(rows.map((row) => (isUnreadable(row) ? [row.line, row.code, row.raw] : [row.line, row.points])))
    .toEqual([[1, 5], [2, 'json-invalid', ['{"customer_id": "c2", "po']], [3, 'json-invalid', ['[1]']], [4, 7]])
  expect(source.mapping).toEqual({customer_id: 'customer_id', points: 'points'})
  await expect(read('{"customer_id": "c1", "pionts": 5}\n').then(() => undefined)).rejects.toMatchObject({code: 'json-field-unknown', where: {line: 1}})
})

test('every row that cannot be read says its line and why; lines count those inside quotes', async () => {
  expect(await asked('customer_id,op,points,occurred_at\nc1,add,12.5,\nc2,give,1,\n,add,1,\nc3,add,,\nc4,add,-1,\nc5,add,1,31/01/2025\n"c\n6",add,1,\nc7,add,1\nc8,add,9007199254740992,\nc9,add,1,2025-02-30\n'))
    .toEqual(['2: points-invalid', '3: op-unknown', '4: customer-missing', '5: points-missing', '6: points-negative', '7: date-invalid', '8: control-character', '10: column-count',
      '11: points-too-large', '12: date-invalid'])
})

test('days are those of the shop’s time zone; slashes need to be told', async () => {
  const one = async (date: string, options = {}) => ((await read(`customer_id,points,occurred_at\nc,1,${date}\n`, options)).rows[0] as AdjustmentRow).occurred
  expect(await one('2025-03-31T22:30:00Z')).toBe(parseIsoDay('2025-04-01'))
  expect(await one('2025-03-31 22:30:00')).toBe(parseIsoDay('2025-03-31'))
  expect(await one('03/04/2025', {dateFormat: 'dd/mm/yyyy'})).toBe(parseIsoDay('2025-04-03'))
  expect(await one('03/04/2025', {dateFormat: 'mm/dd/yyyy'})).toBe(parseIsoDay('2025-03-04'))
})

test('columns can be named, by name or by place', async () => {
  expect(await asked('Ref,Pts\nc1,5\n', {map: 'customer_id=Ref,points=2'})).toEqual(['2: c1 add 5'])
  await expect(read('Ref,Pts\nc1,5\n')).rejects.toMatchObject({code: 'customer-column-missing'})
  await expect(read('Ref,Pts\nc1,5\n', {map: 'customer_id=Nope'})).rejects.toMatchObject({code: 'map-column-missing', exitCode: 2})
  await expect(read('')).rejects.toMatchObject({code: 'file-empty', exitCode: 3})
  await expect(read('customer_id,points\n"c1,5\n')).rejects.toMatchObject({exitCode: 3})
  await expect(read(Buffer.from([0x63, 0x75, 0x73, 0x74, 0x6f, 0x6d, 0x65, 0x72, 0x2c, 0x70, 0x6f, 0x69, 0x6e, 0x74, 0x73, 0x0a, 0xe9, 0x2c, 0x31, 0x0a]))).rejects.toMatchObject({code: 'encoding-unsupported'})
})

test('the chain can be checked without the tool, with sha256sum and split alone', async () => {
  const store = await memoryLedger()
  await adjustBy(store, [{customer: 'ana', op: 'add', points: 100, note: 'é', orderId: 'o1'}, {customer: 'ben', op: 'add', points: 50, expires: inDays(3)}])
  await adjustBy(store, [{customer: 'ana', op: 'deduct', points: 30}, {customer: 'ben', op: 'deduct', points: 80}], {onInsufficient: 'negative'}, 'b'.repeat(64))
  await adjustBy(store, [{customer: 'ana', op: 'set', points: 70}], {}, 'c'.repeat(64))
  const folder = join(await scratch(), 'audit')
  expect(await exportChain(store, await chainFolder(folder), {progress: SILENT})).toBe(3)
  const script = `set -e; cd "$1"; previous=${'0'.repeat(64)}
    for manifest in *.manifest; do
      grep -q "^previous	$previous$" "$manifest"
      for section in transfers uses overdrafts no-effects; do
        file="\${manifest%.manifest}.$section"; [ -e "$file" ] || : > "$file"
        hash=$(split -l 65536 --filter='sha256sum | cut -c1-64' "$file" | sha256sum | cut -c1-64)
        grep -q "^$section	$(wc -l < "$file" | tr -d ' ')	$hash$" "$manifest"
      done
      previous=$(sha256sum "$manifest" | cut -c1-64)
    done; echo $previous`
  const head = execFileSync('bash', ['-c', script, 'check', folder], {encoding: 'utf8'}).trim()
  expect(head).toBe((await store.verify({})).head)
  expect(readdirSync(folder).filter((name) => name.endsWith('.manifest')).length).toBe(3)
})

test('balances go out in a vendor’s columns and come back as the same balances', async () => {
  const store = await memoryLedger()
  await adjustBy(store, [{customer: '', op: 'add', points: 100, identity: {email: 'ana@x.com', name: 'Ana B'}}, {customer: '', op: 'add', points: 7, identity: {email: 'ben@x.com'}}])
  const file = join(await scratch(), 'yotpo.csv')
  await exported(store, file, 'yotpo')
  expect(readFileSync(file, 'utf8')).toBe('Full Name,First Name,Last Name,Email,Points Balance,Points Spent,Birthday (MM/DD) or (MM/DD/YYYY)\nAna B,,,ana@x.com,100,,\n,,,ben@x.com,7,,\n')
  const other = await memoryLedger()
  const source = await adjustmentFile(file, OPTIONS, undefined)
  const result = await importOpening(other, source, {...WHO, dryRun: false, balances: false, day: undefined}, {progress: SILENT})
  expect(result).toMatchObject({ok: true, as: 'balances', members: 2, points: 107})
  expect((await importOpening(other, source, {...WHO, dryRun: false, balances: false, day: undefined}, {progress: SILENT})).rows).toMatchObject({applied: 0, duplicate: 2})
})

type What = 'balances' | 'transfers' | undefined

async function exported(store: LedgerStore, file: string, layout?: string, what?: What, account?: string) {
  const shape = exportShape(layout, what, account)
  const out = pointsExportFile(file, shape, undefined)
  const result = await exportPoints(store, {...shape, asOf: undefined, today: inDays(0), recordedBy: undefined}, out.write, {progress: SILENT})
  await out.close()
  return {...result, rows: parse(readFileSync(file), {columns: true}) as Record<string, string>[], count: result.rows}
}

test('a vendor is given balances where its file says balances, only whom its columns can name, and one account', async () => {
  const store = await memoryLedger()
  await adjustBy(store, [{customer: 'A', op: 'add', points: 100}, {customer: 'A', op: 'deduct', points: 70},
    {customer: 'B', op: 'add', points: 3, wallet: 'stamps', identity: {customerId: 'B', email: 'b@x.com'}}, {customer: 'B', op: 'add', points: 9}])
  const file = join(await scratch(), 'out.csv')
  expect(await exported(store, file, 'lightspeed')).toMatchObject({unnamed: 0, otherAccounts: 1,
    rows: [{customer_code: 'A', email: '', loyalty_balance: '30'}, {customer_code: 'B', email: 'b@x.com', loyalty_balance: '9'}]})
  expect(await exported(store, file, 'yotpo')).toMatchObject({unnamed: 1, otherAccounts: 1, rows: [{Email: 'b@x.com', 'Points Balance': '9'}]})
  expect(await exported(store, file, 'smile', undefined, 'stamps')).toMatchObject({unnamed: 0, otherAccounts: 3, rows: [{email: 'b@x.com', points: '3'}]})
  expect(() => exportShape('yotpo', 'transfers', undefined)).toThrow('says what customers have')
})

test('our own export says of every transfer who, when, why and from which file', async () => {
  const store = await memoryLedger()
  await adjustBy(store, [{customer: 'A', op: 'add', points: 5, note: 'rang twice'}], {actor: 'bob', reason: 'spring'}, 'a'.repeat(64))
  await adjustBy(store, [{customer: 'A', op: 'add', points: 6, reason: 'own', actor: 'cli'}], {actor: 'bob', reason: 'spring'}, 'b'.repeat(64))
  const {rows} = await exported(store, join(await scratch(), 'out.csv'))
  expect(rows).toMatchObject([
    {points: '5', batch: '1', reason_code: 'spring', actor: 'bob', note: 'rang twice', source_sha256: 'a'.repeat(64), recorded_at: new Date(NOON).toISOString()},
    {points: '6', batch: '2', reason_code: 'own', actor: 'cli', note: '', source_sha256: 'b'.repeat(64)}])
})

test('what the columns say is known, or said to be unused: a column of operations by its content', async () => {
  expect(await asked('customer_id,points,type\nA,5,deduct\nB,6,add\n')).toEqual(['2: A deduct 5', '3: B add 6'])
  const {source, rows} = await read('customer_id,points,type,expiry\nA,5,Order Earn,2027-01-01\n')
  expect(source.ignored).toEqual(['type'])
  expect(rows).toMatchObject([{op: 'add', expires: parseIsoDay('2027-01-01')}])
})

test('the same file for another account is another request; rows with an account of their own keep it', async () => {
  const store = await memoryLedger()
  const give = async (account: string | undefined) => {
    const {source} = await read('customer_id,points,account\nA,5,\nA,7,miles\n', {account})
    return (await adjustPoints(store, source, REQUEST, NO_REJECTS, {progress: SILENT})).rows
  }
  expect(await give(undefined)).toMatchObject({applied: 2})
  expect(await give('stamps')).toMatchObject({applied: 1, duplicate: 1})
  expect(await give('stamps')).toMatchObject({applied: 0, duplicate: 2})
  const {totals} = await pointsBalance(store, {customers: [], asOf: inDays(0), recordedBy: undefined, wallet: undefined, listed: 9}, {progress: SILENT})
  expect(totals.map(({account, balance}) => [account, balance])).toEqual([['points', 5], ['miles', 7], ['stamps', 5]])
})

test('columns given by position in a file without header lose no row; the same positions still find a header', async () => {
  const map = 'customer_id=1,points=2'
  const {rows} = await read('C1,100\nC2,50\n', {map})
  expect(rows).toMatchObject([{line: 1, identity: {customerId: 'C1'}, points: 100}, {line: 2, identity: {customerId: 'C2'}, points: 50}])
  expect((await read('who,how many\nC1,100\n', {map})).rows).toMatchObject([{line: 2, points: 100}])
  await expect(read('C1,100\nC2,50\n')).rejects.toMatchObject({code: 'header-missing', where: {line: 1}})
})

test('a history that can have happened is brought in whole; one that cannot is reported', async () => {
  const folder = await scratch()
  const bring = async (text: string, balances = false) => {
    const store = await memoryLedger()
    writeFileSync(join(folder, 'ledger.csv'), `customer_id,points,date,reason\n${text}`)
    return importOpening(store, await adjustmentFile(join(folder, 'ledger.csv'), OPTIONS, undefined), {...WHO, dryRun: false, balances, day: undefined}, {progress: SILENT})
  }
  expect(await bring('a,100,2020-01-01,Order Earn\na,-40,2020-02-01,Redeem\n')).toMatchObject({ok: true, as: 'history', points: 60, problems: []})
  const impossible = 'a,100,2020-01-01,Order Earn\na,40,2020-02-01,Redeem\nb,-5,2020-01-01,Adjust\nb,-1,2020-01-02,Earn\n'
  expect(await bring(impossible)).toMatchObject({ok: false, batch: null, problems: [
    {code: 'below-zero', rows: 2, customers: 1}, {code: 'earning-takes', rows: 1}, {code: 'redemption-adds', rows: 1, lines: [3]},
  ]})
  expect(await bring(impossible, true)).toMatchObject({ok: true, as: 'balances', points: 140, members: 1, negative: {members: 1, points: -6}})
})

test('a history that books its own expiries, on the day or later, is brought in as it was', async () => {
  const store = await memoryLedger()
  const text = `customer_id,points,date,reason,expires_at
a,100,2020-01-01,Order Earn,2021-01-01
a,30,2020-06-01,Order Earn,2022-01-01
a,-40,2020-02-01,Redeem,
a,-60,2021-01-01,Expired,
b,50,2020-01-01,Order Earn,2021-01-01
b,20,2020-03-01,Order Earn,2021-03-01
b,-50,2021-01-15,Expired,
b,-5,2021-03-01,Redeem,
`
  const file = join(await scratch(), 'ledger.csv')
  writeFileSync(file, text)
  const result = await importOpening(store, await adjustmentFile(file, OPTIONS, undefined), {...WHO, dryRun: false, balances: false, day: undefined}, {progress: SILENT})
  expect(result).toMatchObject({ok: true, as: 'history', points: 45, members: 2, problems: []})
  const lots = async (customer: string) => {
    const {entries} = await pointsHistory(store, {customer, wallet: 'points'})
    return entries.map(({kind, points, lots: used}) => `${kind} ${points}${used.map(({lot, points: of}) => ` ${of} of ${lot}`).join('')}`)
  }
  expect(await lots('a')).toEqual(['opening 100', 'redeem -40 40 of 1', 'opening 30', 'expire -60 60 of 1'])
  expect(await lots('b')).toEqual(['opening 50', 'opening 20', 'expire -50 50 of 2', 'redeem -5 5 of 4'])
  expect((await store.verify({})).problems).toEqual([])
})

test('a list of balances: below zero brings nothing in and is said, twice is refused with both lines', async () => {
  const file = join(await scratch(), 'balances.csv')
  const bring = async (text: string) => {
    writeFileSync(file, `Email,Points balance,VIP tier,Points earned,First name,Last name\n${text}`)
    return importOpening(await memoryLedger(), await adjustmentFile(file, {...OPTIONS, belowZero: true}, undefined), {...WHO, dryRun: false, balances: false,
      day: undefined}, {progress: SILENT})
  }
  expect(await bring('ana@x.com,"1,250",,,,\nben@x.com,-5,,,,\n')).toMatchObject({ok: true, points: 1250, members: 1, negative: {members: 1, points: -5}})
  expect(await bring('ana@x.com,"1,250",,,,\nana@x.com,10,,,,\n')).toMatchObject({ok: false, batch: null,
    rejects: [{line: 3, code: 'balance-twice', message: 'ana@x.com has a balance on line 2 already.'}]})
})

describeOnRealData('a real ledger that cannot have happened', () => {
  test('is refused with reasons, and its closing balances can be brought in', async () => {
    const store = await memoryLedger()
    const source = await adjustmentFile(realData('loyalty-ledger', 'loyalty_transactions.csv'), OPTIONS, undefined)
    const refused = await importOpening(store, source, {...WHO, dryRun: false, balances: false, day: undefined}, {progress: SILENT})
    expect(refused.ok).toBe(false)
    expect(refused.problems.map(({code}) => code).sort()).toEqual(['below-zero', 'earning-takes', 'redemption-adds'])
    const brought = await importOpening(store, source, {...WHO, dryRun: false, balances: true, day: undefined}, {progress: SILENT})
    expect(brought.ok).toBe(true)
    expect((await store.verify({})).problems).toEqual([])
  })
})

test('balances are brought in once; what was undone meanwhile is said; a key means one thing', async () => {
  const file = join(await scratch(), 'balances.csv')
  const store = await memoryLedger()
  const bring = async (text: string) => {
    writeFileSync(file, `email,balance,idempotency_key\n${text}`)
    return importOpening(store, await adjustmentFile(file, {...OPTIONS, belowZero: true}, undefined), {...WHO, dryRun: false, balances: false, day: undefined},
      {progress: SILENT})
  }
  const text = 'ana@x.com,7,k1\nben@x.com,0,k2\n'
  expect(await bring(text)).toMatchObject({batch: 1, rows: {applied: 2, duplicate: 0}, points: 7})
  expect(await bring(text)).toMatchObject({batch: null, rows: {applied: 0, duplicate: 2}, points: 0, duplicatesOfUndone: 0})
  await undoBatch(store, {...WHO, batch: 1, dryRun: false, spent: 'refuse'}, {progress: SILENT})
  expect(await bring(text)).toMatchObject({rows: {applied: 0, duplicate: 2}, duplicatesOfUndone: 2})
  await expect(bring('ana@x.com,8,k1\n')).rejects.toMatchObject({code: 'key-conflict', where: {line: 2}})
  await expect(bring('cleo@x.com,1,k3\ndan@x.com,2,k3\n')).rejects.toMatchObject({code: 'key-conflict', where: {line: 3}})
  expect((await store.verify({})).problems).toEqual([])
})

test.each([
  ['yotpo', 'Full Name,First Name,Last Name,Email,Points Balance,Points Spent,Birthday (MM/DD) or (MM/DD/YYYY)\n,Ana,Berg,ana@x.com,300,10,\n', 'Ana Berg'],
  ['smile-customers', 'First name,Last name,Email,Points balance,VIP tier,Points earned\nAna,,ana@x.com,12,,\n', 'Ana'],
  ['stamped', 'first_name,last_name,email,points,birthday,vip_tier,vip_tier_end_date\n Ana , Berg ,ana@x.com,5,,,\n', 'Ana Berg'],
  ['lightspeed', 'customer_code,first_name,last_name,email,loyalty_balance\nC-1,Ana,Berg,ana@x.com,12\n', 'Ana Berg'],
  [null, 'Nom,Prénom,e-mail,Points balance\nBerg,Ana,ana@x.com,12\n', 'Ana Berg'],
])('names in files of %s are kept with the member, by adjust and by import-opening', async (layout, text, name) => {
  const file = join(await scratch(), 'customers.csv')
  writeFileSync(file, text)
  for (const how of ['adjust', 'opening'] as const) {
    const store = await memoryLedger()
    const source = await adjustmentFile(file, OPTIONS, undefined)
    expect(source.layout).toBe(layout)
    if (how === 'adjust') await adjustPoints(store, source, REQUEST, NO_REJECTS, {progress: SILENT})
    else await importOpening(store, source, {...WHO, dryRun: false, balances: false, day: undefined}, {progress: SILENT})
    expect((await listMembers(store, {after: 0, limit: 9})).members).toMatchObject([{email: 'ana@x.com', fullName: name}])
    expect((await store.verify({})).problems).toEqual([])
  }
})

test('a name is learnt later, never replaced, and goes when the person is erased', async () => {
  const store = await memoryLedger()
  const file = join(await scratch(), 'a.csv')
  const bring = async (text: string) => {
    writeFileSync(file, text)
    return adjustPoints(store, await adjustmentFile(file, OPTIONS, undefined), REQUEST, NO_REJECTS, {progress: SILENT})
  }
  const names = async () => (await listMembers(store, {after: 0, limit: 9})).members.map(({fullName}) => fullName)
  await bring('email,points\nana@x.com,1\nben@x.com,1\n')
  expect(await names()).toEqual([null, null])
  await bring('email,points,first_name,last_name\nana@x.com,1,,\nana@x.com,1,Ana,Berg\n')
  expect(await names()).toEqual(['Ana Berg', null])
  await bring('{"email": "ana@x.com", "points": 1, "name": "Somebody"}\n{"email": "ben@x.com", "points": 1, "first_name": "Ben"}\n')
  expect(await names()).toEqual(['Ana Berg', 'Ben'])
  expect((await store.verify({})).problems).toEqual([])
  const found = await store.find({email: 'ana@x.com'})
  if (typeof found === 'string') throw new Error(found)
  await store.erase(found.member, NOON)
  expect(await names()).toEqual([null, 'Ben'])
  expect((await store.verify({})).problems).toEqual([])
})
