import {enrolmentMode} from '../programs/facts.js'
import type {Decay} from '../response/decay.js'
import {noEffects, type Effects} from '../response/effects.js'
import {responseOf, type Participation} from '../response/program-response.js'
import type {SegmentFactors} from '../response/segment.js'
import type {Account, CompiledProgram} from './compiled-program.js'
import type {Probe, SimulationInput} from './input.js'
import {hazardsByState} from './state-hazards.js'

/** One program in one replicate: what was drawn for it, and the accounts its members use. */
export class ReplicateProgram {
  readonly effects: Effects
  /** log drop-out hazard ratio of each combination of states (see `STATE`) */
  readonly hazards: Float64Array
  readonly changesHazard: boolean
  /** what comes back more than before, as a share of an order at full effect */
  readonly returnedShare: number
  readonly decay: Decay
  readonly participation: Participation
  readonly automatic: boolean
  readonly paid: boolean
  /** a0 of the selective joining, and who reacts how strongly; set once the customers of the replicate are drawn */
  intercept = 0
  segments!: SegmentFactors
  private readonly accounts = new Map<number, Account>()

  constructor(readonly compiled: CompiledProgram, input: SimulationInput, replicate: number, readonly probe: Probe | undefined) {
    const response = responseOf(compiled.subject, compiled.response, {seed: input.seed, replicate, months: input.horizonMonths})
    this.effects = probe === undefined ? response.effects : noEffects()
    this.hazards = hazardsByState(this.effects)
    this.changesHazard = this.hazards.some((each) => each !== 0)
    this.returnedShare = input.refundShare * (Math.exp(this.effects.returns) - 1)
    this.decay = response.decay
    this.participation = response.participation
    this.automatic = enrolmentMode(compiled.definition) === 'automatic'
    this.paid = enrolmentMode(compiled.definition) === 'paid'
  }

  /** Is the program running at that moment? */
  isOpen(time: number): boolean {
    return time >= this.compiled.opens && time < this.compiled.ends
  }

  /** Log visit ratio of a temporary deal at that moment, and of its shadow. */
  promotionTerm(time: number): number {
    const {promotions} = this.compiled
    if (promotions === undefined || this.effects.promotion === 0) return 0
    const day = Math.floor(time)
    return this.effects.promotion * (-0.5 * promotions.deal[day]! + this.effects.promotionBorrowed * promotions.shadow[day]!)
  }

  /** Log basket ratio of a temporary deal at that moment. */
  dealTerm(time: number): number {
    const {promotions} = this.compiled
    return promotions === undefined || this.effects.promotion === 0 ? 0 : -0.5 * this.effects.promotion * promotions.deal[Math.floor(time)]!
  }

  /** The rules as they apply to somebody who redeems and uses vouchers, or not. */
  account(redeems: boolean, usesVouchers: boolean): Account {
    const key = (redeems ? 1 : 0) + (usesVouchers ? 2 : 0)
    const known = this.accounts.get(key)
    if (known !== undefined) return known
    const fresh = this.compiled.account(redeems, usesVouchers, this.participation.renews)
    this.accounts.set(key, fresh)
    return fresh
  }
}
