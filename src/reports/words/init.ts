import type {Language} from '../../vocabulary.js'

interface InitWords {
  readonly made: (folder: string) => string
  readonly wouldMake: (folder: string) => string
  readonly alreadyThere: string
  readonly next: string
  /** only where the margin is not known yet */
  readonly marginStep: string
  readonly steps: readonly string[]
}

export const WORDS_INIT: Readonly<Record<Language, InitWords>> = {
  en: {
    made: (folder) => `Workspace ${folder}`,
    wouldMake: (folder) => `Nothing was written. A workspace in ${folder} would get:`,
    alreadyThere: '(was there, left as it is)',
    next: 'Next',
    marginStep: 'Put your gross margin into regulars.yaml.',
    steps: [
      'regulars import transactions orders.csv',
      'regulars simulate points stamps paid-membership',
    ],
  },
  fr: {
    made: (folder) => `Espace de travail ${folder}`,
    wouldMake: (folder) => `Rien n’a été écrit. Un espace de travail dans ${folder} recevrait :`,
    alreadyThere: '(existait déjà, laissé tel quel)',
    next: 'Ensuite',
    marginStep: 'Inscrivez votre marge brute dans regulars.yaml.',
    steps: [
      'regulars import transactions commandes.csv',
      'regulars simulate points stamps paid-membership',
    ],
  },
}
