const STEPS = '▁▂▃▄▅▆▇█'
const EIGHTHS = ' ▏▎▍▌▋▊▉█'

/** A curve in one line: one character per value, from 0 (or the least, if below) to the largest. Empty for no values. */
export function sparkline(values: readonly number[], most = Math.max(...values)): string {
  const least = Math.min(0, ...values)
  return values.map((value) => (most <= least ? STEPS[0]! : STEPS[Math.min(7, Math.floor(((value - least) / (most - least)) * 8))]!)).join('')
}

/** A lying bar for a share 0..1, at most `width` characters long, to an eighth of a character. */
export function bar(share: number, width: number): string {
  const eighths = Math.round(Math.max(0, Math.min(1, share)) * width * 8)
  return '█'.repeat(Math.floor(eighths / 8)) + (eighths % 8 === 0 ? '' : EIGHTHS[eighths % 8]!)
}

/** At most `count` values by averaging neighbours, so that a long history still fits a line. */
export function thinned(values: readonly number[], count: number): number[] {
  if (values.length <= count) return [...values]
  return Array.from({length: count}, (_, i) => {
    const part = values.slice(Math.floor((i * values.length) / count), Math.floor(((i + 1) * values.length) / count))
    return part.reduce((sum, each) => sum + each, 0) / part.length
  })
}
