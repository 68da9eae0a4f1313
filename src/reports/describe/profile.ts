import type {ProfileResult} from '../../tasks/profile/result.js'
import type {Language} from '../../vocabulary.js'
import {type Section, sectionText, text} from '../document.js'
import {clustersSection, driftingSection, forecastSection, loyalSection, newcomersSection} from '../profile-ahead.js'
import {ProfileFigures} from '../profile-figures.js'
import {
  cohortsSection, concentrationSection, overview, returnSection, rhythmSection, segmentsSection, trendsSection,
} from '../profile-past.js'

/** A profile on screen, 80 columns wide; sections the history is too short for are left out, and the notes say why. */
export function describeProfile(result: ProfileResult, language: Language): string {
  return profileDocument(new ProfileFigures(result, language)).map(sectionText).join('\n\n')
}

/** A profile as sections, for any kind of output. */
export function profileDocument(figures: ProfileFigures): Section[] {
  const {words, result} = figures
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
    notes.length === 0 ? undefined : {id: 'keep-in-mind', title: words.headings.notes, blocks: notes.map(text)},
  ].filter((part) => part !== undefined)
}
