/** How many there are in each of a row of boxes, with the sum up to any of them in logarithmic time (a Fenwick tree). */
export class Counts {
  #sums = new Uint32Array(0)
  /** The largest power of two that is no more than the number of boxes. */
  #half = 0

  /** Takes these counts in place of all. */
  reset(length: number, countOf: (box: number) => number): void {
    const sums = new Uint32Array(length + 1)
    for (let box = 0; box < length; box++) sums[box + 1] = countOf(box)
    for (let at = 1; at <= length; at++) {
      const above = at + (at & -at)
      if (above <= length) sums[above] = (sums[above] ?? 0) + (sums[at] ?? 0)
    }
    this.#sums = sums
    this.#half = length === 0 ? 0 : 1 << (31 - Math.clz32(length))
  }

  add(box: number, difference: number): void {
    const sums = this.#sums
    for (let at = box + 1; at < sums.length; at += at & -at) sums[at] = (sums[at] ?? 0) + difference
  }

  /** How many there are in the boxes before this one. */
  before(box: number): number {
    const sums = this.#sums
    let sum = 0
    for (let at = box; at > 0; at &= at - 1) sum += sums[at] ?? 0
    return sum
  }

  /** The box that holds number `index`, counted from 0 through all boxes; there have to be as many. */
  boxOf(index: number): number {
    const sums = this.#sums
    let box = 0
    let left = index
    for (let step = this.#half; step > 0; step >>= 1) {
      const sum = sums[box + step]
      if (sum === undefined || sum > left) continue
      box += step
      left -= sum
    }
    return box
  }
}
