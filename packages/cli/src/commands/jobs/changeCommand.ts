import { JobId, Jobs } from "@laurel/core/runtime"
import { discardJobs, type JobChange, retryJobs } from "@laurel/core/work"
import { Effect, Option, Schema } from "effect"
import { Ended, Problem } from "../../io/Problem.ts"
import { plural } from "../../output/plural.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"

type Given = Readonly<Record<string, unknown>>

/** Dead jobs are looked up, and jobs changed with one entry of the audit log, so many at a time. */
const pageJobs = 200

/** `laurel jobs retry`: dead jobs wait again, for one more try. */
export const retryCommand = (names: ReadonlyArray<string>, given: Given, house: House): Promise<void> =>
  changed("retried", names, given, house)

/** `laurel jobs discard`: jobs are taken away. */
export const discardCommand = (names: ReadonlyArray<string>, given: Given, house: House): Promise<void> =>
  changed("discarded", names, given, house)

const changed = async (
  what: "retried" | "discarded",
  names: ReadonlyArray<string>,
  given: Given,
  house: House
): Promise<void> => {
  const isAll = what === "retried" && names.includes("all")
  const asked = isAll ? [] : names.map(jobIdOf)
  await onStore(given, house, async (session) => {
    const done = await session.change(
      Effect.gen(function* () {
        const act = what === "retried" ? retryJobs : discardJobs
        const done: Array<JobChange> = []
        for (const some of chunksOf(isAll ? yield* dead : asked)) done.push(...(yield* act(some, session.by)))
        return done
      })
    )
    const missing = done.filter(({ isDone }) => !isDone).map(({ id }) => id)
    show(
      session,
      { [what]: done.filter(({ isDone }) => isDone).map(({ id }) => id), missing },
      () =>
        `${plural(done.length - missing.length, "job")} ${what}.\n` +
        missing.map((job) => `  ${job}: no such job${what === "retried" ? " is dead" : ""}\n`).join("")
    )
    if (missing.length > 0) throw new Ended("partial")
  })
}

const chunksOf = (ids: ReadonlyArray<JobId>): ReadonlyArray<ReadonlyArray<JobId>> =>
  Array.from({ length: Math.ceil(ids.length / pageJobs) }, (_, page) =>
    ids.slice(page * pageJobs, (page + 1) * pageJobs)
  )

const dead = Effect.gen(function* () {
  const jobs = yield* Jobs
  const ids: Array<JobId> = []
  let after: JobId | undefined
  do {
    const page = yield* jobs.list({ state: "Dead", limit: pageJobs, ...(after === undefined ? {} : { after }) })
    const found: ReadonlyArray<JobId> = page.map(({ id }) => id)
    ids.push(...found)
    after = found.length < pageJobs ? undefined : found.at(-1)
  } while (after !== undefined)
  return ids
})

const asJobId = Schema.decodeUnknownOption(JobId)

const jobIdOf = (text: string): JobId => {
  const id = asJobId(text)
  if (Option.isSome(id)) return id.value
  throw new Problem({
    exit: "usage",
    code: "wrong-job",
    title: `"${text}" is no id of a job`,
    where: "jobs",
    remedy: "laurel jobs list shows their ids"
  })
}
