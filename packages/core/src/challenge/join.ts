import { Clock, Effect } from "effect"
import { audited, noteRows } from "../audit/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { tell } from "../webhook/index.ts"
import { advance } from "./advance.ts"
import { book } from "./book.ts"
import { Entries } from "./Entries.ts"
import type { Entry } from "./Entry.ts"
import { differingField, type EntryOutcome, type EntryRefusal, refusalOf } from "./enter.ts"
import { haveJoined } from "./entryNews.ts"
import { feeEntries } from "./feeEntries.ts"
import { glanceAtEntry } from "./glance.ts"
import { Outbox } from "./Outbox.ts"
import { roomLeft } from "./roomLeft.ts"

/**
 * Enters a batch of participants and books their fees into the pool; one outcome for each, in the order given.
 *
 * **Details**: each entry is judged at its own `enteredAt`, which the edge supplies (for people the present; for an
 * import what its file says) and which must not lie in the future. Who has entered before is answered as that whatever the
 * rules now say (I15): the same entry sent again after its fee has risen, or entries have closed, changes nothing.
 *
 * **Gotchas**: a fee says what was paid already. What is still to be charged is for `joinWithFee`, whose charges under way
 * keep their places.
 */
export const join = Effect.fn("Challenge.join")(function* (challengeId: ChallengeId, entries: ReadonlyArray<Entry>) {
  return yield* audited(
    { action: "challenge.join", challengeId },
    Effect.gen(function* () {
      const challenge = yield* advance(challengeId)
      const now = yield* Clock.currentTimeMillis
      const refusals = entries.map((entry) => refusalOf(challenge, entry, now))
      const admitted = entries.filter((_, index) => refusals[index] === undefined)
      const answers = yield* (yield* Entries).enter(challengeId, admitted, yield* roomLeft(challenge))
      const entered = admitted.filter((_, index) => answers[index]?._tag === "Entered")
      yield* noteRows("entries", entered.map(glanceAtEntry))
      yield* book(feeEntries(challenge, entered))
      yield* (yield* Outbox).add(
        challengeId,
        entered.map(({ userId }) => userId),
        { at: now, joined: entered.length, activities: 0 }
      )
      yield* tell(challengeId, haveJoined(entered))
      const refused = entries.filter((_, index) => refusals[index] !== undefined)
      const known = yield* knownAmong(challengeId, refused)
      return inOrder(entries, refusals, answers, known)
    })
  )
})

/** What is answered to refused entries of users who have entered before. */
const knownAmong = Effect.fnUntraced(function* (challengeId: ChallengeId, refused: ReadonlyArray<Entry>) {
  const known = new Map<Entry, EntryOutcome>()
  if (refused.length === 0) return known
  const userIds = [...new Set(refused.map(({ userId }) => userId))]
  const stored = yield* (yield* Entries).ofUsers(challengeId, userIds)
  const byUser = new Map(userIds.map((userId, index) => [userId, stored[index]]))
  for (const entry of refused) {
    const existing = byUser.get(entry.userId)
    if (existing === undefined) continue
    const field = differingField(existing, entry)
    known.set(
      entry,
      field === undefined ? { _tag: "AlreadyEntered" } : { _tag: "EntryRefused", reason: "EntryConflict", field }
    )
  }
  return known
})

/** One outcome for each entry: the store's next answer, that it is known, or its refusal. */
const inOrder = (
  entries: ReadonlyArray<Entry>,
  refusals: ReadonlyArray<EntryRefusal | undefined>,
  answers: ReadonlyArray<EntryOutcome>,
  known: ReadonlyMap<Entry, EntryOutcome>
): ReadonlyArray<EntryOutcome> => {
  const next = answers.values()
  return entries.map((entry, index) => {
    const reason = refusals[index]
    if (reason === undefined) return next.next().value ?? { _tag: "AlreadyEntered" }
    return known.get(entry) ?? { _tag: "EntryRefused", reason }
  })
}
