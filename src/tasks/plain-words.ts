/** A name in lower case, without accents, and with single blanks for all signs; what stands in parentheses is kept. */
export function plainWords(name: string): string {
  return name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()
}
