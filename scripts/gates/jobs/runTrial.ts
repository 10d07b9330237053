import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { Connection, layer, layerConnection, migrate } from "@laurel/adapters/postgres"
import { Jobs } from "@laurel/core/runtime"
import { Effect } from "effect"
import { jobsOf, poison, poisonTries, type Trial, tables } from "./Trial.ts"

/** What a trial came to. */
export interface Findings {
  readonly seconds: number
  /** Kills by us; the poison kills besides. */
  readonly kills: number
  /** Jobs that were with a worker when it was killed. */
  readonly interrupted: number
  /** Jobs whose effect is there twice or more, and jobs whose effect is not there. */
  readonly twice: number
  readonly missing: number
  /** Jobs that are left, other than the poison. */
  readonly left: number
  readonly poisonTries: number
  readonly isPoisonDead: boolean
  /** From the kill of its worker to the next try of a job, in milliseconds: the median and the longest. */
  readonly pickedUpMs: readonly [median: number, longest: number]
}

const workerFile = join(import.meta.dirname, "worker.ts")

/** How long a trial may take at most: it would hang otherwise if a job were never done. */
const longestMs = 20 * 60_000

/** How often a trial looks whether everything is done. */
const lookMs = 200

/** From when a worker worked until it died. */
interface Life {
  readonly worker: string
  readonly from: number
  readonly until: number
}

interface Try {
  readonly job: string
  readonly number: number
  readonly worker: string
  readonly at: number
}

/** On a new database: enqueues the jobs of a trial, has them worked through by processes that are killed all the time, and looks at what is there then. */
export const run = async (url: string, trial: Trial): Promise<Findings> => {
  await Effect.runPromise(
    Effect.flatMap(Connection, (place) => migrate(place)).pipe(Effect.provide(layerConnection({ url })))
  )
  return await Effect.runPromise(tried(url, trial).pipe(Effect.provide(layer({ url }))))
}

const tried = (url: string, trial: Trial) =>
  Effect.gen(function* () {
    const { pool } = yield* Connection
    const jobs = yield* Jobs
    for (const table of tables) yield* Effect.promise(() => pool.query(table))
    yield* jobs.enqueue(jobsOf(trial))
    const open = Effect.map(jobs.counts, (counts) =>
      counts.reduce((sum, { waiting, claimed }) => sum + waiting + claimed, 0)
    )
    const start = Date.now()
    const { kills, lives } = yield* Effect.promise(() => workThrough(url, trial, () => Effect.runPromise(open)))
    const seconds = (Date.now() - start) / 1000
    const left = yield* jobs.list()
    const poisoned = left.find(({ kind }) => kind === poison)
    const done = yield* Effect.promise(() =>
      pool.query(`select
          (select count(*)::int from (select from gate.effect group by job having count(*) > 1) t) as twice,
          (select count(distinct job)::int from gate.effect) + (select count(*)::int from gate.repeatable) as done`)
    )
    const tries = yield* Effect.promise(() => pool.query<Try>("select job, number, worker, at from gate.try"))
    const waits = pickUpsOf(lives, tries.rows)
    const findings: Findings = {
      seconds,
      kills,
      interrupted: waits.length,
      twice: done.rows[0].twice,
      missing: trial.jobs - done.rows[0].done,
      left: left.length - (poisoned === undefined ? 0 : 1),
      poisonTries: poisoned?.tries ?? 0,
      isPoisonDead: poisoned?._tag === "Dead",
      pickedUpMs: [waits[Math.floor(waits.length / 2)] ?? 0, waits.at(-1) ?? 0]
    }
    return findings
  })

/**
 * How long after the death of its worker each job was tried again, from the shortest to the longest. Only time in which some
 * worker worked is counted: how long a process takes to start is not what is asked.
 */
const pickUpsOf = (lives: ReadonlyArray<Life>, tries: ReadonlyArray<Try>): ReadonlyArray<number> => {
  const diedAt = new Map(lives.map(({ worker, until }) => [worker, until]))
  return tries
    .flatMap(({ job, number, worker }) => {
      const death = diedAt.get(worker)
      const next = tries.find((other) => other.job === job && other.number === number + 1)
      return death === undefined || next === undefined ? [] : [timeWorked(lives, death, next.at)]
    })
    .sort((a, b) => a - b)
}

/** For how much of the time between two instants at least one worker worked. */
const timeWorked = (lives: ReadonlyArray<Life>, from: number, until: number): number => {
  let worked = 0
  let at = from
  for (const life of lives.toSorted((a, b) => a.from - b.from)) {
    const end = Math.min(life.until, until)
    if (end <= at) continue
    worked += Math.max(0, end - Math.max(life.from, at))
    at = Math.max(at, end)
  }
  return worked
}

/** Keeps workers at work and kills them, until all is done; gives the kills that were ours, and from when until when each worker worked. */
const workThrough = async (url: string, trial: Trial, open: () => Promise<number>) => {
  const { kills: wanted, workers, leaseMs, killAfterMs, random } = trial
  const [least, most] = killAfterMs
  const lives: Array<Life> = []
  let kills = 0
  let isOver = false
  let number = 0
  const slot = async (): Promise<void> => {
    while (!isOver) {
      const worker = `worker-${++number}`
      const child = spawn(process.execPath, ["--conditions=@laurel/source", workerFile, url, worker, `${leaseMs}`], {
        stdio: ["ignore", "pipe", "inherit"]
      })
      running.add(child)
      const exited = once(child, "exit")
      let from = Number.POSITIVE_INFINITY
      child.stdout.once("data", () => {
        from = Date.now()
        const after = least + random() * (most - least)
        setTimeout(() => {
          if (isOver || kills === wanted || child.exitCode !== null || child.signalCode !== null) return
          kills += 1
          child.kill("SIGKILL")
        }, after)
      })
      await exited
      running.delete(child)
      lives.push({ worker, from, until: Date.now() })
    }
  }
  const running = new Set<ChildProcess>()
  const slots = Array.from({ length: workers }, slot)
  const deadline = Date.now() + longestMs
  while ((await open()) > 0 && Date.now() < deadline) await wait(lookMs)
  isOver = true
  for (const child of running) child.kill("SIGKILL")
  await Promise.all(slots)
  return { kills, lives }
}

const wait = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis))

/** What a trial found that must not be; nothing when R-03 holds. */
export const flawsIn = (findings: Findings, { kills, leaseMs }: Trial): ReadonlyArray<string> => [
  ...(findings.kills < kills ? [`only ${findings.kills} of ${kills} kills: it was over too soon`] : []),
  ...(findings.twice > 0 ? [`${findings.twice} jobs were done twice`] : []),
  ...(findings.missing > 0 ? [`${findings.missing} jobs were not done`] : []),
  ...(findings.left > 0 ? [`${findings.left} jobs are left`] : []),
  ...(findings.isPoisonDead && findings.poisonTries === poisonTries
    ? []
    : [`the poison was tried ${findings.poisonTries} times and is not dead`]),
  ...(findings.pickedUpMs[1] > leaseMs + slackMs ? [`a job was picked up only after ${findings.pickedUpMs[1]} ms`] : [])
]

/** Beyond the lease: until the next worker that is free asks, on a machine that is busy with other things. */
const slackMs = 3_000
