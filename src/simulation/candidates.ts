import type {RandomStream} from '../base/random.js'
import {MAXIMUM_VISITS} from '../response/combine.js'
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
  returns: number
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
  quantiles = new Float64Array(256)

  /** Draws the candidates of this life up to `until` (days since the start). A newcomer's first order is a candidate every arm accepts. */
  draw(life: Life, until: number, clock: SeasonClock, stream: RandomStream): void {
    this.count = 0
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

  private add(time: number, mark: number, quantile: number): void {
    if (this.count === this.times.length) this.grow()
    this.times[this.count] = time
    this.marks[this.count] = mark
    this.quantiles[this.count] = quantile
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
  }
}
