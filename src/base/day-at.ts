import {type Day, dayOf} from './day.js'

const formats = new Map<string, Intl.DateTimeFormat>()

/** The business day of an instant (milliseconds since 1970) in a time zone (IANA name). */
export function dayAt(instant: number, timeZone: string): Day {
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {timeZone, year: 'numeric', month: '2-digit', day: '2-digit'})
    formats.set(timeZone, format)
  }
  const part = (type: string, parts: readonly Intl.DateTimeFormatPart[]): number => Number(parts.find((each) => each.type === type)?.value)
  const parts = format.formatToParts(instant)
  return dayOf(part('year', parts), part('month', parts), part('day', parts))
}
