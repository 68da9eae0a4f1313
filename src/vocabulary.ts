/** Every noun of the project, once, with its meaning. The README's glossary is checked against it. */
export const NOUNS = {
  customer: 'a person or firm with a key in the sales export; orders without one are counted apart',
  order: 'all lines with one order id and one customer; without order ids, each row',
  purchase: 'an order with a positive total',
  refund: 'an order whose total is not positive, or a refund linked to an order',
  history: 'the imported orders and customers of a workspace',
  workspace: 'a folder with regulars.yaml, programs and the stores',
  program: 'one file that says who takes part, what orders earn, what points buy and what it costs',
  member: 'a customer who takes part in a program',
  points: 'whole units an account holds; stamps are points too',
  lot: 'points credited together, with the day they become available and the day they expire',
  reward: 'what an account buys',
  'face value': 'what a reward is worth to the customer at the till',
  'cost ratio': 'what a reward costs us as a share of its face value',
  'earn rate': 'points issued per unit of spend',
  'reward rate': 'face value of rewards, advantages, vouchers and prizes as a share of members’ spend (also: funding rate)',
  'redemption rate': 'points redeemed as a share of points issued',
  breakage: 'points that are never redeemed, as a share of points issued',
  URR: 'ultimate redemption rate: the share of outstanding points expected to be redeemed in the end',
  liability: 'what outstanding points will cost when redeemed',
  replay: 'the exact cost of a program on past orders, behaviour unchanged',
  baseline: 'what customers are expected to do without the program',
  response: 'how customers change their behaviour because of a program',
  deadweight: 'rewards on orders that would have come anyway',
  retention: 'of customers active in the 12 months before the start, the share with an order in the horizon',
  horizon: 'how far ahead a simulation looks',
  replicate: 'one draw of everything uncertain, with all customers simulated once',
  'incremental margin': 'margin on orders that come only because of the program, before the program’s cost',
  'net value': 'incremental margin minus program cost, discounted',
  ROI: 'net value divided by program cost',
  'break-even lift': 'the increase in members’ visits at which the program pays for itself',
  CAC: 'customer acquisition cost: what winning one new customer costs',
  acquisition: 'spending money to win new customers instead',
} as const

/** How sure a default assumption is. */
export const EVIDENCE_GRADES = {
  A: 'field experiment with a size',
  B: 'good quasi-experiment, or a direction without a usable size',
  C: 'judgement: a scenario, not a finding',
} as const
export type EvidenceGrade = keyof typeof EVIDENCE_GRADES

/** Response presets. */
export const RESPONSE_PRESETS = {
  sceptical: 'published effects with every discount applied: half of programs may do nothing',
  optimistic: 'published effects taken at face value',
  none: 'nobody reacts: the mechanical cost alone',
} as const
export type ResponsePreset = keyof typeof RESPONSE_PRESETS

/** Kinds of transfer in the points ledger. */
export const TRANSFER_KINDS = {
  earn: 'points given for an order',
  redeem: 'points spent on a reward',
  expire: 'points taken back by age',
  adjust: 'points given or taken by a person, with a reason',
  transfer: 'points moved from one member to another',
  hold: 'points set aside for a pending redemption',
  release: 'a hold given back',
  capture: 'a hold spent',
  reverse: 'an earlier transfer undone',
  opening: 'a balance brought in from another system',
} as const
export type TransferKind = keyof typeof TRANSFER_KINDS

/** The languages of everything printed. */
export const LANGUAGES = {en: 'English', fr: 'français'} as const
export type Language = keyof typeof LANGUAGES
