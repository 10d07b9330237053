import { Clock, Effect, Result } from "effect"
import { Ledger } from "../ledger/index.ts"
import { Transaction } from "../runtime/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { advance } from "./advance.ts"
import type { Challenge } from "./Challenge.ts"
import { contributionEntry } from "./contributionEntry.ts"
import { Entries } from "./Entries.ts"
import type { Entry } from "./Entry.ts"
import { type EntryOutcome, type EntryRefusal, refusalOf } from "./enter.ts"

/**
 * Enters a batch of participants and books their fees into the pool; one outcome for each, in the order given.
 *
 * **Details**: each entry is judged at its own `enteredAt`, which the edge supplies (for people the present; for an
 * import what its file says) and which must not lie in the future.
 */
export const join = Effect.fn("Challenge.join")(function* (challengeId: ChallengeId, entries: ReadonlyArray<Entry>) {
  const { transact } = yield* Transaction
  return yield* transact(
    Effect.gen(function* () {
      const challenge = yield* advance(challengeId)
      const now = yield* Clock.currentTimeMillis
      const refusals = entries.map((entry) => refusalOf(challenge, entry, now))
      const admitted = entries.filter((_, index) => refusals[index] === undefined)
      const answers = yield* (yield* Entries).enter(challengeId, admitted, roomOf(challenge))
      yield* (yield* Ledger).append(
        feesOf(
          challenge,
          admitted.filter((_, index) => answers[index]?._tag === "Entered")
        )
      )
      return inOrder(refusals, answers)
    })
  )
})

const roomOf = ({ definition: { entries, teams } }: Challenge) => ({
  ...(entries.maximum === undefined ? {} : { maximum: entries.maximum }),
  ...(teams?.maximum === undefined ? {} : { teamMaximum: teams.maximum })
})

/** The ledger's entries for the fees of those who entered. */
const feesOf = ({ id: challengeId, definition: { currency } }: Challenge, entered: ReadonlyArray<Entry>) =>
  entered.flatMap(({ participantId, enteredAt, fee }) =>
    currency === undefined || fee === undefined || fee.minorUnits === 0n
      ? []
      : [
          Result.getOrThrow(
            contributionEntry(
              { key: participantId, at: enteredAt, challengeId, currency },
              { ...fee, kind: "EntryFee", participantId }
            )
          )
        ]
  )

/** One outcome for each entry: its refusal, or the store's next answer. */
const inOrder = (
  refusals: ReadonlyArray<EntryRefusal | undefined>,
  answers: ReadonlyArray<EntryOutcome>
): ReadonlyArray<EntryOutcome> => {
  const next = answers.values()
  return refusals.map((reason) =>
    reason === undefined ? (next.next().value ?? { _tag: "AlreadyEntered" }) : { _tag: "EntryRefused", reason }
  )
}
