import { readFileSync } from "node:fs"
import type pg from "pg"

/** What some calls took, in milliseconds: each by the clock, the quickest first, and all together of processors. */
export interface Taken {
  readonly times: ReadonlyArray<number>
  readonly processorMs: number
}

/** Makes calls of a server one after the other, and prints what they took; beside that of bare ones where there are any. */
export interface Measure {
  readonly timesOf: (count: number, call: (number: number) => Promise<unknown>) => Promise<Taken>
  readonly show: (name: string, taken: Taken, bare?: Taken) => void
}

const at = (times: ReadonlyArray<number>, share: number): number =>
  times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN

const column = (value: number): string => value.toFixed(1).padStart(9)

const show = (name: string, { times, processorMs }: Taken, bare?: Taken): void => {
  const beside = bare === undefined ? "" : column(at(times, 0.5) / at(bare.times, 0.5))
  console.log(
    `${name.padEnd(64)}${column(at(times, 0.5))}${column(at(times, 0.99))}${column(processorMs / times.length)}${beside}`
  )
}

/** Measures calls of the server of this pool. */
export const measureOn = (pool: pg.Pool): Measure => {
  /** What this process, number 0, and those that serve it have had of processors, in milliseconds. */
  const processors = async (): Promise<ReadonlyMap<number, number>> => {
    const { rows } = await pool.query<{ readonly pid: number }>(
      "select pid from pg_stat_activity where backend_type = 'client backend'"
    )
    const { user, system } = process.cpuUsage()
    return new Map([
      [0, (user + system) / 1e3],
      ...rows.map(({ pid }): [number, number] => [
        pid,
        Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[0]) / 1e6
      ])
    ])
  }
  return {
    timesOf: async (count, call) => {
      const times: Array<number> = []
      const before = await processors()
      for (let number = 0; number < count; number++) {
        const started = performance.now()
        await call(number)
        times.push(performance.now() - started)
      }
      // A connection that was closed meanwhile had nothing to do.
      const had = [...(await processors())].map(([pid, ms]) => ms - (before.get(pid) ?? 0))
      return { times: times.sort((a, b) => a - b), processorMs: had.reduce((sum, ms) => sum + ms, 0) }
    },
    show
  }
}
