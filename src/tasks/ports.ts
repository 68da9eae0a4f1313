import {throwIfCancelled} from '../base/errors.js'

/** What long tasks tell the outside while they work. The command line draws a bar from it; tests ignore it. */
export interface Progress {
  /** A new stage begins. `total` in `unit`s, where known. */
  stage(label: string, total?: number, unit?: string): void
  /** So much of the stage is done, in the stage's unit. */
  done(amount: number): void
  /** A remark that is not the answer: goes to stderr. */
  note(text: string): void
}

export const SILENT: Progress = {stage() {}, done() {}, note() {}}

/** What every long task is given. */
export interface TaskContext {
  readonly progress: Progress
  /** Raised by Ctrl-C. */
  readonly signal?: AbortSignal
}

/** Lets Ctrl-C and the progress bar have a turn between steps of long work; ends the work when Ctrl-C was pressed. */
export async function turn(context: TaskContext): Promise<void> {
  await new Promise((resolve) => { setImmediate(resolve) })
  throwIfCancelled(context.signal)
}
