/** What `--map` takes, written so that it can be pasted into a shell: the only place that writes it, so that its reader can be tested against it. */

/** Line breaks and other characters that nobody can paste; such a column goes by its position. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\uFFFD]/u

/** A column as `--map` takes it: its name, in quotes (doubled inside) where the name holds what `--map` itself writes. */
export function mapValue(columns: readonly string[], column: number): string {
  const name = columns[column] ?? ''
  const position = String(column + 1)
  // A position is only one where no column may be called so.
  const called = columns.some((each) => each.replaceAll(/\D/g, '') === position)
  if ((name === '' || UNPRINTABLE.test(name)) && !called) return position
  return /[",]|^\s|\s$/.test(name) ? `"${name.replaceAll('"', '""')}"` : name
}

/** What stands behind `--map`, as one word for a shell: `'customer=Client no,date=3'`, of roles and what `mapValue` makes of their columns. */
export function mapWord(parts: Readonly<Record<string, string>>): string {
  return shellWord(Object.entries(parts).map(([role, value]) => `${role}=${value}`).join(','))
}

/** One word for a shell: in single quotes; in double ones around an apostrophe, where nothing in it means more there. */
function shellWord(text: string): string {
  if (!text.includes("'")) return `'${text}'`
  return /["$`\\!]/.test(text) ? `'${text.replaceAll("'", String.raw`'\''`)}'` : `"${text}"`
}
