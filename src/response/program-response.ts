import type {ProgramDefinition} from '../programs/definition.js'
import {enrolmentMode, familiesOf} from '../programs/facts.js'
import {Decay} from './decay.js'
import {drawResponse, type ResponseDraw} from './draw.js'
import {noEffects, type Effects, type Mechanism, type MechanismSubject} from './effects.js'
import {MECHANISMS} from './mechanisms/index.js'
import type {ResponseSpecification} from './specification.js'

/** Who takes part in one replicate; shares 0..1. Not behaviour: it is drawn under the preset `none` too, except as noted. */
export interface Participation {
  /** of customers active in 12 months */
  readonly joins: number
  /** of those who joined: who notices the program at all (1 under `none`) */
  readonly takesPart: number
  /** of members: who ever redeems points (1 under `none`) */
  readonly redeems: number
  /** of members: who uses credits and vouchers (1 under `none`) */
  readonly usesVouchers: number
  /** of paid terms: renewed */
  readonly renews: number
}

/** The response to one program in one replicate. */
export interface ResponseOfReplicate {
  readonly effects: Effects
  readonly decay: Decay
  readonly participation: Participation
}

export function subjectOf(definition: ProgramDefinition): MechanismSubject {
  return {definition, families: new Set(familiesOf(definition))}
}

/** The mechanisms a program sets in motion. */
export function mechanismsOf(subject: MechanismSubject): readonly Mechanism[] {
  return MECHANISMS.filter((mechanism) => mechanism.appliesTo(subject))
}

/** Draws what one program does to behaviour in one replicate. The same luck serves every program compared. */
export function responseOf(
  subject: MechanismSubject, specification: ResponseSpecification,
  luck: {readonly seed: number; readonly replicate: number; readonly months: number},
): ResponseOfReplicate {
  const draw = drawResponse(specification, luck.seed, luck.replicate)
  const effects = noEffects()
  if (!draw.nothing) for (const mechanism of mechanismsOf(subject)) mechanism.contribute(effects, draw, subject)
  const decay = specification.decays ? new Decay(draw.value('decay_floor'), draw.value('decay_half'), luck.months) : new Decay(1, 1, luck.months)
  return {effects, decay, participation: participationOf(subject, specification, draw)}
}

function participationOf({definition, families}: MechanismSubject, specification: ResponseSpecification, draw: ResponseDraw): Participation {
  const mode = enrolmentMode(definition)
  const stated = (id: string): boolean => specification.overridden.includes(id)
  const mechanical = specification.preset === 'none'
  const drawn = (id: string): number => (mechanical && !stated(id) ? 1 : draw.value(id))
  const adoption = mode === 'paid' ? 'paid_adopt' : 'enrol'
  const share = stated(adoption) ? undefined : definition.enrolment.share
  return {
    joins: mode === 'automatic' ? 1 : (share ?? draw.value(adoption)),
    takesPart: mode === 'paid' ? 1 : drawn('active'),
    redeems: statesUse(definition.rewards.filter((each) => each.redeem !== 'none')) && !stated(redemptionOf(families)) ? 1 : drawn(redemptionOf(families)),
    usesVouchers: !families.has('voucher') || (statesUse(creditsOf(definition)) && !stated('credit_redeem')) ? 1 : drawn('credit_redeem'),
    renews: stated('paid_renew') || statedRenewal(definition) === undefined ? drawn('paid_renew') : statedRenewal(definition)!,
  }
}

/** Shares below 1 in the file say how many use rewards or credits; 1 is the schema's default and leaves it to the prior. */
function statesUse(parts: readonly {readonly share: number}[]): boolean {
  return parts.length > 0 && parts.every(({share}) => share < 1)
}

function creditsOf({triggers}: ProgramDefinition): readonly {readonly share: number}[] {
  return triggers.flatMap(({on, voucher}) => ((on === 'order' || on === 'spend') && voucher !== undefined ? [voucher] : []))
}

function redemptionOf(families: MechanismSubject['families']): string {
  return families.has('cashback') ? 'urr_cash' : 'urr_points'
}

/** A renewal share below 1 in the file is a statement; 1 is the schema's default and leaves it to the prior. */
function statedRenewal(definition: ProgramDefinition): number | undefined {
  const renewal = definition.enrolment.fee?.renewal
  return renewal === undefined || renewal === 1 ? undefined : renewal
}

/** What a file says itself, outside `response`, in place of an assumption: by the assumption's id. */
export function statedInFile(definition: ProgramDefinition): ReadonlyMap<string, number> {
  const mode = enrolmentMode(definition)
  const rewards = definition.rewards.filter((each) => each.redeem !== 'none')
  const credits = creditsOf(definition)
  const friends = definition.triggers.find((each) => each.on === 'referral')?.referral
  const said: readonly (readonly [string, number | undefined])[] = [
    [mode === 'paid' ? 'paid_adopt' : 'enrol', definition.enrolment.share],
    ['paid_renew', statedRenewal(definition)],
    [redemptionOf(subjectOf(definition).families), statesUse(rewards) ? rewards[0]!.share : undefined],
    ['credit_redeem', statesUse(credits) ? credits[0]!.share : undefined],
    ['ref_rate', friends?.perMemberYear],
    ['ref_cannib', friends?.organicShare],
  ]
  return new Map(said.filter((each): each is readonly [string, number] => each[1] !== undefined))
}

/** Ids of the assumptions that can change a program's figures, mechanisms first, then who takes part. */
export function assumptionsOf(definition: ProgramDefinition, specification: ResponseSpecification): readonly string[] {
  const subject = subjectOf(definition)
  const mode = enrolmentMode(definition)
  const stated = (id: string): boolean => specification.overridden.includes(id)
  const mechanical = specification.preset === 'none'
  const ids = new Set<string>(mechanical ? [] : mechanismsOf(subject).flatMap((mechanism) => mechanism.evidence))
  for (const id of ['paid_adopt', 'paid_renew', 'credit_redeem']) ids.delete(id)
  if (mode === 'opt-in' && (definition.enrolment.share === undefined || stated('enrol'))) ids.add('enrol')
  if (mode === 'paid' && (definition.enrolment.share === undefined || stated('paid_adopt'))) ids.add('paid_adopt')
  if (mode === 'paid' && (!mechanical || stated('paid_renew'))) ids.add('paid_renew')
  if (mode !== 'paid' && !mechanical) ids.add('active')
  const redemption = redemptionOf(subject.families)
  const rewards = definition.rewards.filter((each) => each.redeem !== 'none')
  if (rewards.length > 0 && (stated(redemption) || (!mechanical && !statesUse(rewards)))) ids.add(redemption)
  if (subject.families.has('voucher') && (stated('credit_redeem') || (!mechanical && !statesUse(creditsOf(definition))))) ids.add('credit_redeem')
  const friends = definition.triggers.find((each) => each.on === 'referral')?.referral
  if (friends?.perMemberYear !== undefined && !stated('ref_rate')) ids.delete('ref_rate')
  if (friends?.organicShare !== undefined && !stated('ref_cannib')) ids.delete('ref_cannib')
  if (specification.decays) for (const id of ['decay_floor', 'decay_half']) ids.add(id)
  return [...ids]
}
