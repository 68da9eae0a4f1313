import type {RandomStream} from '../base/random.js'
import {MAXIMUM_VISITS} from '../response/combine.js'
import type {GammaQuantiles} from '../models/numerics/gamma-quantiles.js'
import type {SeasonClock} from './horizon.js'

/** A customer whose life is being simulated; one object is reused for all of them. Times in days since the start. */
export interface Life {
  /** word of her random streams */
  key: number
  /** row in the history, −1 for newcomers */
  row: number
  /** when she enters: 0 for customers there are, the arrival of a newcomer */
  birth: number
  /** visits per day */
  rate: number
  /** drop-out hazard per day */
  hazard: number
  /** rate of the basket's gamma, per minor unit */
  basketRate: number
  /** days since her last order at the start */
  silence: number
  /** one Exp(1) draw: she is lost when the integrated hazard reaches it */
  stamina: number
  joins: number
  takesPart: number
  redeems: number
}

/**
 * The candidate visits of one customer (model.md §3): at M times her rate, each with a mark and a basket quantile, uniform. An
 * arm of the simulation accepts a candidate when its mark is below its multiplier ÷ M. The columns are reused.
 */
export class Candidates {
  count = 0
  times = new Float64Array(256)
  /** mark · M: accepted where the visit multiplier is above it */
  marks = new Float64Array(256)
  private quantiles = new Float64Array(256)
  /** minor units; −1 until somebody asks */
  private baskets = new Float64Array(256)
  private basketRate = 1

  /** `shape`: quantiles of Gamma(p, 1) for the basket's shape p of this replicate. */
  constructor(private readonly shape: Pick<GammaQuantiles, 'at'>) {}

  /** Draws the candidates of this life up to `until` (days since the start). A newcomer's first order is a candidate every arm accepts. */
  draw(life: Life, until: number, clock: SeasonClock, stream: RandomStream): void {
    this.count = 0
    this.basketRate = life.basketRate
    const rate = life.rate * MAXIMUM_VISITS
    if (life.row < 0 && life.birth < until) this.add(life.birth, 0, stream.uniform())
    let reading = clock.at(life.birth)
    for (;;) {
      reading += stream.exponential() / rate
      const time = clock.calendarOf(reading)
      if (time >= until) return
      this.add(time, stream.uniform() * MAXIMUM_VISITS, stream.uniform())
    }
  }

  /** Basket of candidate j without any response: F⁻¹(W; p, ν), whole minor units, at least one. */
  basket(j: number): number {
    const known = this.baskets[j]!
    if (known >= 0) return known
    return (this.baskets[j] = Math.max(1, Math.round(this.shape.at(this.quantiles[j]!) / this.basketRate)))
  }

  private add(time: number, mark: number, quantile: number): void {
    if (this.count === this.times.length) this.grow()
    this.times[this.count] = time
    this.marks[this.count] = mark
    this.quantiles[this.count] = quantile
    this.baskets[this.count] = -1
    this.count += 1
  }

  private grow(): void {
    const wider = (old: Float64Array): Float64Array<ArrayBuffer> => {
      const fresh = new Float64Array(old.length * 2)
      fresh.set(old)
      return fresh
    }
    this.times = wider(this.times)
    this.marks = wider(this.marks)
    this.quantiles = wider(this.quantiles)
    this.baskets = wider(this.baskets)
  }
}
