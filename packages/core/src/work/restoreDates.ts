import { Effect } from "effect"
import { type Challenge, ChallengeStore, find } from "../challenge/index.ts"
import { type DueDate, DueDates, type KeptDueDate, Transaction } from "../runtime/index.ts"
import { SettlementStore } from "../settlement/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { dueDatesOf } from "./dueDatesOf.ts"

/** Challenges are looked through in pages of this many. */
const pageSize = 500

/** Only a final challenge has a plan that can be disputed. */
const expectedOf = Effect.fnUntraced(function* (challenge: Challenge) {
  if (challenge._tag !== "Final" && challenge._tag !== "Settled") return dueDatesOf(challenge)
  return dueDatesOf(challenge, (yield* (yield* SettlementStore).of(challenge.id)).at(-1))
})

/** One that is there too early costs a look; one that is missing or too late would be missed. */
const isMissing = (kept: ReadonlyArray<KeptDueDate>, { kind, subject, due }: DueDate): boolean =>
  !kept.some((date) => date.kind === kind && date.subject === subject && date.due <= due)

/** Keeps whatever due date of a challenge is missing or too late, in one transaction; gives those. */
export const restoreOf = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const { transact } = yield* Transaction
  return yield* transact(
    Effect.gen(function* () {
      const expected = yield* expectedOf(yield* find(challengeId))
      const dates = yield* DueDates
      const kept = yield* dates.of([challengeId])
      const missing = expected.filter((date) => isMissing(kept, date))
      if (missing.length > 0) yield* dates.set(missing)
      return missing
    })
  )
})

/** Holds the due dates of all challenges that are not archived against their facts; gives those that are missing or too late. */
export const missingDates = Effect.fn("Work.missingDates")(function* () {
  const [store, dates] = [yield* ChallengeStore, yield* DueDates]
  const missing: Array<DueDate> = []
  let after: ChallengeId | undefined
  for (;;) {
    const page: ReadonlyArray<Challenge> = yield* store.list({
      limit: pageSize,
      ...(after === undefined ? {} : { after })
    })
    const kept = yield* dates.of(page.map(({ id }) => id))
    for (const challenge of page) {
      missing.push(...(yield* expectedOf(challenge)).filter((date) => isMissing(kept, date)))
    }
    after = page.at(-1)?.id
    if (after === undefined) return missing
  }
})
