import { Redis } from "ioredis"
import { startRedis } from "../../servers/redis.ts"
import { type Field, fieldOf, type Shape, shapes } from "./field.ts"
import { bareSortedSet, laurelInRedis, redisRank } from "./inRedis.ts"
import type { RedisSubject } from "./RedisSubject.ts"

const batch = 1_000

/** Callers that wait at the same time, where each asks for one thing. */
const callers = 64

/** The first round only warms up; all subjects have their turn in each. */
const rounds = 4

/** One kind of work: how often it is done in a round, for how much each counts, and what it is. */
interface Work {
  readonly name: string
  readonly times: number
  readonly counts: number
  readonly atOnce: number
  readonly act: (subject: RedisSubject, field: Field) => (time: number) => Promise<unknown>
}

const works: ReadonlyArray<Work> = [
  {
    name: "updates in batches of 1 000",
    times: 20,
    counts: batch,
    atOnce: 1,
    act: (subject, { changes }) => {
      const rows = changes(20 * batch)
      return (time) => subject.batch(rows.slice(time * batch, (time + 1) * batch))
    }
  },
  {
    name: "single updates",
    times: 10_000,
    counts: 1,
    atOnce: callers,
    act: (subject, { changes }) => ofEach(changes(10_000), subject.update)
  },
  {
    name: "ranks, single",
    times: 10_000,
    counts: 1,
    atOnce: callers,
    act: (subject, { some }) => ofEach(some(10_000), subject.rank)
  },
  {
    name: "ranks of 1 000 at once",
    times: 20,
    counts: batch,
    atOnce: 1,
    act: (subject, { some }) => {
      const ids = some(20 * batch)
      return (time) => subject.rankMany(ids.slice(time * batch, (time + 1) * batch))
    }
  },
  { name: "top 10", times: 4_000, counts: 1, atOnce: callers, act: (subject) => () => subject.top(10) },
  { name: "top 100", times: 1_000, counts: 1, atOnce: callers, act: (subject) => () => subject.top(100) },
  {
    name: "around, 5 each way",
    times: 4_000,
    counts: 1,
    atOnce: callers,
    act: (subject, { some }) => ofEach(some(4_000), subject.around)
  }
]

const ofEach =
  <A>(all: ReadonlyArray<A>, act: (one: A) => Promise<unknown>) =>
  (time: number): Promise<unknown> => {
    const one = all[time % all.length]
    return one === undefined ? Promise.resolve() : act(one)
  }

/** What one of the works came to: how many a second by the clock, and microseconds of the processor for each, here and in Redis. */
interface Rate {
  readonly perSecond: number
  readonly clientUs: number
  readonly serverUs: number
}

interface Opened {
  readonly subject: RedisSubject
  readonly info: (section: string, name: string) => Promise<number>
  readonly dispose: () => Promise<void>
}

/** A subject on a server of its own. */
const open = async (subjectAt: (url: string) => Promise<RedisSubject>): Promise<Opened> => {
  const server = await startRedis()
  const admin = new Redis(server.url)
  const subject = await subjectAt(server.url)
  return {
    subject,
    info: async (section, name) =>
      Number(new RegExp(`^${name}:([\\d.]+)`, "m").exec(await admin.info(section))?.[1] ?? Number.NaN),
    dispose: async () => {
      await subject.close()
      admin.disconnect()
      await server.dispose()
    }
  }
}

const serverUs = async ({ info }: Opened): Promise<number> =>
  1e6 * ((await info("cpu", "used_cpu_user")) + (await info("cpu", "used_cpu_sys")))

const measure = async (opened: Opened, { times, counts, atOnce, act }: Work, field: Field): Promise<Rate> => {
  const once = act(opened.subject, field)
  const serverBefore = await serverUs(opened)
  const [before, started] = [process.cpuUsage(), performance.now()]
  let next = 0
  const caller = async (): Promise<void> => {
    while (next < times) await once(next++)
  }
  await Promise.all(Array.from({ length: atOnce }, caller))
  const ms = performance.now() - started
  const { user, system } = process.cpuUsage(before)
  const done = times * counts
  return {
    perSecond: (1_000 * done) / ms,
    clientUs: (user + system) / done,
    serverUs: ((await serverUs(opened)) - serverBefore) / done
  }
}

const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

const medianOf = (rates: ReadonlyArray<Rate>): Rate => ({
  perSecond: median(rates.map(({ perSecond }) => perSecond)),
  clientUs: median(rates.map(({ clientUs }) => clientUs)),
  serverUs: median(rates.map((rate) => rate.serverUs))
})

const column = (value: number, digits = 0): string => value.toFixed(digits).padStart(10)

/** Fills each and prints how long that took, and how many bytes of Redis a row takes. */
const fill = async ({ subject, info }: Opened, { rows }: Field): Promise<void> => {
  const before = await info("memory", "used_memory")
  const started = performance.now()
  await subject.fill(rows)
  const seconds = (performance.now() - started) / 1_000
  const bytes = ((await info("memory", "used_memory")) - before) / rows.length
  console.error(`  ${subject.name.padEnd(12)} filled in ${seconds.toFixed(1)} s, ${bytes.toFixed(1)} bytes a row`)
}

/**
 * Boards in Redis beside a bare sorted set and `redis-rank`, which know neither tie-breaks nor revisions nor rank policies. Each has a
 * server of its own, and its turn in each round.
 */
const compare = async (size: number, shape: Shape): Promise<void> => {
  console.error(`\n${size} participants, ${shape.name}`)
  const field = fieldOf(size, shape)
  const all = [await open((url) => laurelInRedis(shape, url)), await open(bareSortedSet), await open(redisRank)]
  for (const one of all) await fill(one, field)
  console.error(
    `  ${"".padEnd(29)}${["a second", "us here", "us Redis"].map((name) => name.padStart(10)).join("")}  of bare`
  )
  for (const work of works) {
    const rates = all.map((): Array<Rate> => [])
    for (let round = 0; round < rounds; round++)
      for (const [at, one] of all.entries()) {
        const rate = await measure(one, work, field)
        if (round > 0) rates[at]?.push(rate)
      }
    const bare = medianOf(rates[1] ?? [])
    for (const [at, { subject }] of all.entries()) {
      const rate = medianOf(rates[at] ?? [])
      const name = at === 0 ? work.name : ""
      console.error(
        `  ${name.padEnd(28)} ${subject.name.padEnd(11)}${column(rate.perSecond)}${column(rate.clientUs, 1)}${column(rate.serverUs, 1)}${(rate.perSecond / bare.perSecond).toFixed(2).padStart(9)}`
      )
    }
  }
  for (const one of all) await one.dispose()
}

/** The part of boards in Redis. */
export const redisBoards = async (sizes: ReadonlyArray<number>, shape: string): Promise<void> => {
  for (const size of sizes)
    for (const one of shapes.filter(({ name }) => name.includes(shape))) await compare(size, one)
}
