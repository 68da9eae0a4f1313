import {randomBytes} from 'node:crypto'
import {userInfo} from 'node:os'
import {Flags} from '@oclif/core'
import {type Day, parseIsoDay} from '../base/day.js'
import {RegularsError} from '../base/errors.js'
import {parsePoints} from '../base/points.js'
import {dayAt} from '../base/day-at.js'
import {INSUFFICIENT_POLICIES, type InsufficientPolicy} from '../tasks/ledger/adjust-result.js'
import type {Who} from '../tasks/ledger/who.js'
import type {Settings} from '../tasks/settings.js'
import {RegularsCommand} from './base-command.js'

const POLICIES = Object.keys(INSUFFICIENT_POLICIES) as InsufficientPolicy[]

interface StoreOptions {
  waitMs: number
  holder: {pid: number; doing: string; since: string}
  dryRun: boolean
}

/** What commands on the points ledger share: waiting for another process, who did it and why, days and points as flags. */
export abstract class LedgerCommand<Result extends object> extends RegularsCommand<Result> {
  static override baseFlags = {
    ...RegularsCommand.baseFlags,
    wait: Flags.integer({helpGroup: 'LEDGER', default: 30, min: 0, helpValue: 'SECONDS', summary: 'How long to wait for another process that is writing.'}),
  }

  /** How the store is opened: how long to wait, and who we are to those who wait for us. */
  protected storeOptions(flags: {readonly wait: number; readonly 'dry-run'?: boolean}): StoreOptions {
    return {dryRun: flags['dry-run'] === true, waitMs: flags.wait * 1000, holder: {pid: process.pid, doing: this.commandName(),
      since: new Date().toISOString()}}
  }

  protected who(flags: {readonly actor?: string | undefined; readonly reason?: string | undefined}, settings: Settings): Who {
    return {
      actor: flags.actor ?? userName(), reason: flags.reason ?? '', now: Date.now(), salt: randomBytes(16).toString('hex'), timeZone: settings.timeZone,
      source: this.commandName(),
    }
  }

  protected today(settings: Settings): Day {
    return dayAt(Date.now(), settings.timeZone)
  }

  /** Rows go to the screen unless a file is named; with `--json` the screen is taken. */
  protected rowsToScreen(output: string): boolean {
    if (output !== '-') return false
    if (!this.jsonEnabled()) return true
    throw new RegularsError('usage', 'output-missing', 'With --json the rows need a file of their own.', 'Name it with --output FILE.')
  }

  private commandName(): string {
    return (this.id ?? '').replaceAll(':', ' ')
  }
}

/** Who and why, on every command that writes to the ledger. */
export const WHO_FLAGS = {
  reason: Flags.string({helpGroup: 'LEDGER', helpValue: 'TEXT', summary: 'Why; kept with the batch.'}),
  actor: Flags.string({helpGroup: 'LEDGER', helpValue: 'NAME', summary: 'Who (default: the name of the person logged in).'}),
  'dry-run': Flags.boolean({default: false, summary: 'Go all the way, say what would happen, and write nothing.'}),
}

export const accountFlag = Flags.string({default: 'points', helpValue: 'NAME', summary: 'Which of the customer’s accounts.'})
export const keyFlag = Flags.string({helpValue: 'KEY', summary: 'Idempotency key: the same request with the same key is carried out once.'})
export const policyFlag = (summary: string) => Flags.option({options: POLICIES})({default: 'refuse', summary})
export const dayFlag = (summary: string) => Flags.custom<Day>({helpValue: 'DATE', summary, parse: async (text) => readDay(text)})()

/** Points on the command line: whole, positive. */
export function readPoints(text: string): number {
  const points = /^[+-]?\d+$/.test(text) ? parsePoints(text) : 0
  if (points > 0) return points
  throw new RegularsError('usage', 'points-invalid', `"${text}" is not a positive number of points.`, 'Write how many points, such as 250.')
}

function readDay(text: string): Day {
  const day = parseIsoDay(text)
  if (day !== undefined) return day
  throw new RegularsError('usage', 'date-invalid', `"${text}" is not a date.`, 'Write it as 2025-03-31.')
}

/** A day (its end, in the time zone of the reader's machine) or an instant, as milliseconds. */
export function readInstant(text: string): number {
  const value = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T23:59:59.999`) : Date.parse(text)
  if (!Number.isNaN(value)) return value
  throw new RegularsError('usage', 'date-invalid', `"${text}" is neither a day nor an instant.`, 'Write 2025-03-31 or 2025-03-31T18:00:00Z.')
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    return 'unknown'
  }
}
