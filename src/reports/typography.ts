/** French puts a no-break space before : ; ! ? % » and after «; words tables are written with plain blanks. */
export function frenchSpaces(text: string): string {
  return text.replace(/ ([:;!?%»€])/g, '\u00a0$1').replace(/« /g, '«\u00a0')
}

type Entry = string | ((...args: never[]) => string)

/** A whole words table with French spacing, functions included. */
export function inFrench<T extends {readonly [key: string]: Entry | readonly string[] | object}>(words: T): T {
  return mapped(words) as T
}

function mapped(value: unknown): unknown {
  if (typeof value === 'string') return frenchSpaces(value)
  if (typeof value === 'function') return (...args: unknown[]) => mapped((value as (...all: unknown[]) => unknown)(...args))
  if (Array.isArray(value)) return value.map(mapped)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapped(each)]))
  return value
}
