import { Clock, Effect, Result } from "effect"
import type { Arrival, Outcome } from "../activity/index.ts"
import { type ChallengeId, PrincipalId, type UserId } from "../shared/index.ts"
import type { Challenge, ChallengeState } from "./Challenge.ts"
import { type ChallengeQuery, ChallengeStore } from "./ChallengeStore.ts"
import { scheduleOf } from "./schedule.ts"

/** The states in which a challenge takes activities, or will by the clock alone. */
const taking: ReadonlyArray<ChallengeState> = ["Published", "Running", "Closing"]

/** So many challenges are recorded in at the same time: each is a transaction of its own. */
const atOnce = 4

/** A page of the challenges that a user takes part in and that are not over, by id: those that take activities, or will; of an organiser where one is named. */
export const takenPartIn = Effect.fn("Challenge.takenPartIn")(function* (
  userId: UserId,
  page: Pick<ChallengeQuery, "organiser" | "after" | "limit">
) {
  const involving = { person: PrincipalId.make(userId), as: ["TakesPart"] } as const
  return yield* (yield* ChallengeStore).list({ ...page, involving, states: taking })
})

/** What became of a row in one challenge; a row that could not be read by its rules has a problem. */
export interface OutcomeIn {
  readonly challengeId: ChallengeId
  readonly outcome: Outcome | { readonly _tag: "Unusable"; readonly problem: string }
}

/**
 * Records each row in each of these challenges that has begun and measures its metric, and gives for each row, in the order given, what became of it in each of
 * those, in the order of the challenges; nothing of a row that none of them measures.
 *
 * **Details**: every challenge is a transaction of its own. What fails leaves the others as they are: all of it can be sent again, and what was
 * recorded is `Duplicate` then.
 */
export const recordInEach = Effect.fn("Challenge.recordInEach")(function* <
  Row extends { readonly metric: string },
  E,
  R
>(
  challenges: ReadonlyArray<Challenge>,
  rows: ReadonlyArray<Row>,
  read: (row: Row, challenge: Challenge) => Result.Result<Arrival, string>,
  record: (id: ChallengeId, arrivals: ReadonlyArray<Arrival>) => Effect.Effect<ReadonlyArray<Outcome>, E, R>
) {
  const found = rows.map((): Array<OutcomeIn> => [])
  const now = yield* Clock.currentTimeMillis
  // What happened before a challenge began is nothing to it, and would be kept there as refused for good.
  const begun = challenges.filter(({ definition }) => scheduleOf(definition).start <= now)
  const answers = yield* Effect.forEach(
    begun,
    Effect.fnUntraced(function* (challenge) {
      const metrics = new Set<string>(challenge.definition.metrics.map(({ name }) => name))
      const taken = rows.map((row) => (metrics.has(row.metric) ? read(row, challenge) : undefined))
      const arrivals = taken.flatMap((one) => (one !== undefined && Result.isSuccess(one) ? [one.success] : []))
      const outcomes = (arrivals.length === 0 ? [] : yield* record(challenge.id, arrivals)).values()
      return taken.map((one): OutcomeIn["outcome"] | undefined => {
        if (one === undefined) return undefined
        return Result.isFailure(one) ? { _tag: "Unusable", problem: one.failure } : outcomes.next().value
      })
    }),
    { concurrency: atOnce }
  )
  for (const [at, challenge] of begun.entries()) {
    for (const [row, outcome] of (answers[at] ?? []).entries()) {
      if (outcome !== undefined) found[row]?.push({ challengeId: challenge.id, outcome })
    }
  }
  return found
})
