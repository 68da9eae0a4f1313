/** Month names and usual abbreviations in en, fr, es, de, it (lower case, no final point) → the English abbreviation strptime reads. */
export const MONTH_NAMES: ReadonlyMap<string, string> = new Map(Object.entries({
  Jan: 'jan january janv janvier ene enero jän januar jänner gen gennaio',
  Feb: 'feb february févr fevr fév fev février fevrier febrero februar febbraio',
  Mar: 'mar march mars marzo mär märz mrz maerz',
  Apr: 'apr april avr avril abr abril aprile',
  May: 'may mai mayo mag maggio',
  Jun: 'jun june juin junio juni giu giugno',
  Jul: 'jul july juil juillet julio juli lug luglio',
  Aug: 'aug august août aout aoû ago agosto',
  Sep: 'sep sept september septembre septiembre set settembre',
  Oct: 'oct october octobre octubre okt oktober ott ottobre',
  Nov: 'nov november novembre noviembre',
  Dec: 'dec december déc décembre decembre dic diciembre dez dezember dicembre',
}).flatMap(([month, names]) => names.split(' ').map((name) => [name, month] as const)))

/** Names of weekdays before a date; they say nothing more. */
export const WEEKDAY_NAMES: ReadonlySet<string> = new Set((
  'mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday ' +
  'lun mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi dimanche ' +
  'lunes martes miércoles jueves viernes sábado domingo mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonntag ' +
  'lunedì martedì mercoledì giovedì venerdì sabato domenica'
).split(' '))

/** Zone abbreviations found in exports, each standing for one offset only. */
export const ZONE_OFFSETS: ReadonlyMap<string, string> = new Map(Object.entries({
  Z: '+0000', UTC: '+0000', GMT: '+0000', WET: '+0000', WEST: '+0100', CET: '+0100', CEST: '+0200', EET: '+0200', EEST: '+0300', BST: '+0100',
  EST: '-0500', EDT: '-0400', CST: '-0600', CDT: '-0500', MST: '-0700', MDT: '-0600', PST: '-0800', PDT: '-0700',
  AEST: '+1000', AEDT: '+1100', ACST: '+0930', AWST: '+0800', NZST: '+1200', NZDT: '+1300', JST: '+0900',
}))
