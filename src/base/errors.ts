/** Every way a command can end badly, with its exit code. The numbers are public: never renumber. */
export const EXIT_CODES = {
  /** failed unexpectedly */
  failure: 1,
  /** wrong usage: flags, arguments, settings, a program file that does not hold together */
  usage: 2,
  /** bad input data: some or all rows refused */
  input: 3,
  /** a check did not hold: `verify`, a goal not met */
  check: 4,
  /** a store is busy or unavailable */
  busy: 5,
  /** Ctrl-C */
  cancelled: 130,
} as const

export type FailureKind = keyof typeof EXIT_CODES

/** A place in a person's file. Lines and columns count from 1. */
export interface Where {
  readonly file: string
  readonly line?: number
  readonly column?: number
}

/**
 * What a person can put right: one sentence that says what is wrong, one that says what to do next.
 * `code` is kebab-case and stable; scripts may test for it.
 */
export class RegularsError extends Error {
  override readonly name = 'RegularsError'
  readonly where: Where | undefined
  /** Numbers or names a script may want, repeated from the message. */
  readonly details: Readonly<Record<string, unknown>>

  constructor(
    readonly kind: FailureKind,
    readonly code: string,
    message: string,
    readonly hint: string,
    options?: {readonly where?: Where; readonly details?: Readonly<Record<string, unknown>>},
  ) {
    super(message)
    this.where = options?.where
    this.details = options?.details ?? {}
  }

  get exitCode(): number {
    return EXIT_CODES[this.kind]
  }
}

/** `orders.csv:12:5`, as editors and terminals understand it. */
export function placeText(where: Where): string {
  return [where.file, where.line, where.column].filter((part) => part !== undefined).join(':')
}

/** Throws the error that Ctrl-C ends in, once `signal` has been raised. Called between steps of long work. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw cancelled()
}

export function cancelled(): RegularsError {
  return new RegularsError('cancelled', 'cancelled', 'Stopped; everything is as it was before.', 'Run the command again when ready.')
}
