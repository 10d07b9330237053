import { type Job, type JobCounts, JobId, JobKind, Jobs } from "@laurel/core/runtime"
import { formatInstant } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import { Problem } from "../../io/Problem.ts"
import { renderTable } from "../../output/renderTable.ts"
import { countOf } from "../../session/countOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"

const states = { waiting: "Waiting", claimed: "Claimed", dead: "Dead" } as const

const readOptions = Schema.decodeUnknownResult(
  Schema.Struct({
    state: Schema.optionalKey(Schema.Literals(["waiting", "claimed", "dead"])),
    kind: Schema.optionalKey(JobKind),
    after: Schema.optionalKey(JobId),
    limit: Schema.String
  })
)

/** `laurel jobs list`: a page of jobs, and how many there are of each kind. */
export const listCommand = async (given: Readonly<Record<string, unknown>>, house: House): Promise<void> => {
  const read = readOptions(given)
  if (read._tag === "Failure") throw wrongFilter(read.failure.message)
  const { state, limit, ...filter } = read.success
  await onStore(given, house, async (session) => {
    const { jobs, counts } = await session.run(
      look({ ...filter, limit: countOf(limit, "--limit"), ...(state === undefined ? {} : { state: states[state] }) })
    )
    const rows = jobs.map(rowOf)
    show(session, { counts: counts.map(countRow), jobs: rows }, (style) =>
      counts.length === 0
        ? "There is nothing to be done.\n"
        : [
            renderTable(
              [
                { head: "kind" },
                { head: "waiting", align: "right" },
                { head: "claimed", align: "right" },
                { head: "dead", align: "right" }
              ],
              counts.map(({ kind, waiting, claimed, dead }) => [kind, `${waiting}`, `${claimed}`, `${dead}`]),
              style
            ),
            ...(rows.length === 0
              ? []
              : [
                  renderTable(
                    ["job", "kind", "about", "state", "due", "tries", "last error"].map((head) => ({ head })),
                    rows.map((job) => [
                      job.id,
                      job.kind,
                      job.key,
                      job.state.toLowerCase(),
                      job.due,
                      `${job.tries} of ${job.maximumTries}`,
                      job.lastError ?? ""
                    ]),
                    style
                  )
                ])
          ].join("\n")
    )
  })
}

const look = Effect.fnUntraced(function* (filter: Parameters<Jobs["Service"]["list"]>[0]) {
  const jobs = yield* Jobs
  return { jobs: yield* jobs.list(filter), counts: yield* jobs.counts }
})

const countRow = ({ earliestDue, ...count }: JobCounts) => ({
  ...count,
  ...(earliestDue === undefined ? {} : { earliestDue: formatInstant(earliestDue) })
})

const rowOf = (job: Job) => ({
  id: job.id,
  kind: job.kind,
  key: job.key,
  state: job._tag,
  due: formatInstant(job.due),
  tries: job.tries,
  maximumTries: job.maximumTries,
  ...(job.challengeId === undefined ? {} : { challenge: job.challengeId }),
  ...(job.lastError === undefined ? {} : { lastError: job.lastError }),
  ...(job._tag === "Claimed" ? { worker: job.worker, leaseUntil: formatInstant(job.leaseUntil) } : {})
})

const wrongFilter = (message: string): Problem =>
  new Problem({
    exit: "usage",
    code: "wrong-filter",
    title: message.replace(/\s*\n\s*/g, " "),
    where: "laurel jobs list",
    remedy: "give kinds and ids as laurel jobs list --json shows them"
  })
