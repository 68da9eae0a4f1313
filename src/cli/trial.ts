import {Flags} from '@oclif/core'
import {RegularsError} from '../base/errors.js'
import type {Economics} from '../tasks/start/first-look.js'
import type {Asking} from './base-command.js'
import {parseAmount, parseShare} from './prompts.js'

/** Flags that `try` and `demo` share. */
export const trialFlags = {
  out: Flags.string({helpValue: 'FILE', summary: 'Where the HTML report goes (default: a new file in this folder).'}),
  keep: Flags.string({helpValue: 'DIR', summary: 'Keep the workspace in this folder, to go on with it.'}),
  horizon: Flags.integer({helpValue: 'MONTHS', default: 12, min: 1, max: 120, summary: 'How many months to look ahead.'}),
  response: Flags.option({options: ['sceptical', 'optimistic', 'none'] as const})({
    default: 'sceptical', summary: 'How customers react: every discount applied, published effects at face value, or not at all.',
  }),
  replicates: Flags.integer({helpValue: 'N', min: 2, max: 100_000, summary: 'Exactly so many runs (default: as many as the answer needs, at most 400).'}),
  seed: Flags.integer({default: 1, min: 0, max: 4_294_967_295, summary: 'The seed of chance: the same seed gives the same answer.'}),
}

/** The two questions nobody can answer from a sales export, asked where somebody is there to answer. */
export interface Questions {
  readonly askMargin: string
  readonly askCac: (currency: string) => string
}

/** What flags say; at a terminal, what is missing is asked. */
export async function askEconomics(given: Economics, {asks, language}: Asking, currency: string, questions: Questions): Promise<Economics> {
  if (!asks) return given
  const {askNumber} = await import('./prompts.js')
  const margin = given.margin ?? (await askNumber({message: questions.askMargin, parse: parseShare, language}))
  const cac = given.cac ?? (await askNumber({message: questions.askCac(currency), parse: parseAmount, language}))
  return {margin, cac}
}

/** Thrown before a file is read where a margin can neither be read nor asked for. */
export function marginMissing(): RegularsError {
  return new RegularsError('usage', 'margin-missing',
    'What part of a sale is left after the goods are paid for is not known, and nothing can be judged without it.', 'Say it with --margin 0.35 (35 %).')
}
