/** For what cannot happen unless we are wrong. What a person can get wrong is a `RegularsError`. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`This is a bug in regulars: ${message}`)
}

/** The end of an exhaustive switch. */
export function unreachable(value: never): never {
  throw new Error(`This is a bug in regulars: unexpected ${JSON.stringify(value)}`)
}
