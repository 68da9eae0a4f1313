import type {AssumptionExplained, ExplainResponseResult} from '../../tasks/explain-response.js'
import type {Language} from '../../vocabulary.js'
import {type Section, right, sectionText, text} from '../document.js'
import {formatFor, type Format} from '../format.js'
import {heading, SCREEN_WIDTH, wrap} from '../table.js'
import {evidenceName, evidenceValue} from '../words/evidence.js'
import {formula, sourceText} from '../words/formulas.js'
import {WORDS_RESPONSE, type ResponseWords} from '../words/response.js'
import {labelled} from '../typography.js'

/** The assumptions behind a program's simulation: what is believed, how sure that is, since whom, and how to say otherwise. */
export function describeResponse(result: ExplainResponseResult, language: Language): string {
  const words = WORDS_RESPONSE[language]
  const format = formatFor(language, 'EUR')
  const intro = [words.preset[result.response], ...(result.nullProbability > 0 ? [words.nothing(format.percent(result.nullProbability, 0))] : [])]
  const sections: Section[] = result.mechanisms.map(({id, equation, assumptions}) => ({
    id, title: words.mechanisms[id] ?? id,
    blocks: [assumptionsTable(assumptions, words, format, language), ...sources(assumptions, words, language), text(formula(id, equation, language))],
  }))
  if (result.others.length > 0)
    sections.push({id: 'others', title: words.others,
      blocks: [assumptionsTable(result.others, words, format, language), ...sources(result.others, words, language)]})
  const example = [...result.mechanisms.flatMap(({assumptions}) => assumptions), ...result.others][0]
  const closing = [
    words.grades, ...(result.mechanisms.length > 0 ? [words.legend] : []),
    ...(example === undefined ? [] : [words.change(example.override)]), words.changeBetter,
  ]
  return [
    heading(result.program === null ? words.titleAll : words.title(result.program)),
    wrap(intro.join(' '), SCREEN_WIDTH),
    ...sections.map((section) => `\n${sectionText(section)}`),
    '',
    ...closing.map((line) => wrap(line, SCREEN_WIDTH)),
  ].join('\n')
}

function assumptionsTable(assumptions: readonly AssumptionExplained[], words: ResponseWords, format: Format, language: Language): Section['blocks'][number] {
  const {columns} = words
  return {
    kind: 'table',
    columns: [{heading: columns.id}, {heading: columns.what}, right(columns.value), right(columns.range), {heading: columns.grade}],
    rows: assumptions.map(({id, quantity, centre, low, high, grade}) => [
      id, evidenceName(id, quantity, language), evidenceValue(id, centre, format),
      `${evidenceValue(id, low, format)}…${evidenceValue(id, high, format)}`, grade,
    ]),
  }
}

/** One line per source, naming what rests on it. */
function sources(assumptions: readonly AssumptionExplained[], words: ResponseWords, language: Language): Section['blocks'] {
  const bySource = new Map<string, string[]>()
  for (const {id, source, overridden} of assumptions) {
    const name = overridden ? words.overridden : sourceText(source, language)
    bySource.set(name, [...(bySource.get(name) ?? []), id])
  }
  return [...bySource].map(([source, ids]) => text(labelled(ids.join(', '), source, language)))
}
