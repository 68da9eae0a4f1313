/** What exports call the day a customer was born. */
const NAMES = [
  'birthday', 'birthdate', 'birth_date', 'date of birth', 'date_of_birth', 'dob', 'anniversaire', 'date_naissance', 'date de naissance', 'naissance',
  'geburtstag', 'geburtsdatum',
]

/** The customers' attribute that holds birthdays, by its usual names; `birthday` where there is none. */
export function birthdayAttribute(names: readonly string[]): string {
  return names.find((name) => NAMES.includes(name.trim().toLowerCase())) ?? 'birthday'
}

/**
 * month × 100 + day of each text, 0 where it is none: 1980-03-15, 03-15, 15/03/1980, 15.03.1980. Where day and month could be
 * either in every text, the day is taken to stand first.
 */
export function birthdays(values: readonly string[]): Int32Array {
  const slashed = values.map((value) => /^(\d{1,2})[/.](\d{1,2})[/.]\d{2,4}/.exec(value.trim()))
  const monthFirst = slashed.some((match) => Number(match?.[2]) > 12) && !slashed.some((match) => Number(match?.[1]) > 12)
  return Int32Array.from(values, (value, i) => {
    const match = slashed[i] ?? null
    if (match !== null) return monthFirst ? coded(Number(match[1]), Number(match[2])) : coded(Number(match[2]), Number(match[1]))
    const iso = /^(?:\d{4}-)?(\d{2})-(\d{2})/.exec(value.trim())
    return iso === null ? 0 : coded(Number(iso[1]), Number(iso[2]))
  })
}

function coded(month: number, day: number): number {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 ? month * 100 + day : 0
}
