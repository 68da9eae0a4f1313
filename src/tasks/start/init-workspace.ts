import {RegularsError} from '../../base/errors.js'
import type {Language} from '../../vocabulary.js'
import type {NewFile, NewFiles} from '../new-files-port.js'
import type {Settings} from '../settings.js'
import {settingsText} from './settings-text.js'
import {blankStarterFiles} from './starter-files.js'

export interface InitRequest {
  readonly root: string
  readonly settings: Settings
  readonly language: Language
  readonly dryRun: boolean
}

export interface InitResult {
  readonly workspace: string
  readonly created: readonly string[]
  /** were there already and were left alone */
  readonly kept: readonly string[]
  readonly dryRun: boolean
  readonly grossMargin: number | null
}

/**
 * A workspace: settings with comments, starter programs, and a .gitignore that keeps customers' data out of version control.
 * Throws `settings-invalid` for a currency or time zone that does not exist.
 */
export async function initWorkspace(files: NewFiles, {root, settings, language, dryRun}: InitRequest): Promise<InitResult> {
  checkPlace(settings)
  const {created, kept} = await files.create(root, workspaceFiles({settings, language, programs: blankStarterFiles(settings, language)}), dryRun)
  return {workspace: root, created, kept, dryRun, grossMargin: settings.grossMargin ?? null}
}

/** Everything a fresh workspace holds. */
export function workspaceFiles({settings, language, programs}: WorkspaceContent): NewFile[] {
  return [
    {path: 'regulars.yaml', text: settingsText(settings, language)},
    ...programs,
    {path: '.gitignore', text: '.regulars/\n'},
  ]
}

export interface WorkspaceContent {
  readonly settings: Settings
  readonly language: Language
  readonly programs: readonly NewFile[]
}

/** Currency and time zone as flags give them. */
export function checkPlace({currency, timeZone}: Pick<Settings, 'currency' | 'timeZone'>): void {
  if (!/^[A-Z]{3}$/.test(currency))
    throw new RegularsError('usage', 'settings-invalid', `"${currency}" is not a currency.`, 'Write its three-letter code, such as EUR or USD.')
  try {
    Intl.DateTimeFormat('en', {timeZone})
  } catch {
    throw new RegularsError('usage', 'settings-invalid', `"${timeZone}" is not a time zone.`, 'Write it as Europe/Paris or America/New_York.')
  }
}
