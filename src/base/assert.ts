/** For what cannot happen unless we are wrong. What a person can get wrong is a `RegularsError`. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`This is a bug in regulars: ${message}`)
}
