import {mapValue, mapWord} from './map-argument.js'
import type {FileEvidence, Finding, ImportPlan} from './plan.js'

type Discounted = Partial<Pick<ImportPlan, 'discountRule' | 'discountAssumed'>> & {
  readonly files: readonly {readonly columns: readonly string[]; readonly roles?: ImportPlan['files'][number]['roles']}[]
}

/** A share is never above 1: where some row of the whole file is, it is money, or per cent. What was assumed is said. */
export function decidedDiscount(plan: Discounted, evidence: readonly FileEvidence[], findings: Finding[]): Partial<Pick<ImportPlan, 'discountRule'>> {
  const above = evidence.reduce((sum, each) => sum + (each.discountsAboveOne ?? 0), 0)
  const {discountAssumed: example, discountRule: rule} = plan
  if (rule === undefined) return {}
  if (example === undefined) return {}
  if (above > 0) return {discountRule: 'money'}
  const {columns, roles} = plan.files[0]!
  const column = columns[roles?.discount ?? -1] ?? ''
  const map = mapValue(columns, roles?.discount ?? -1)
  const other = rule === 'money' ? 'share' : 'money'
  const words = {money: `money (${example} off the line)`, share: `a share of the line (${example} of its price)`, percent: 'per cent'}
  findings.push({code: 'discount-assumed', rows: 0, values: [column, example, rule, other, map],
    message: `No discount in "${column}" is above 1, so that ${example} may be money or a share. They were taken as ${words[rule]}; if they are ` +
      `${words[other]}, import with --map ${mapWord({[`discount-${other}`]: map})}.`})
  return {}
}
