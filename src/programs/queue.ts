/**
 * Amounts with a last day, oldest first: lots of points, and what counts towards a tier. Typed arrays that are kept between
 * customers. Amounts of the same end day are one entry.
 */
export class DatedQueue {
  private amounts = new Float64Array(16)
  private ends = new Int32Array(16)
  private head = 0
  private tail = 0

  clear(): void {
    this.head = 0
    this.tail = 0
  }

  get isEmpty(): boolean {
    return this.head === this.tail
  }

  /** First day on which the oldest amount no longer counts. Only where not empty. */
  get firstEnd(): number {
    return this.ends[this.head]!
  }

  /** Ends never come earlier than those before them. */
  push(amount: number, end: number): void {
    if (this.tail > this.head && this.ends[this.tail - 1] === end) {
      this.amounts[this.tail - 1]! += amount
      return
    }
    if (this.tail === this.ends.length) this.makeRoom()
    this.amounts[this.tail] = amount
    this.ends[this.tail] = end
    this.tail += 1
  }

  /** Removes and returns what has ended on that day. */
  takeEnded(day: number): number {
    let sum = 0
    while (this.head < this.tail && this.ends[this.head]! <= day) {
      sum += this.amounts[this.head]!
      this.head += 1
    }
    return sum
  }

  /** Uses up so much, oldest first. The queue must hold it. */
  useOldest(amount: number): void {
    let left = amount
    while (left > 0) {
      const here = this.amounts[this.head]!
      if (here > left) {
        this.amounts[this.head] = here - left
        return
      }
      left -= here
      this.head += 1
    }
  }

  /** Takes so much away, newest first. The queue must hold it. */
  useNewest(amount: number): void {
    let left = amount
    while (left > 0) {
      const here = this.amounts[this.tail - 1]!
      if (here > left) {
        this.amounts[this.tail - 1] = here - left
        return
      }
      left -= here
      this.tail -= 1
    }
  }

  private makeRoom(): void {
    if (this.head > this.ends.length / 2) {
      this.amounts.copyWithin(0, this.head, this.tail)
      this.ends.copyWithin(0, this.head, this.tail)
    } else {
      const [amounts, ends] = [new Float64Array(this.ends.length * 2), new Int32Array(this.ends.length * 2)]
      amounts.set(this.amounts.subarray(this.head, this.tail))
      ends.set(this.ends.subarray(this.head, this.tail))
      this.amounts = amounts
      this.ends = ends
    }
    this.tail -= this.head
    this.head = 0
  }
}
