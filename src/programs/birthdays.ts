import {nameKey} from '../base/loose-text.js'

/** What the day a customer was born is called, without blanks and hyphens: in exports, and first by the import of customers. */
const DAY_NAMES = ['birthdate', 'birthday', 'dateofbirth', 'dob', 'anniversaire', 'datenaissance', 'datedenaissance', 'naissance', 'geburtstag', 'geburtsdatum']
/** Where only the month is known, everybody's birthday is its first day. */
const MONTH_NAMES = ['birthmonth', 'birthdaymonth', 'monthofbirth', 'moisdenaissance', 'moisanniversaire', 'geburtsmonat']

/** The customers' attribute that holds birthdays, by its usual names, or else the month of birth; `birthday` where there is neither. */
export function birthdayAttribute(names: readonly string[]): string {
  const keys = names.map(nameKey)
  const known = [...DAY_NAMES, ...MONTH_NAMES].find((name) => keys.includes(name))
  return known === undefined ? 'birthday' : names[keys.indexOf(known)]!
}

/**
 * month × 100 + day of each text, 0 where it is none: 1980-03-15, 03-15, 15/03/1980, 15.03.1980, 15/03, or a month alone, 3. Where day and month could be
 * either in every text, the day is taken to stand first.
 */
export function birthdays(values: readonly string[]): Int32Array {
  const slashed = values.map((value) => /^(\d{1,2})[/.](\d{1,2})(?:[/.]\d{2,4})?$/.exec(value.trim()))
  const monthFirst = slashed.some((match) => Number(match?.[2]) > 12) && !slashed.some((match) => Number(match?.[1]) > 12)
  return Int32Array.from(values, (value, i) => {
    const match = slashed[i] ?? null
    if (match !== null) return monthFirst ? coded(Number(match[1]), Number(match[2])) : coded(Number(match[2]), Number(match[1]))
    if (/^\d{1,2}$/.test(value.trim())) return coded(Number(value), 1)
    const iso = /^(?:\d{4}-)?(\d{2})-(\d{2})/.exec(value.trim())
    return iso === null ? 0 : coded(Number(iso[1]), Number(iso[2]))
  })
}

function coded(month: number, day: number): number {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 ? month * 100 + day : 0
}
