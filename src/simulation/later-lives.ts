import {RandomStream} from '../base/random.js'
import type {Candidates, Life} from './candidates.js'
import type {Horizon, SeasonClock} from './horizon.js'
import type {ProgramOutcome} from './outcome.js'
import type {Newcomers} from './population.js'
import type {ProgramArm} from './program-arm.js'
import type {ReplicateProgram} from './replicate-program.js'
import {STREAMS} from './streams.js'

/** Friends are taken from so many strangers of the replicate. */
export const STRANGERS = 64

/** Lives that exist only because of a program: second lives of customers won back, and friends that members bring. */
export class LaterLives {
  private readonly stream = new RandomStream()
  private readonly life: Life = {
    key: 0, row: 0, birth: 0, rate: 0, hazard: 0, basketRate: 0, silence: 0, stamina: 0, joins: 0, takesPart: 0, redeems: 0,
  }

  constructor(
    private readonly horizon: Horizon,
    private readonly clock: SeasonClock,
    private readonly candidates: Candidates,
    private readonly strangers: Newcomers,
    private readonly scale: number,
    private readonly luck: readonly [seed: number, replicate: number],
  ) {}

  /** What follows for one customer after her first life with the program. */
  after(life: Life, arm: ProgramArm, program: ReplicateProgram, out: ProgramOutcome): void {
    const back = arm.comesBack()
    if (back < Infinity) this.secondLife(life, back, arm, program)
    const {friends} = arm.referrals
    for (let k = 0; k < friends.length; k += 1) this.friend(life.key, friends[k]!, k, program, out)
  }

  private secondLife(first: Life, from: number, arm: ProgramArm, program: ReplicateProgram): void {
    const {hazard, spend} = program.effects.winBack!
    this.stream.reset4(this.luck[0], this.luck[1], first.key, STREAMS.later)
    Object.assign(this.life, first)
    this.life.birth = from
    this.life.hazard = first.hazard * Math.exp(hazard)
    const death = from + this.stream.exponential() / this.life.hazard
    this.candidates.draw(this.life, Math.min(this.horizon.days, death), this.clock, this.stream)
    for (let j = 0; j < this.candidates.count; j += 1) {
      const mark = this.candidates.marks[j]!
      if (mark >= 1) continue
      arm.books.incremental = true
      arm.visit(this.candidates.times[j]!, Math.max(1, Math.round(this.candidates.basket(j) * Math.exp(spend))), mark)
    }
    arm.books.alive = death >= this.horizon.days
  }

  /** A friend lives as newcomers do, a little longer; what she buys is new to the shop. */
  private friend(sender: number, from: number, number: number, program: ReplicateProgram, out: ProgramOutcome): void {
    const {value, hazard} = program.effects.referral!
    const {latents} = this.strangers
    // One stream per friend: the first is not another person because a second came.
    this.stream.reset4(this.luck[0], this.luck[1], (sender + Math.imul(number + 1, 0x9e3779b9)) >>> 0, STREAMS.later)
    const who = Math.floor(this.stream.uniform() * latents.lambda.length)
    const {life} = this
    life.row = -1
    life.birth = from
    life.rate = latents.lambda[who]!
    life.hazard = latents.mu[who]! * Math.exp(hazard)
    life.basketRate = latents.nu[who]! / this.scale
    const death = from + this.stream.exponential() / life.hazard
    this.candidates.draw(life, Math.min(this.horizon.days, death), this.clock, this.stream)
    out.friends += 1
    for (let j = 0; j < this.candidates.count; j += 1) {
      if (this.candidates.marks[j]! >= 1) continue
      out.revenue[this.horizon.monthOf[Math.floor(this.candidates.times[j]!)]!]! += Math.round(this.candidates.basket(j) * value)
      out.orders += 1
      out.incrementalOrders += 1
    }
  }
}
