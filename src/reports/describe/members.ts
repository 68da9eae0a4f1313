import {NO_CURRENCY} from '../../base/money.js'
import type {EraseResult, MemberJson, MembersListResult, MergeResult} from '../../tasks/ledger/members.js'
import type {Language} from '../../vocabulary.js'
import {formatFor} from '../format.js'
import {facts, SCREEN_WIDTH, table, wrap} from '../table.js'
import {WORDS_POINTS} from '../words/points.js'

export function describeMembers(result: MembersListResult, language: Language): string {
  const words = WORDS_POINTS[language]
  if (result.members.length === 0) return words.noMembers
  const columns = [{heading: words.member}, {heading: words.customer}, {heading: words.email}, {heading: words.phone}, {heading: words.name},
    {heading: ''}] as const
  const rows = result.members.map((m) => [`member:${m.member}`, m.customerId ?? '', m.email ?? '', m.phone ?? '', m.fullName ?? '', stateOf(m, language)])
  const more = result.next === null ? '' : `\n… --after ${result.next}`
  return table(columns, rows) + more
}

export function describeMember(member: MemberJson, language: Language): string {
  const words = WORDS_POINTS[language]
  const shown: [string, string | null][] = [[words.member, `member:${member.member}`], [words.customer, member.customerId], [words.email, member.email],
    [words.phone, member.phone], [words.name, member.fullName], [words.since, member.since.slice(0, 10)], ['', stateOf(member, language) || null]]
  return facts(shown.filter(([, value]) => value !== null).map(([name, value]) => [name, value ?? ''] as const))
}

export function describeMerge(result: MergeResult, language: Language): string {
  const words = WORDS_POINTS[language]
  const format = formatFor(language, NO_CURRENCY)
  return [...(result.dryRun ? [words.dryRun] : []), words.merged(result.from, result.into, format.integer(result.points)),
    ...(result.owed > 0 ? [facts([[words.owed, format.integer(result.owed)]])] : []), ...(result.batch === null ? [] : [words.undo(result.batch)])].join('\n')
}

export function describeErase(result: EraseResult, language: Language): string {
  const words = WORDS_POINTS[language]
  const remains = result.remains.map(({field, transfers}) => `  ${words.chained[field]}: ${formatFor(language, NO_CURRENCY).integer(transfers)}`)
  return [
    result.dryRun ? words.dryRun : words.erased(result.names.join(', '), result.token),
    ...(result.dryRun ? [words.toErase(result.names.join(', '), result.erased.map((field) => words.personal[field]).join(', '))] : []),
    ...(remains.length === 0 ? [] : [words.remains, ...remains]),
  ].map((line) => wrap(line, SCREEN_WIDTH)).join('\n')
}

function stateOf(member: MemberJson, language: Language): string {
  const words = WORDS_POINTS[language]
  return [member.mergedInto === null ? '' : words.mergedInto(`member:${member.mergedInto}`),
    member.erasedAt === null ? '' : member.name].filter((part) => part !== '').join(', ')
}
