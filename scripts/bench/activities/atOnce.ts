/** How quick the callers of a piece of work were served. */
export interface Served {
  readonly perSecond: number
  /** What one of a hundred callers waited longer than, in milliseconds. */
  readonly p99: number
}

/** So many callers at once, each of whom calls again as soon as it is answered, until all these are done. */
export const atOnce = async <A>(
  callers: number,
  all: ReadonlyArray<A>,
  call: (one: A) => Promise<unknown>
): Promise<Served> => {
  const next = all.values()
  const waits: Array<number> = []
  const caller = async (): Promise<void> => {
    for (const one of next) {
      const asked = performance.now()
      await call(one)
      waits.push(performance.now() - asked)
    }
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: callers }, caller))
  const perSecond = (all.length * 1000) / (performance.now() - started)
  return { perSecond, p99: waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? Number.NaN }
}

/** The middle one. */
export const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** Rounds of a piece of work and of the bare work beside it, in turns: the first only warms up. */
export const rounds = async (
  count: number,
  bare: () => Promise<Served>,
  work: () => Promise<Served>
): Promise<{ readonly bare: Served; readonly own: Served; readonly ratio: number }> => {
  const [bares, owns]: [Array<Served>, Array<Served>] = [[], []]
  for (let round = 0; round <= count; round++) {
    const [limit, own] = [await bare(), await work()]
    if (round === 0) continue
    bares.push(limit)
    owns.push(own)
  }
  const middle = (served: ReadonlyArray<Served>): Served => ({
    perSecond: median(served.map(({ perSecond }) => perSecond)),
    p99: median(served.map(({ p99 }) => p99))
  })
  const ratios = owns.map(({ perSecond }, round) => perSecond / (bares[round]?.perSecond ?? Number.NaN))
  return { bare: middle(bares), own: middle(owns), ratio: median(ratios) }
}

/** Prints one comparison in a line. */
export const printServed = (
  name: string,
  limit: string,
  { bare, own, ratio }: Awaited<ReturnType<typeof rounds>>
): void => {
  const figure = ({ perSecond, p99 }: Served): string =>
    `${perSecond.toFixed(0).padStart(6)}/s, p99 ${p99.toFixed(1).padStart(5)} ms`
  console.log(`${name.padEnd(18)} ${figure(own)}   ${limit} ${figure(bare)}   ratio ${ratio.toFixed(2)}`)
}
