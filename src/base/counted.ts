const ENGLISH = new Intl.NumberFormat('en')

/**
 * A number with what it counts: `1 row`, `1,234 rows`. The words may go on (`row names`, `rows name`), so that the verb agrees.
 * A count that comes as text is written already.
 */
export function counted(count: number | string, one: string, many = `${one}s`): string {
  const written = typeof count === 'number' ? ENGLISH.format(count) : count
  return `${written} ${/^[-\u2212]?1$/.test(written) ? one : many}`
}
