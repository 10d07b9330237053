import { type Drift, drift } from "@laurel/core/challenge"
import { type DueDate, type JobCounts, Jobs } from "@laurel/core/runtime"
import type { ChallengeId } from "@laurel/core/shared"
import { missingDates } from "@laurel/core/work"
import { Effect } from "effect"
import { plural } from "../../output/plural.ts"
import { everyChallenge } from "../../session/everyChallenge.ts"
import type { Session } from "../../session/Session.ts"
import { type Finding, ok, warning, wrong } from "./Finding.ts"
import { chainEnds, ofRecord } from "./ofRecord.ts"

/** From this many waiting jobs on, workers do not keep up. */
const manyJobs = 1_000

/** So many users are named whose score has drifted. */
const namedUsers = 5

/** What there is to say of what is in a store: what waits to be done, and whether its scores are what they should be. */
export const ofStore = async (
  { run }: Session,
  { withDrift }: { readonly withDrift: boolean }
): Promise<ReadonlyArray<Finding>> => [
  ofQueue(await run(Jobs.use(({ counts }) => counts))),
  ofDates(await run(missingDates())),
  ofRecord(await run(chainEnds)),
  ...(withDrift ? [ofDrift(await run(drifts))] : [])
]

const ofQueue = (counts: ReadonlyArray<JobCounts>): Finding => {
  const sum = (of: (count: JobCounts) => number): number => counts.reduce((total, count) => total + of(count), 0)
  const [waiting, dead] = [sum((count) => count.waiting), sum((count) => count.dead)]
  const text = `${plural(waiting, "job")} waiting, ${dead} dead`
  const kinds = counts.filter((count) => count.dead > 0).map(({ kind }) => kind)
  if (dead > 0) return warning("queue", `${text} (${kinds.join(", ")}): laurel jobs list --state dead`)
  return waiting >= manyJobs ? warning("queue", `${text}; run more workers: laurel worker`) : ok("queue", text)
}

/** So many due dates are named that are missing. */
const namedDates = 5

const ofDates = (missing: ReadonlyArray<DueDate>): Finding => {
  if (missing.length === 0) return ok("due dates", "none is missing")
  const named = missing.slice(0, namedDates).map(({ kind, subject }) => `${kind} of ${subject}`)
  return warning(
    "due dates",
    `${plural(missing.length, "due date")} missing or too late: ${named.join(", ")}${missing.length > namedDates ? " and others" : ""}; ` +
      "a worker puts them back once a week"
  )
}

interface Drifted extends Drift {
  readonly challengeId: ChallengeId
}

/** Challenges whose scores can still change, or from which prizes can still be planned. */
const drifts = Effect.gen(function* () {
  const ids: Array<ChallengeId> = []
  yield* everyChallenge({ states: ["Running", "Closing", "Final"] }, ({ id }) => void ids.push(id))
  const found: Array<Drifted> = []
  for (const challengeId of ids) found.push({ challengeId, ...(yield* drift(challengeId)) })
  return found
})

const ofDrift = (challenges: ReadonlyArray<Drifted>): Finding => {
  const compared = challenges.reduce((sum, one) => sum + one.compared, 0)
  const drifted = challenges.filter(({ users }) => users.length > 0)
  const scores = `${plural(compared, "stored score")} of ${plural(challenges.length, "challenge")}`
  if (drifted.length === 0) return ok("drift", `${scores}: each is what a replay gives`)
  const named = drifted.map(
    ({ challengeId, users }) => `${challengeId}: ${users.slice(0, namedUsers).join(", ")} and others`
  )
  return wrong("drift", `of ${scores} some are not what a replay gives: ${named.join("; ")}`, "different")
}
