import {readFile} from 'node:fs/promises'
import {resolve} from 'node:path'
import {RegularsError} from '../../base/errors.js'
import type {DeclaredPairs} from '../../history/identity.js'
import {plainWords} from '../../tasks/plain-words.js'
import {splitRecords} from '../reading/records.js'
import {fileError} from '../yaml-document.js'

/**
 * The file of customer ids that the person says are one person: CSV with the columns `id` and `same_as`. `file` is named from `folder`.
 * Throws `file-missing`, `column-missing`, `pair-incomplete`.
 */
export async function readPairs(folder: string, file: string): Promise<DeclaredPairs> {
  const bytes = await readFile(resolve(folder, file)).catch((error: unknown) => {
    throw fileError(error, file)
  })
  const text = decoded(bytes)
  const [head = ''] = text.split(/[\r\n]/, 1)
  const delimiter = head.includes(';') ? ';' : head.includes('\t') ? '\t' : ','
  const [header, ...records] = splitRecords(text, delimiter, '"').records
  const names = header?.cells.map(plainWords) ?? []
  const [id, sameAs] = [names.indexOf('id'), names.indexOf('same as')]
  if (id < 0 || sameAs < 0)
    throw new RegularsError('input', 'column-missing', `${file} does not begin with the columns id and same_as.`,
      'Write id,same_as in its first line, and below it two customer ids a line that are one person.', {where: {file, line: 1}})
  const found = records.flatMap(({cells, firstLine}) => {
    const [one, other] = [cells[id]?.trim() ?? '', cells[sameAs]?.trim() ?? '']
    if (one === '' && other === '') return []
    if (one === '' || other === '')
      throw new RegularsError('input', 'pair-incomplete', `Line ${firstLine} of ${file} names one id only.`,
        'Write two ids that are one person, or take the line out.', {where: {file, line: firstLine}})
    return [{pair: [one, other] as const, line: firstLine}]
  })
  return {file, pairs: found.map(({pair}) => pair), lines: found.map(({line}) => line)}
}

/** UTF-8, or what older spreadsheets write. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
