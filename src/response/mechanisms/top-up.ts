import type {Mechanism, MechanismSubject} from '../effects.js'

/** Somebody just below a threshold adds something to reach it. Judgement; direction: Lewis, Singh & Fay 2006. */
export const topUp: Mechanism = {
  id: 'top-up',
  equation: 'an order between 80 % and 100 % of a threshold is raised to it with probability topup_prob',
  evidence: ['topup_prob'],
  appliesTo: (subject) => thresholdsOf(subject).length > 0,
  contribute(effects, draw) {
    effects.topUp = draw.value('topup_prob')
  },
}

/** Order totals (major units) at which something is granted. */
export function thresholdsOf({definition}: MechanismSubject): readonly number[] {
  const found = new Set<number>()
  for (const trigger of definition.triggers)
    if (trigger.on === 'order' && trigger.when?.minimum !== undefined) found.add(trigger.when.minimum)
  for (const benefit of definition.benefits)
    if (benefit.kind === 'free-delivery' && benefit.when?.minimum !== undefined) found.add(benefit.when.minimum)
  return [...found].filter((each) => each > 0).sort((a, b) => a - b)
}
