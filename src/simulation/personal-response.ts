import {attractiveness} from '../response/gate.js'
import {buyingShare, joiningProbability} from '../response/enrolment.js'
import type {Life} from './candidates.js'
import type {ReplicateProgram} from './replicate-program.js'

/** What the response of a replicate means for one customer. Reused for all of them. Log ratios unless said otherwise. */
export class PersonalResponse {
  /** has joined in name: holds a card */
  joins = false
  /** her orders earn */
  takesPart = false
  /** and she behaves differently */
  responds = false
  redeems = false
  usesVouchers = false
  /** the gate, 0 where she can reach nothing */
  gate = 0
  visits = 0
  basket = 0
  /** visits and baskets each, by lower prices, as a member and otherwise */
  memberPrice = 0
  strangerPrice = 0
  /** minor units */
  typicalBasket = 0
  /** perceived value per unit of spend */
  value = 0

  set(life: Life, program: ReplicateProgram, meanBasket: number): void {
    const {participation, effects, compiled} = program
    const automatic = program.automatic
    this.typicalBasket = Math.max(1, Math.round(meanBasket))
    this.joins = automatic || life.joins < joiningProbability(program.intercept, life.rate) * this.worthTheFee(life, program)
    const active = life.takesPart < participation.takesPart
    // Where cards are handed out, those who do not use theirs earn nothing; where everybody takes part, everybody earns.
    this.takesPart = this.joins && (automatic || active)
    this.responds = this.takesPart && active
    this.redeems = life.redeems < participation.redeems
    this.usesVouchers = life.redeems < participation.usesVouchers
    this.value = 0
    this.gate = 0
    this.memberPrice = 0
    this.strangerPrice = 0
    if (this.takesPart || compiled.reachesEverybody) this.seePrices(life, program)
    if (this.takesPart) {
      const {rewards, price} = compiled.asMember.of(life.rate, this.typicalBasket)
      this.value = rewards + price
      // Beside rewards, lower prices act through the price elasticity; where they are all there is, or what a fee is paid for, they attract.
      if (this.responds) this.gate = attractiveness((compiled.gatesOnRewards ? rewards : this.value) * effects.salience)
    }
    this.visits = this.gate * effects.visits * program.segments.of(life.rate)
    this.basket = this.gate * effects.basket
  }

  /** Whoever gets little back for a fee rarely pays it. Adoption stated in the file is taken as stated. */
  private worthTheFee(life: Life, {compiled, paid}: ReplicateProgram): number {
    if (!paid || compiled.adoptionIsStated) return 1
    const {rewards, price} = compiled.asMember.of(life.rate, this.typicalBasket)
    return buyingShare((rewards + price) * life.rate * this.typicalBasket * compiled.feeDays, compiled.feeMinor)
  }

  /** ln of (1 − d)^−ε, half of it for visits, half for baskets. */
  private seePrices(life: Life, {effects, compiled}: ReplicateProgram): void {
    if (effects.elasticity === 0) return
    const member = this.takesPart ? compiled.asMember.of(life.rate, this.typicalBasket).price : 0
    const stranger = compiled.reachesEverybody ? compiled.asStranger.of(life.rate, this.typicalBasket).price : 0
    this.memberPrice = -0.5 * effects.elasticity * Math.log(1 - Math.min(0.95, member))
    this.strangerPrice = -0.5 * effects.elasticity * Math.log(1 - Math.min(0.95, stranger))
  }
}
