import {counted} from '../../base/counted.js'
import {RegularsError} from '../../base/errors.js'
import {currencyFindings, placesOf} from './currency-signs.js'
import {decidedDiscount} from './decide-discount.js'
import {decidedGrain} from './decide-grain.js'
import {dateRule, dateShapes, dayMonthVotes, slashedShapes, writtenWithPoints, type DateShape} from './date-rule.js'
import type {DateFormat, DateRule, FileEvidence, FilePlan, Finding, ImportPlan, NumberStyle, ShapeEvidence, Told} from './plan.js'
import {decideNumbers, plainNumber} from './number-style.js'
import {fileName} from '../file-name.js'

/** Contradicting day/month evidence up to this share of the rows is a few bad rows; beyond it nobody knows which is right. */
const MOST_SWAPPED = 0.02

/** What `decideStyles` needs to know of a plan: both a transactions plan and a customers plan have it. */
type OfSales = Pick<ImportPlan, 'grain' | 'preset' | 'amountRule' | 'currency' | 'discountRule' | 'discountAssumed' | 'dayFirstTold' | 'dayFirstBefore'>
type Undecided = Pick<ImportPlan, 'findings' | 'usualDates'> & Partial<OfSales> & {
  readonly files: readonly Omit<FilePlan, 'roles'>[]
}

/**
 * Decides, file by file, how dates and numbers are written, from evidence counted over every row. A file that cannot tell day from
 * month follows the other files of the same import, if they agree; else what its source is known for; else an earlier import of the same
 * columns.
 *
 * Throws `date-ambiguous`, `date-contradictory` or `date-unreadable`.
 */
export function decideStyles<Plan extends Undecided>(plan: Plan, evidence: readonly FileEvidence[], given?: DateFormat): Plan {
  const findings: Finding[] = [...plan.findings]
  const shapes = evidence.map((each) => dateShapes(each.dates))
  const told = (given === undefined ? undefined : orderSaid(given)) ?? dayFirst(shapes.flat())
  const together = told ?? usualOrder(plan.usualDates) ?? plan.dayFirstBefore?.is
  const files = plan.files.map((file, i) => ({
    ...file,
    dates: file.dates ?? (evidence[i]!.dates.length === 0 ? undefined : decideDates(file, shapes[i]!, together, findings, given)
      ?? noDates(plan, file, evidence[i]!.dates[0]!)),
    numbers: file.numbers ?? decideFileNumbers(file, evidence[i]!.numbers, findings),
  }))
  if (plan.dayFirstBefore !== undefined && told === undefined && usualOrder(plan.usualDates) === undefined)
    findings.push(...datesAsBefore(plan.dayFirstBefore, shapes.filter((each) => dayFirst(each) === undefined).flat()))
  if (plan.currency !== undefined) findings.push(...currencyFindings(evidence.flatMap((each) => each.numbers), plan.currency))
  const tells = told !== undefined && slashedShapes(shapes.flat()).length > 0 ? {dayFirstTold: told} : {}
  return {...plan, files, findings, ...tells, ...decidedGrain(plan, evidence, findings), ...decidedDiscount(plan, evidence, findings)}
}

function datesAsBefore({batch, is}: Told<boolean>, shapes: readonly DateShape[]): readonly Finding[] {
  const slashed = slashedShapes(shapes)
  const [first] = slashed
  if (first === undefined) return []
  const format = dateRule(slashed, is)!.format
  return [{code: 'dates-as-before', rows: count(slashed), ...placesOf(slashed), values: [first.example, format, String(batch)],
    message: `No date tells day from month (such as ${first.example}): read as ${format}, as in import ${batch}, of the same columns. If that is wrong, ` +
      'import with --date-format.'}]
}

/** The order of day and month that the recognised source is known for. */
function usualOrder(usual: DateFormat | undefined): boolean | undefined {
  return usual === undefined ? undefined : !usual.startsWith('mm/')
}

/** True dd/mm, false mm/dd; undefined where nothing tells or both do. */
function dayFirst(shapes: readonly DateShape[]): boolean | undefined {
  const votes = dayMonthVotes(shapes)
  if (votes.slashed === 0) return true
  const total = votes.dayFirst + votes.monthFirst
  if (total === 0) return writtenWithPoints(shapes) ? true : undefined
  if (Math.min(votes.dayFirst, votes.monthFirst) > MOST_SWAPPED * votes.slashed) return undefined
  return votes.dayFirst > votes.monthFirst
}

type NamedFile = Pick<FilePlan, 'file'>

function decideDates(
  file: NamedFile, shapes: readonly DateShape[], together: boolean | undefined, findings: Finding[], given: DateFormat | undefined,
): DateRule | undefined {
  const first = given === undefined ? undefined : orderSaid(given)
  const rule = dateRule(shapes, first ?? ordered(file, shapes, together), given)
  if (rule !== undefined) noteDates(shapes, rule, first, findings)
  return rule
}

/** Sales without dates are none; customers are known without the days that cannot be read. */
function noDates(plan: Undecided, file: NamedFile, first: ShapeEvidence): undefined {
  if (plan.amountRule !== undefined) throw unreadable(file, first)
}

/** What a format given by the person says of day and month: true day first, false month first; undefined where it says nothing of it (yyyy-mm-dd). */
function orderSaid(given: DateFormat): boolean | undefined {
  return given.startsWith('mm/') ? false : given.startsWith('dd/') ? true : undefined
}

function ordered(file: NamedFile, shapes: readonly DateShape[], together: boolean | undefined): boolean {
  const own = dayFirst(shapes)
  if (own !== undefined) return own
  const votes = dayMonthVotes(shapes)
  if (votes.dayFirst > 0 && votes.monthFirst > 0) throw contradictory(file, shapes)
  if (together === undefined) throw ambiguous(file, shapes)
  return together
}

function noteDates(shapes: readonly DateShape[], rule: DateRule, said: boolean | undefined, findings: Finding[]): void {
  const votes = dayMonthVotes(shapes)
  const dayBefore = said ?? votes.dayFirst > votes.monthFirst
  const [swapped, rows] = dayBefore ? ['secondOver12' as const, votes.monthFirst] : ['firstOver12' as const, votes.dayFirst]
  if (rows > 0) {
    const example = shapes.find((each) => each[swapped] === each.rows)?.example ?? shapes.find((each) => each[swapped] > 0)!.example
    findings.push({code: 'dates-swapped', rows, ...placesOf(shapes.filter((each) => each[swapped] === each.rows)), values: [rule.format, example],
      message: `Dates are ${rule.format}, but ${counted(rows, 'row has', 'rows have')} day and month the other way round` +
      ` (written like ${example}); such rows are refused. Correct them in the rejects file and import it.`})
  }
  const families = new Map<string, DateShape[]>()
  for (const each of shapes) families.set(each.family, [...families.get(each.family) ?? [], each])
  if (families.size > 1) {
    const [usual, ...others] = [...families.values()].sort((a, b) => count(b) - count(a))
    const rare = others.flat()
    const {format} = dateRule(usual!, dayBefore)!
    findings.push({code: 'dates-mixed-formats', rows: count(rare), ...placesOf(rare), values: [format, rare[0]!.example],
      message: `Most dates are ${format}; ${counted(count(rare), 'is', 'are')} written otherwise, such as ${rare[0]!.example}. ` +
        'Check that all were understood as meant.'})
  }
}

function decideFileNumbers(file: NamedFile & Pick<FilePlan, 'dialect' | 'written'>, shapes: readonly ShapeEvidence[], findings: Finding[]): NumberStyle {
  const {style, assumed, contrary} = decideNumbers(shapes, file.written ?? file.dialect)
  if (assumed !== undefined) {
    const other: NumberStyle = style.decimal === '.' ? {decimal: ',', thousands: '.'} : {decimal: '.', thousands: ','}
    const [read, otherwise] = [style, other].map((each) => String(plainNumber(assumed.example, each)))
    findings.push({code: 'number-style-assumed', rows: count(shapes), ...placesOf([assumed]),
      values: [fileName(file.file), assumed.example, read!, otherwise!, other.decimal],
      message: `${fileName(file.file)}: ${assumed.example} may be ${read} or ${otherwise}, and no value tells which. It was read as ${read}; ` +
        `if that is wrong, import with --decimal "${other.decimal}".`})
  }
  if (contrary.length > 0)
    findings.push({code: 'numbers-mixed', rows: count(contrary), ...placesOf(contrary), values: [style.decimal, contrary[0]!.example],
      message: `Numbers are written with a decimal ${style.decimal === '.' ? 'point' : 'comma'}, but` +
      ` ${counted(count(contrary), 'is', 'are')} not, such as ${contrary[0]!.example}; such rows are refused. Correct them in the rejects file and import it.`})
  return style
}

function ambiguous(file: NamedFile, shapes: readonly DateShape[]): RegularsError {
  const slashed = slashedShapes(shapes)
  const formats = bothOrders(slashed)
  return new RegularsError('input', 'date-ambiguous',
    `No date in ${fileName(file.file)} tells day from month: ${slashed[0]!.example} may be dd/mm or mm/dd.`,
    `Say which: --date-format ${formats[0]!} (day first) or --date-format ${formats[1]!} (month first).`,
    {where: {file: file.file}, details: {example: slashed[0]!.example, formats}})
}

/** The two formats that these shapes may have: day first, month first. */
function bothOrders(slashed: readonly DateShape[]): readonly DateFormat[] {
  return [true, false].map((dayBefore) => dateRule(slashed, dayBefore)!.format)
}

function contradictory(file: NamedFile, shapes: readonly DateShape[]): RegularsError {
  const votes = dayMonthVotes(shapes)
  const formats = bothOrders(slashedShapes(shapes))
  return new RegularsError('input', 'date-contradictory',
    `In ${fileName(file.file)}, ${votes.dayFirst} dates can only have the day first and ${votes.monthFirst} only the month first.`,
    `Say which is meant: --date-format ${formats[0]!} or --date-format ${formats[1]!}; ` +
    'the other rows are refused, and listed in a rejects file with --skip-invalid.',
    {where: {file: file.file}, details: votes})
}

function unreadable(file: NamedFile, first: ShapeEvidence): RegularsError {
  return new RegularsError('input', 'date-unreadable', `The date column of ${fileName(file.file)} holds no dates we can read, such as "${first.example}".`,
    'Name the column that holds the dates: --map date=COLUMN, or how they are written: --date-format.', {where: {file: file.file}})
}

function count(shapes: readonly ShapeEvidence[]): number {
  return shapes.reduce((total, {rows}) => total + rows, 0)
}
