import {Flags} from '@oclif/core'
import {DATE_FORMATS, type DateFormat} from '../tasks/import/plan.js'

const ENCODINGS = ['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-1'] as const

/** How to read a person's files: what `import transactions`, `import customers` and `try` have in common. */
export const readingFlags = {
  map: Flags.string({
    helpGroup: 'READING', helpValue: 'ROLE=COLUMN,…',
    summary: 'Which column is what: customer, date, amount, order, … = name or 1-based position.',
  }),
  'date-format': Flags.option({options: DATE_FORMATS})({helpGroup: 'READING', summary: 'How dates are written, where they do not tell.'}),
  delimiter: Flags.string({helpGroup: 'READING', summary: 'Character between values, where the file does not tell.'}),
  encoding: Flags.option({options: ENCODINGS})({helpGroup: 'READING', summary: 'Character encoding, where the file does not tell.'}),
  preset: Flags.string({helpGroup: 'READING', helpValue: 'NAME', summary: 'The source the file comes from, where it is not recognised.'}),
  sheet: Flags.string({helpGroup: 'READING', helpValue: 'NAME', summary: 'Sheet of an Excel file (default: the first).'}),
  join: Flags.string({
    helpGroup: 'READING', helpValue: 'FILE[:COLUMN]', multiple: true, multipleNonGreedy: true,
    summary: 'Another table of the same export (lines, payments, customers), tied by an id both have; repeat for several.',
  }),
}

/** Of files with orders: columns that only programs care for. */
export const attributesFlag = Flags.string({
  helpGroup: 'READING', helpValue: 'NAME=COLUMN,…',
  summary: 'Further columns that programs look at, in when: {order: …} or a table: store=Shop name,partner.',
})

/** Flags of every import. */
export const importFlags = {
  ...readingFlags,
  'dry-run': Flags.boolean({default: false, summary: 'Show what would be imported, and change nothing.'}),
  wait: Flags.integer({default: 0, min: 0, helpValue: 'SECONDS', summary: 'How long to wait while another command uses the history.'}),
}

interface ReadingFlags {
  readonly map?: string | undefined
  readonly 'date-format'?: DateFormat | undefined
  readonly delimiter?: string | undefined
  readonly encoding?: (typeof ENCODINGS)[number] | undefined
  readonly preset?: string | undefined
  readonly sheet?: string | undefined
  readonly join?: readonly string[] | undefined
  readonly attributes?: string | undefined
  readonly 'time-zone'?: string | undefined
}

/** The flags as options of the file reader; what was not given is absent. */
export function understandOptions(flags: ReadingFlags): {
  readonly map?: string
  readonly dateFormat?: DateFormat
  readonly delimiter?: string
  readonly encoding?: (typeof ENCODINGS)[number]
  readonly preset?: string
  readonly sheet?: string
  readonly join?: readonly string[]
  readonly attributes?: string
  readonly givenTimeZone?: string
} {
  return {
    ...(flags.map === undefined ? {} : {map: flags.map}),
    ...(flags['date-format'] === undefined ? {} : {dateFormat: flags['date-format']}),
    ...(flags.delimiter === undefined ? {} : {delimiter: flags.delimiter === '\\t' ? '\t' : flags.delimiter}),
    ...(flags.encoding === undefined ? {} : {encoding: flags.encoding}),
    ...(flags.preset === undefined ? {} : {preset: flags.preset}),
    ...(flags.sheet === undefined ? {} : {sheet: flags.sheet}),
    ...(flags.join === undefined ? {} : {join: flags.join}),
    ...(flags.attributes === undefined ? {} : {attributes: flags.attributes}),
    ...(flags['time-zone'] === undefined ? {} : {givenTimeZone: flags['time-zone']}),
  }
}
