import {RegularsError} from '../../base/errors.js'
import {fileName} from '../../tasks/file-name.js'
import {columnList} from '../columns/column-map.js'
import {plainName} from '../columns/column-names.js'
import type {PreparedFile} from '../reading/prepare-file.js'
import type {Preset} from './presets.js'

/** A preset that fits a header. */
export interface PresetMatch {
  readonly preset: Preset
  /** 0..1: the share of the names it is known by that the header has */
  readonly confidence: number
}

/** Below this share of its names a preset is not recognised. */
const ENOUGH = 0.7

/**
 * The preset whose names the header has most completely. Columns are matched by name, never by position: further, missing,
 * translated and differently written ones do no harm.
 */
export function matchPreset(header: readonly string[], presets: readonly Preset[]): PresetMatch | undefined {
  const [only] = presets
  // A preset chosen by the person has no names to be recognised by.
  if (presets.length === 1 && only!.recognise.length === 0) return {preset: only!, confidence: 1}
  const names = header.filter((name) => name.trim() !== '')
  return presets.map((preset) => ({preset, ...recognised(names, preset)}))
    .filter(({confidence, found}) => confidence >= ENOUGH && areEnough(found, names.length))
    .sort((a, b) => b.confidence - a.confidence || b.found - a.found)[0]
}

/** Few names in common with a wide file are no evidence. */
export function areEnough(found: number, columns: number): boolean {
  return found >= 5 || found >= 0.8 * columns
}

/** The roles that make an export what it is. */
const TELLING = ['customer', 'email', 'date', 'amount', 'price', 'order'] as const

/**
 * Makes sure that a file can be the export that the person says it is: at least two of its telling columns are there, by the preset's names
 * or as `--map` has them. Throws `preset-unfit`.
 */
export function requireFit({file, rawNames, columns}: Pick<PreparedFile, 'file' | 'rawNames' | 'columns'>, preset: Preset, mapped: ReadonlySet<string>): void {
  const known = TELLING.filter((role) => preset.columns[role] !== undefined)
  const missing = known.filter((role) => !mapped.has(role) && findColumn(rawNames, preset.columns[role]!) === undefined)
  if (known.length - missing.length >= Math.min(2, known.length)) return
  throw new RegularsError('usage', 'preset-unfit',
    `${fileName(file)} is no export of ${preset.source}: it has no column ${missing.map((role) => `"${preset.columns[role]![0]!}"`).join(', ')}.`,
    `Leave --preset out, or name the source it comes from. Columns of the file: ${columnList(columns)}.`,
    {where: {file}, details: {preset: preset.id, columns}})
}

function recognised(names: readonly string[], preset: Preset): {readonly confidence: number; readonly found: number} {
  const found = preset.recognise.filter((alternatives) => findColumn(names, alternatives) !== undefined).length
  return {confidence: found / preset.recognise.length, found}
}

/** The first column that bears one of the names, the better names first. Exact writing wins over names without parentheses and signs. */
export function findColumn(header: readonly string[], names: readonly string[]): number | undefined {
  return findColumns(header, names)[0]
}

/** The columns that bear these names, in the names' order. */
export function findColumns(header: readonly string[], names: readonly string[]): readonly number[] {
  const soft = header.map(softName)
  const plain = header.map(plainName)
  return names.flatMap((name) => {
    const exact = soft.indexOf(softName(name))
    if (exact >= 0) return [exact]
    const alike = plain.indexOf(plainName(name))
    // A name that says more in parentheses must not be taken for another that says something else there.
    return alike >= 0 && plainName(name) !== '' && !(hasParentheses(name) && hasParentheses(header[alike]!)) ? [alike] : []
  })
}

function hasParentheses(name: string): boolean {
  return /\(.*\)/.test(name)
}

function softName(name: string): string {
  return name.replace(/^\uFEFF/, '').normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('’', "'").trim().replaceAll(/[\s_]+/g, ' ').toLowerCase()
}
