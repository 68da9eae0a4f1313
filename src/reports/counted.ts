export {counted} from '../base/counted.js'

/** French counts below two in the singular: `0 ligne`, `1 ligne`, `1,9 commande`, `2 lignes`. The count is written as French writes it. */
export function countedFrench(count: string, one: string, many = `${one}s`): string {
  return `${count} ${isSingularInFrench(count) ? one : many}`
}

/** Whether French says it in the singular: nothing, one, and all below two. */
export function isSingularInFrench(count: string): boolean {
  const value = Number(count.replace(/\s/g, '').replace('\u2212', '-').replace(',', '.'))
  return Math.abs(value) < 2
}
