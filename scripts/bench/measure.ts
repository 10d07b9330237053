/** What a piece of work takes beside the bare work that it cannot do without. */
export interface Figure {
  readonly name: string
  readonly ms: number
  readonly bareMs: number
  /** `ms / bareMs`: says more than either, for both were measured in one run on one machine. */
  readonly ratio: number
}

/** Odd, so that there is a middle one; the first round before them only warms up. */
const rounds = 5

const timed = (work: () => unknown): number => {
  globalThis.gc?.()
  const started = performance.now()
  work()
  return performance.now() - started
}

const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** Times both in turns, so that a busy moment of the machine falls on both, and takes the medians. */
export const beside = (name: string, work: () => unknown, bare: () => unknown): Figure => {
  const [times, bareTimes]: [Array<number>, Array<number>] = [[], []]
  for (let round = 0; round <= rounds; round++) {
    const [bareTime, time] = [timed(bare), timed(work)]
    if (round === 0) continue
    times.push(time)
    bareTimes.push(bareTime)
  }
  const [ms, bareMs] = [median(times), median(bareTimes)]
  return { name, ms, bareMs, ratio: ms / bareMs }
}

/** Numbers from 0 to below 1, the same in every run: a linear congruential generator (Numerical Recipes). */
export const numbers = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Prints the figures as a table, each as soon as it is measured. */
export const print = (title: string, figures: Iterable<Figure>): void => {
  console.log(title)
  console.log(`${"case".padEnd(44)}${"ms".padStart(9)}${"bare ms".padStart(9)}${"ratio".padStart(8)}`)
  for (const { name, ms, bareMs, ratio } of figures) {
    const columns = [ms.toFixed(0).padStart(9), bareMs.toFixed(0).padStart(9), ratio.toFixed(2).padStart(8)]
    console.log(`${name.padEnd(44)}${columns.join("")}`)
  }
}
