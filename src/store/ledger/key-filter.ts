import {fingerprint} from '../../ledger/content.js'

/** Share of places taken at which the table doubles. */
const FULL = 0.5

/**
 * Remembers keys by their fingerprints: a key it does not know was certainly never added; one that it knows has to be looked up. Far
 * smaller and faster than a set of texts.
 */
export class KeyFilter {
  private places = new Float64Array(1 << 16)
  private size = 0

  /** Adds a key; true where it may have been added before. */
  add(key: string): boolean {
    if (this.size > this.places.length * FULL) this.grow()
    // Empty places hold 0.
    const found = this.put(this.places, fingerprint(key) + 1)
    if (!found) this.size += 1
    return found
  }

  private put(places: Float64Array, value: number): boolean {
    const mask = places.length - 1
    for (let at = value % places.length; ; at = (at + 1) & mask) {
      if (places[at] === value) return true
      if (places[at] !== 0) continue
      places[at] = value
      return false
    }
  }

  private grow(): void {
    const larger = new Float64Array(this.places.length * 2)
    for (const value of this.places) if (value !== 0) this.put(larger, value)
    this.places = larger
  }
}
