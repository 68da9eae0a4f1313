/**
 * Random numbers addressed by key, never by order of asking.
 *
 * A stream is named by whole numbers (seed, replicate, customer, purpose). The same name gives the same numbers whatever
 * else was drawn before, on any thread, for one customer alone or for a million: the ground for common random numbers and for
 * results that do not depend on the number of workers.
 *
 * Generator: sfc32 (C. Doty-Humphrey, PractRand), 128 bits of state, seeded through the finaliser of MurmurHash3.
 */
export class RandomStream {
  private a = 0
  private b = 0
  private c = 0
  private counter = 1

  constructor(...key: readonly number[]) {
    this.reset(...key)
  }

  /** Points this generator at another stream, without allocating. Key words count modulo 2^32. */
  reset(...key: readonly number[]): void {
    this.reset4(key[0] ?? 0, key[1] ?? 0, key[2] ?? 0, key[3] ?? 0)
    for (let i = 4; i < key.length; i += 1) this.reset4(this.next(), this.next(), this.next(), key[i] ?? 0)
  }

  /** As `reset`, with exactly four key words: the form hot loops use. */
  reset4(k0: number, k1: number, k2: number, k3: number): void {
    const h0 = mix((k0 | 0) ^ 0x9e3779b9)
    const h1 = mix((k1 | 0) + Math.imul(h0, 0x85ebca6b))
    const h2 = mix((k2 | 0) + Math.imul(h1, 0xc2b2ae35))
    const h3 = mix((k3 | 0) + Math.imul(h2, 0x27d4eb2f))
    this.a = h3
    this.b = mix(h3 ^ h1)
    this.c = mix(h2 + this.b)
    this.counter = 1
    for (let i = 0; i < 12; i += 1) this.next()
  }

  /** A uniform 32-bit unsigned integer. */
  next(): number {
    const sum = (this.a + this.b + this.counter) | 0
    this.counter = (this.counter + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum | 0
    return sum >>> 0
  }

  /** Uniform on (0, 1), 53 bits, never 0 and never 1 (so that logarithms are safe). */
  uniform(): number {
    const high = this.next() >>> 5
    const low = this.next() >>> 6
    return (high * 67_108_864 + low + 0.5) / 9_007_199_254_740_992
  }

  /** Exponential with rate 1. */
  exponential(): number {
    return -Math.log(this.uniform())
  }
}

function mix(value: number): number {
  let h = value | 0
  h ^= h >>> 16
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  h ^= h >>> 16
  return h
}

/** 32-bit FNV-1a of a text over UTF-16 code units, finalised: the customer's word in a stream's key, so that one customer keeps her luck in any subset. */
export function keyOfText(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return mix(h) >>> 0
}
