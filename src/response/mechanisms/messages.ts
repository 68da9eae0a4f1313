import type {Mechanism} from '../effects.js'

/**
 * A message at the right time brings a visit sooner; about half of it is displaced from later, and each further message in the same
 * weeks moves less. Sources: Bies, Bronnenberg & Gijsbrechts 2021; Zhang, Kumar & Cosguner 2017 (judgement on size).
 */
export const messages: Mechanism = {
  id: 'messages',
  equation: 'ln visits += ln(msg_window) ÷ (1 + recent messages) for 14 days; for 28 days after −= msg_displace × the lift ÷ 2',
  evidence: ['msg_window', 'msg_displace'],
  appliesTo: ({definition}) => definition.triggers.some((each) => each.contact && each.on !== 'silence'),
  contribute(effects, draw) {
    effects.message += draw.log('msg_window')
    effects.messageDisplaced = draw.value('msg_displace')
  },
}
