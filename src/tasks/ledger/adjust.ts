import {dayAt} from '../../base/day-at.js'
import {AdjustBatch, type AdjustTally} from './adjust-batch.js'
import type {AdjustRequest, AdjustResult} from './adjust-result.js'
import type {AdjustmentSource, RejectsSink} from './adjustment-source.js'
import type {LedgerStore} from './port.js'
import {turn, type TaskContext} from '../ports.js'

/**
 * Applies a source of adjustments as one batch: all of it or nothing (`partial`: all that can be). A dry run goes the same way and
 * is undone at the end.
 */
export async function adjustPoints(store: LedgerStore, source: AdjustmentSource, request: AdjustRequest, rejects: RejectsSink,
  context: TaskContext): Promise<AdjustResult> {
  context.progress.stage(request.dryRun ? 'Trying the adjustments' : 'Adjusting points', undefined, 'rows')
  const opening = {
    kind: 'adjust', now: request.now, salt: request.salt, actor: request.actor, reason: request.reason, source: source.name, sourceHash: source.hash,
      undoes: null,
  } as const
  const {batch, result} = await store.inBatch(opening, {dryRun: request.dryRun}, async (open) => {
    const today = dayAt(open.recordedAt, request.timeZone)
    const work = new AdjustBatch(open, source, today, request, rejects)
    for await (const rows of source.rows()) {
      await work.apply(rows)
      context.progress.done(work.tally.read)
      await turn(context)
    }
    const {tally} = work
    const refused = tally.rejected > 0 && !request.partial
    return {result: {tally, refused, clockBehindMs: open.clockBehind}, counts: tally, abandon: refused}
  })
  const rejectsFile = await rejects.close()
  return resultOf(batch, result, source, request, rejectsFile)
}

function resultOf(batch: number | undefined, work: {tally: AdjustTally; refused: boolean; clockBehindMs: number}, source: AdjustmentSource,
  request: AdjustRequest, rejectsFile: string | null): AdjustResult {
  const {tally, refused} = work
  return {
    batch: batch ?? null,
    dryRun: request.dryRun,
    rows: {read: tally.read, applied: refused ? 0 : tally.applied, duplicate: tally.duplicate, rejected: tally.rejected},
    points: refused ? {added: 0, deducted: 0} : {added: tally.added, deducted: tally.deducted},
    rejectsFile,
    rejects: tally.rejects,
    rejectedByCode: tally.rejectedByCode,
    refused,
    newMembers: refused ? 0 : tally.newMembers,
    backdated: tally.backdated,
    keysDerived: tally.keysDerived,
    duplicatesOfUndone: tally.duplicatesOfUndone,
    source: {name: source.name, sha256: source.hash, layout: source.layout, mapping: source.mapping, ignored: source.ignored ?? []},
    clockBehindMs: work.clockBehindMs,
    effects: tally.effects,
    effectsLeftOut: tally.effectsLeftOut,
  }
}
