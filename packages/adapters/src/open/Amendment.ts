import { type ChallengeStore, type Entries, Entry, entryToAmend, withChanges } from "@laurel/core/challenge"
import { type ChallengeId, ParticipantId } from "@laurel/core/shared"
import { Effect, Option, Schema } from "effect"
import type { InvalidArgument } from "./errors.ts"
import { argument } from "./reader.ts"

/**
 * What an organiser changes about an entry: what is named replaces what was there, `null` takes it away, and what is not
 * named stays.
 */
export interface Amendment {
  readonly participant: string
  readonly status?: "Active" | "Withdrawn" | "Disqualified"
  readonly eligibility?: "RankedNotPaid" | "Excluded" | "Unverified" | null
  readonly handicap?: number | string | null
  readonly categories?: ReadonlyArray<string>
}

const { handicap, eligibility, categories, status } = Entry.fields

const Row = Schema.Struct({
  participantId: ParticipantId,
  status: Schema.optionalKey(Schema.toType(status)),
  eligibility: Schema.optionalKey(Schema.NullOr(Schema.toType(eligibility))),
  handicap: Schema.optionalKey(Schema.NullOr(handicap)),
  categories: Schema.optionalKey(Schema.toType(categories))
}).pipe(Schema.encodeKeys({ participantId: "participant" }))

const read = argument("amendment", Row)

/** The entry of the participant as it is once amended, for the transaction that amends it. */
export const amended = (
  challengeId: ChallengeId,
  amendment: Amendment
): Effect.Effect<Entry, InvalidArgument | EntryToAmendRefused, ChallengeStore | Entries> =>
  Effect.gen(function* () {
    const { participantId, eligibility, handicap, ...plain } = yield* read(amendment)
    return withChanges(yield* entryToAmend(challengeId, participantId), {
      ...plain,
      ...(eligibility === undefined ? {} : { eligibility: Option.fromNullOr(eligibility) }),
      ...(handicap === undefined ? {} : { handicap: Option.fromNullOr(handicap) })
    })
  })

type EntryToAmendRefused = Effect.Error<ReturnType<typeof entryToAmend>>
