/** What a request says, as far as "the same request again" goes: only what the file or the person stated, no defaults. */
export interface Content {
  readonly op: string
  readonly points: number
  /** the member found, before any merge: numbers, so that nothing personal stays after an erasure */
  readonly member: number
  readonly account: string
  readonly occurred: number | undefined
  readonly available: number | undefined
  readonly expires: number | undefined
  readonly orderId: string | undefined
  readonly reason: string | undefined
  readonly note: string | undefined
  readonly actor: string | undefined
}

/** The fingerprint of a request: two requests with the same key and different fingerprints are different requests. */
export function contentOf(request: Content): number {
  return fingerprint(`${request.op}\t${request.points}\t${request.member}\t${request.account}\t${request.occurred ?? ''}\t${request.available ?? ''}\t${
    request.expires ?? ''}\t${request.orderId ?? ''}\t${request.reason ?? ''}\t${request.note ?? ''}\t${request.actor ?? ''}`)
}

/**
 * 52 bits of a text: two 32-bit FNV-1a hashes with different offsets, finalised as in MurmurHash3. Enough to notice a mistake or a
 * damaged byte, not a proof.
 */
export function fingerprint(text: string): number {
  let a = 0x811c9dc5
  let b = 0x2f0b4d17
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x85ebca6b)
    b ^= b >>> 15
  }
  return (finish(a) >>> 0) * 2 ** 20 + ((finish(b ^ a) >>> 0) & 0xfffff)
}

function finish(value: number): number {
  let h = value ^ (value >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return h ^ (h >>> 16)
}
