import type {Benefit, Limit, ProgramDefinition, Trigger} from '../programs/definition.js'
import {conditionText, everyText, moneyText, periodText, pointsText, voucherText, type Telling} from './program-phrases.js'
import {labelled} from './typography.js'

/** Standing advantages, one line each. */
export function benefitLines({benefits}: ProgramDefinition, telling: Telling): string[] {
  return benefits.map((benefit) => benefitLine(benefit, telling))
}

function benefitLine(benefit: Benefit, telling: Telling): string {
  const {words, format} = telling
  const what = words.benefit[benefit.kind]
  const details = [
    benefit.percent === undefined ? what : words.percentBenefit(format.percent(benefit.percent / 100, 4), what),
    conditionText(telling, benefit.when),
    benefit.value === undefined || benefit.value === 0 ? undefined : words.worth(moneyText(telling, benefit.value)),
    benefit.cost === undefined ? undefined : words.costsUs(moneyText(telling, benefit.cost)),
    benefit.every === undefined ? undefined : everyText(telling, benefit.every),
    benefit.usage === 1 ? undefined : words.usedAtAverage(format.percent(benefit.usage)),
    limitText(telling, benefit.limit),
  ]
  return named(telling, benefit.name, details)
}

/** Events that grant or send something, one line each. */
export function triggerLines(definition: ProgramDefinition, telling: Telling): string[] {
  const {words} = telling
  return definition.triggers.map((trigger) => {
    const gives = [
      trigger.points === undefined ? undefined : words.grantsPoints(pointsText(telling, definition, trigger.points)),
      trigger.voucher === undefined ? undefined : words.grantsVoucher(voucherText(telling, trigger.voucher)),
      trigger.referral?.friend === undefined ? undefined : words.friendGets(voucherText(telling, trigger.referral.friend)),
      trigger.contact ? words.message : undefined,
      limitText(telling, trigger.limit),
      trigger.cooldown === undefined ? undefined : words.cooldown(periodText(telling, trigger.cooldown)),
    ]
    const condition = conditionText(telling, trigger.when)
    // "On an order on orders of at least …" would say it twice.
    const event = trigger.on === 'order' && trigger.every === undefined && condition !== undefined ? capitalised(condition)
      : [eventText(trigger, telling), condition].filter((part) => part !== undefined).join(', ')
    return named(telling, trigger.name, [event, ...gives])
  })
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function eventText(trigger: Trigger, telling: Telling): string {
  const {words, format} = telling
  if (trigger.on === 'order' &&
    trigger.every !== undefined) return words.onEvery(format.language === 'en' ? words.ordinal(trigger.every) : format.integer(trigger.every))
  if (trigger.on === 'spend') return words.onSpend(moneyText(telling, trigger.amount ?? 0),
    trigger.within === undefined ? undefined : periodText(telling, trigger.within))
  if (trigger.on === 'date' && trigger.date !== undefined) return words.onDate(format.day(trigger.date))
  if ((trigger.on === 'silence' || trigger.on === 'due') && trigger.after !== undefined) {
    const after = periodText(telling, trigger.after)
    return trigger.rhythm === undefined ? words.onSilence(after) : words.onRhythm(format.number(trigger.rhythm), after)
  }
  return words.on[trigger.on]
}

function limitText({words, format}: Telling, limit: Limit | undefined): string | undefined {
  return limit === undefined ? undefined : words.limit[limit.per](format.integer(limit.times))
}

function named({format}: Telling, name: string, details: readonly (string | undefined)[]): string {
  return labelled(name, details.filter((part) => part !== undefined && part !== '').join(', '), format.language)
}
