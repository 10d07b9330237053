import { JobKey, JobKind, type NewJob } from "@laurel/core/runtime"

/** What a trial of workers does: so many jobs, so many kills, and how long a lease is. */
export interface Trial {
  readonly jobs: number
  readonly kills: number
  readonly workers: number
  readonly leaseMs: number
  /** How long after its start a worker is killed, at random between these. */
  readonly killAfterMs: readonly [least: number, most: number]
  readonly random: () => number
}

/** What it does is one transaction with its job: never twice. */
export const atomic = JobKind.make("gate.atomic")
/** What it does is outside the job's transaction, and the same however often: never not at all. */
export const repeatable = JobKind.make("gate.repeatable")
/** Kills its worker each time. */
export const poison = JobKind.make("gate.poison")

/** How often the poison is taken before it is left alone. */
export const poisonTries = 3

/** The jobs of a trial: half of either kind, and one that is poison, before all others. */
export const jobsOf = ({ jobs }: Pick<Trial, "jobs">): ReadonlyArray<NewJob> => [
  { kind: poison, key: JobKey.make("poison"), maximumTries: poisonTries, priority: 1 },
  ...Array.from(
    { length: jobs },
    (_, index): NewJob => ({ kind: index % 2 === 0 ? atomic : repeatable, key: JobKey.make(`${index}`) })
  )
]

/** What workers write, beside the store: each try as it begins, and what was done for which job. */
export const tables = [
  "create schema gate",
  "create table gate.try (job text not null, number int not null, worker text not null, at float8 not null)",
  "create table gate.effect (job text not null)",
  "create table gate.repeatable (job text primary key)"
]
