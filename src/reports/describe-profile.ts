import type {ProfileResult} from '../tasks/profile-result.js'
import type {Language} from '../vocabulary.js'
import {clustersSection, driftingSection, forecastSection, loyalSection, newcomersSection} from './profile-ahead.js'
import {ProfileFigures} from './profile-figures.js'
import {
  cohortsSection, concentrationSection, overview, paragraph, returnSection, rhythmSection, section, segmentsSection, trendsSection,
} from './profile-past.js'

/** A profile on screen, 80 columns wide; sections the history is too short for are left out, and the notes say why. */
export function describeProfile(result: ProfileResult, language: Language): string {
  const figures = new ProfileFigures(result, language)
  const {words} = figures
  const notes = [...result.notes.map((note) => words.notes[note]), ...(result.redacted ? [words.redacted] : [])]
  return [
    overview(figures),
    concentrationSection(figures),
    returnSection(figures),
    rhythmSection(figures),
    segmentsSection(figures),
    clustersSection(figures),
    loyalSection(figures),
    cohortsSection(figures),
    trendsSection(figures),
    forecastSection(figures),
    newcomersSection(figures),
    driftingSection(figures),
    notes.length === 0 ? undefined : section(words.headings.notes, ...notes.map(paragraph)),
  ].filter((part) => part !== undefined).join('\n\n')
}
