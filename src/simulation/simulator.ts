import {assert} from '../base/assert.js'
import {RandomStream} from '../base/random.js'
import {minorDigits} from '../base/money.js'
import type {Latents} from '../models/baseline.js'
import {drawLatents, latentsFor} from '../models/latents.js'
import {GammaQuantiles} from '../models/numerics/gamma-quantiles.js'
import {drawPopulation} from '../models/population.js'
import {MINIMUM_HAZARD} from '../response/combine.js'
import {joiningIntercept} from '../response/enrolment.js'
import {SegmentFactors, tercilesOf} from '../response/segment.js'
import {Candidates, type Life} from './candidates.js'
import {CompiledProgram} from './compiled-program.js'
import {horizonFrom, SeasonClock, type Horizon} from './horizon.js'
import {ACTIVE_DAYS, type Probe, type SimulationInput} from './input.js'
import {emptyBaseline, emptyProgram, type BaselineOutcome, type ReplicateOutcome} from './outcome.js'
import {PastOrders} from './past-orders.js'
import {LaterLives, STRANGERS} from './later-lives.js'
import {PersonalResponse} from './personal-response.js'
import {chanceOfOrderInYear, drawNewcomers, drawStrangers, type Newcomers} from './population.js'
import {ProgramArm} from './program-arm.js'
import {ReplicateProgram} from './replicate-program.js'
import {STREAMS} from './streams.js'

/**
 * Simulates replicates of one question. A replicate is a pure function of the input and its number: which worker computes it,
 * and after which others, makes no difference to a single bit.
 */
export class Simulator {
  readonly horizon: Horizon
  private readonly clock: SeasonClock
  private readonly programs: readonly CompiledProgram[]
  private readonly past: readonly PastOrders[]
  private readonly latents: Latents
  private readonly stream = new RandomStream()
  private readonly life: Life = {
    key: 0, row: 0, birth: 0, rate: 0, hazard: 0, basketRate: 0, silence: 0, stamina: 0, joins: 0, takesPart: 0, redeems: 0,
  }
  private readonly scale: number

  constructor(private readonly input: SimulationInput) {
    this.horizon = horizonFrom(input.asOf, input.horizonMonths)
    this.clock = new SeasonClock(this.horizon, input.baseline.seasonality)
    this.programs = input.programs.map((program) => new CompiledProgram(program, input, this.horizon))
    this.past = this.programs.map((program) => new PastOrders(input, program.attributes, program.customerAttributes))
    this.latents = latentsFor(input.rf.x.length)
    this.scale = 10 ** minorDigits(input.currency)
  }

  /** One replicate with all programs; under a `probe` with that program alone and the probe in place of its response. */
  run(replicate: number, probe?: Probe): ReplicateOutcome {
    const {input, horizon} = this
    const luck = {seed: input.seed, replicate}
    const population = drawPopulation(input.baseline, input.seed, replicate)
    drawLatents(population, input.rf, input.keys, luck, this.latents)
    const newcomers = drawNewcomers(population, input.newcomersPerDay * horizon.days, horizon.days, luck)
    const {p} = population.spend
    const quantiles = new GammaQuantiles(p)
    const candidates = new Candidates(quantiles)
    const chosen = this.programs.map((_, i) => i).filter((i) => probe === undefined || i === probe.program)
    const programs = chosen.map((i) => new ReplicateProgram(this.programs[i]!, input, replicate, probe))
    this.settle(programs, newcomers)
    const baseline = {...emptyBaseline(horizon.months), newcomers: newcomers.births.length}
    const outcomes = programs.map((program) => ({...emptyProgram(horizon.months), redemptionRate: program.participation.redeems}))
    const arms = programs.map((program, k) => new ProgramArm(program, horizon, outcomes[k]!, this.past[chosen[k]!]!, [input.seed, replicate]))
    const personal = new PersonalResponse()
    const strangers = drawStrangers(population, programs.some(({effects}) => effects.referral !== undefined) ? STRANGERS : 0, 'friend', luck)
    const later = new LaterLives(horizon, this.clock, new Candidates(quantiles), strangers, this.scale, [input.seed, replicate])
    const writesToSilent = programs.some(({compiled}) => compiled.silenceDays !== undefined)
    this.forEachLife(replicate, newcomers, baseline, writesToSilent, (life, wasActive) => {
      // Who is lost already has no visits to come; she only matters to programs that write to the silent.
      const lost = life.row >= 0 && this.latents.alive[life.row] === 0
      const death = lost ? life.birth : life.birth + life.stamina / life.hazard
      if (lost) candidates.count = 0
      else candidates.draw(life, Math.min(horizon.days, life.birth + life.stamina / (life.hazard * MINIMUM_HAZARD)), this.clock, this.stream)
      const before = runBaseline(candidates, death, horizon, baseline)
      if (wasActive && before > 0) baseline.retained += 1
      if (wasActive && !lost && death >= horizon.days) baseline.alive += 1
      for (let k = 0; k < arms.length; k += 1) {
        const out = outcomes[k]!
        const arm = arms[k]!
        personal.set(life, programs[k]!, p / life.basketRate)
        arm.run(life, personal, candidates, death)
        later.after(life, arm, programs[k]!, out)
        arm.finish()
        const {orders} = arm
        out.lostOrders += before
        if (wasActive && orders > 0) out.retained += 1
        if (wasActive && arm.isAliveAtEnd) out.alive += 1
        if (orders > 0) out.customersWithOrder += 1
        if (orders > 0 && personal.joins) out.joinedWithOrder += 1
        if (personal.takesPart) {
          out.partOrders += orders
          out.partBaselineOrders += before
        }
        if (arm.isMember) {
          out.members += 1
          out.memberOrders += orders
          out.perceived += personal.value
        } else if (orders > 0) {
          out.others += 1
          out.otherOrders += orders
        }
      }
    })
    for (const out of outcomes) {
      // Baseline orders not found again among the program's: lost by the program.
      out.lostOrders -= out.orders - out.incrementalOrders
      assert(out.issued === out.redeemed + out.expired + out.reversed + out.outstanding, 'points issued are redeemed, expired, reversed or outstanding')
    }
    const people = drawStrangers(population, probe === undefined ? input.acquired : 0, 'acquired', luck)
    return {replicate, baseline, programs: outcomes, acquired: this.acquiredRevenue(replicate, people, candidates)}
  }

  /** What needs all customers of the replicate at once: who is a heavy buyer, and where the bar for joining lies. */
  private settle(programs: readonly ReplicateProgram[], newcomers: Newcomers): void {
    const {lambda, mu, alive} = this.latents
    const size = alive.reduce((sum, each) => sum + each, 0)
    const rates = new Float64Array(size + newcomers.births.length)
    const weights = new Float64Array(rates.length)
    let k = 0
    for (let i = 0; i < alive.length; i += 1) {
      if (alive[i] === 0) continue
      rates[k] = lambda[i]!
      weights[k] = chanceOfOrderInYear(lambda[i]!, mu[i]!)
      k += 1
    }
    for (const rate of newcomers.latents.lambda) {
      rates[k] = rate
      weights[k] = 1
      k += 1
    }
    const existing = rates.subarray(0, size)
    const terciles = tercilesOf(existing)
    for (const program of programs) {
      program.intercept = program.automatic ? Infinity : joiningIntercept(rates, weights, program.participation.joins)
      program.segments = SegmentFactors.of(terciles, existing, program.intercept)
    }
  }

  /** Everybody who may order in the horizon; customers already lost are counted, and simulated only where a program writes to them. */
  private forEachLife(
    replicate: number, newcomers: Newcomers, baseline: BaselineOutcome, withLost: boolean, visit: (life: Life, wasActive: boolean) => void,
  ): void {
    const {rf, keys} = this.input
    for (let row = 0; row < rf.x.length; row += 1) {
      const silence = this.input.silence[row]!
      const wasActive = silence < ACTIVE_DAYS
      if (wasActive) baseline.active += 1
      if (this.latents.alive[row] === 0 && !withLost) continue
      this.begin(replicate, keys[row]!, row, 0, this.latents, row)
      this.life.silence = silence
      visit(this.life, wasActive)
    }
    for (let k = 0; k < newcomers.births.length; k += 1) {
      this.begin(replicate, newcomers.keys[k]!, -1, newcomers.births[k]!, newcomers.latents, k)
      visit(this.life, false)
    }
  }

  private begin(replicate: number, key: number, row: number, birth: number, latents: Latents, index: number): void {
    const {life, stream} = this
    stream.reset4(this.input.seed, replicate, key, STREAMS.life)
    life.key = key
    life.row = row
    life.birth = birth
    life.rate = latents.lambda[index]!
    life.hazard = latents.mu[index]!
    life.basketRate = latents.nu[index]! / this.scale
    life.silence = 0
    life.stamina = stream.exponential()
    life.joins = stream.uniform()
    life.takesPart = stream.uniform()
    life.redeems = stream.uniform()
    stream.reset4(this.input.seed, replicate, key, STREAMS.path)
  }

  private acquiredRevenue(replicate: number, people: Newcomers, candidates: Candidates): Float64Array {
    const total = emptyBaseline(this.horizon.months)
    for (let k = 0; k < people.keys.length; k += 1) {
      this.begin(replicate, people.keys[k]!, -1, 0, people.latents, k)
      const death = this.life.stamina / this.life.hazard
      candidates.draw(this.life, Math.min(this.horizon.days, death), this.clock, this.stream)
      runBaseline(candidates, death, this.horizon, total)
    }
    return total.revenue.map((each) => each / Math.max(1, people.keys.length))
  }
}

/** Life without a program: candidates with a mark below 1, until she is lost. Returns the orders. */
function runBaseline(candidates: Candidates, death: number, horizon: Horizon, into: BaselineOutcome): number {
  let orders = 0
  for (let j = 0; j < candidates.count; j += 1) {
    const time = candidates.times[j]!
    if (time >= death) break
    if (candidates.marks[j]! >= 1) continue
    orders += 1
    into.revenue[horizon.monthOf[Math.floor(time)]!]! += candidates.basket(j)
  }
  into.orders += orders
  return orders
}
