import {existsSync, readFileSync} from 'node:fs'
import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {findColumns, matchPreset} from '../../src/files/plan/match-preset.js'
import {loadPresets, type Preset} from '../../src/files/plan/presets.js'
import {describeOnRealData, realData} from '../support/real-data.js'
import {scratch} from '../support/cli.js'
import {importFiles} from '../support/import-files.js'

const presets = await loadPresets(undefined)

interface HeaderRow {
  readonly key: string
  readonly columns: readonly string[]
  readonly delimiter: string
}

/** Two orders of two customers under a real header: what each role needs in its column, nothing elsewhere. */
function fileOf({columns, delimiter}: HeaderRow, preset: Preset): string {
  const at = (role: string): number => findColumns(columns, preset.columns[role as 'customer'] ?? [])[0] ?? -1
  const [day, month] = [['13', '14'], ['02', '02']]
  const date = (i: number): string => {
    if (preset.usualDates?.startsWith('mm/dd')) return `${month[i]}/${day[i]}/${preset.usualDates.endsWith('yyyy') ? '2024' : '24'}`
    return `2024-${month[i]}-${day[i]} 10:00:00`
  }
  const rows = [0, 1].map((i) => columns.map((_, column) => {
    if (column === at('customer')) return /mail/i.test(columns[column]!) ? `c${i}@x.org` : `33612345${i}`
    if (column === at('order')) return `10${i}`
    if (column === at('date')) return at('time') >= 0 ? date(i).slice(0, 10) : date(i)
    if (column === at('time')) return '10:00:00'
    if (column === at('amount')) return `1${i}.50`
    if (column === at('type') && preset.keepTypes.length > 0) return preset.keepTypes[0]!
    return ''
  }))
  return [columns, ...rows].map((cells) => `${cells.map((cell) => (/[",;\n]/.test(cell) ? `"${cell}"` : cell)).join(delimiter)}\n`).join('')
}

describeOnRealData('two orders under every real header', () => {
  const source = realData('export-headers', 'headers.json')
  const rows = existsSync(source) ? (JSON.parse(readFileSync(source, 'utf8')) as readonly HeaderRow[]) : []
  const sales = rows.filter(({columns}) => matchPreset(columns, presets)?.preset.holds === 'transactions')

  test.each(sales.map((row) => [row.key, row] as const))('%s', async (_, row) => {
    const {preset} = matchPreset(row.columns, presets)!
    const path = join(await scratch(), 'export.csv')
    await writeFile(path, fileOf(row, preset))
    if (preset.noCustomer === undefined)
      expect(await importFiles([path])).toMatchObject(
        {preset: preset.source, orders: 2, customers: 2, revenue: {amount: '22.00'}, from: '2024-02-13', to: '2024-02-14', rows: {rejected: 0}})
    else await expect(importFiles([path])).rejects.toMatchObject(
      {code: 'column-missing', hint: preset.noCustomer.replace('{}', `'customer=${preset.names.find((name) => row.columns.includes(name)) ?? ''}'`)})
  })

  test.each(rows.filter((row) => !sales.includes(row)).map((row) => [row.key, row] as const))('%s holds no orders, and says so', async (_, row) => {
    const path = join(await scratch(), 'export.csv')
    await writeFile(path, fileOf(row, matchPreset(row.columns, presets)!.preset))
    await expect(importFiles([path])).rejects.toMatchObject({code: 'file-kind'})
  })
})
