import {fromMajor} from '../../base/money.js'
import type {ProfileResult} from '../../tasks/profile/result.js'
import type {SimulateResult} from '../../tasks/simulate/result.js'
import type {Language} from '../../vocabulary.js'
import {formatFor} from '../format.js'
import {SimulationFigures} from '../simulation-figures.js'
import {WORDS_REPORT} from '../words/report.js'
import {WORDS_SIMULATION} from '../words/simulation.js'
import {html, type Markup} from './markup.js'
import {page, paragraph, section} from './page.js'
import {profileSection} from './profile-section.js'
import {simulationSections} from './simulation-section.js'

export interface Trial {
  /** what the shop or file is called */
  readonly name: string
  readonly profile: ProfileResult
  readonly simulation: SimulateResult
  /** what the import noticed */
  readonly notes: readonly string[]
}

/** The whole report of a first look: verdict first, then the reasons, then the customers behind it. One file, no network. */
export function trialReport({name, profile, simulation, notes}: Trial, language: Language): string {
  const words = WORDS_REPORT[language]
  const figures = new SimulationFigures(formatFor(language, simulation.currency), WORDS_SIMULATION[language])
  const {format} = figures
  const sections = simulationSections(simulation, language)
  const revenue = format.wholeMoney(fromMajor(Number(profile.revenue.amount), profile.currency))
  return page({
    title: words.title(name),
    language,
    subtitle: words.subtitle(figures.day(profile.from), figures.day(profile.to), format.integer(profile.customers), format.integer(profile.orders), revenue),
    sections: [...sections.slice(0, -1), profileSection(profile, language), sections.at(-1)!, ...noteSection(notes, words.dataNotes)],
    footer: origin(simulation, language),
  })
}

/** The report of a simulation alone. */
export function simulationReport(simulation: SimulateResult, language: Language): string {
  const figures = new SimulationFigures(formatFor(language, simulation.currency), WORDS_SIMULATION[language])
  return page({
    title: figures.words.title(figures.months(simulation.horizonMonths)),
    language,
    subtitle: figures.format.list(simulation.programs.map(({name}) => name)),
    sections: simulationSections(simulation, language),
    footer: origin(simulation, language),
  })
}

/** How to get the same figures again. */
function origin({fingerprint, seed, programs}: SimulateResult, language: Language): Markup {
  const words = WORDS_REPORT[language]
  return html`${paragraph(words.footer(fingerprint.version, String(seed), fingerprint.history.slice(0, 12)))}${
    paragraph(words.programFiles(programs.map(({file}) => file).join(', ')))}`
}

function noteSection(notes: readonly string[], title: string): Markup[] {
  return notes.length === 0 ? [] : [section('notes', title, html`<ul>${notes.map((note) => html`<li>${note}</li>`)}</ul>`)]
}
