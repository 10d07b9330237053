import type { Principal } from "@laurel/core/access"
import {
  type Challenge,
  type ChallengesUnavailable,
  Entries,
  rulesOf,
  Tallies,
  type UserTally
} from "@laurel/core/challenge"
import { formatUnits, UserId } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import { actorOf } from "../actorOf.ts"
import { ChallengeSummary, summaryOf } from "../challenges/ChallengeJson.ts"
import { ParticipantJson, participantJson } from "../entries/EntryJson.ts"

const StandingJson = Schema.Struct({
  active_days: Schema.Int,
  /** In the decimals of the rule, such as `8123.5`; absent where there is no score. */
  score: Schema.optionalKey(Schema.String),
  /** How far towards the target or the goal of the rule, in hundredths of a percent; absent where it has none. */
  progress_basis_points: Schema.optionalKey(Schema.Int),
  /** In the final standings. */
  place: Schema.optionalKey(Schema.Int),
  /** What a posted settlement gives. */
  prize: Schema.optionalKey(Schema.Struct({ currency: Schema.String, minor_units: Schema.String }))
}).annotate({ identifier: "OwnStanding" })

/** A challenge of whoever asks: with their entry in it, and with what they come to, where that is asked for and there is any. */
export const OwnChallengeJson = Schema.Struct({
  ...ChallengeSummary.fields,
  entry: Schema.optionalKey(ParticipantJson),
  standing: Schema.optionalKey(StandingJson)
}).annotate({ identifier: "OwnChallenge" })
/** A challenge of whoever asks. */
export type OwnChallengeJson = typeof OwnChallengeJson.Type

const standingJson = (
  { definition }: Challenge,
  { activeDays, score, progress, place, prize }: UserTally
): typeof StandingJson.Type => ({
  active_days: activeDays,
  ...(score === undefined ? {} : { score: formatUnits(score, rulesOf(definition).program.score.decimals) }),
  ...(progress === undefined ? {} : { progress_basis_points: progress }),
  ...(place === undefined ? {} : { place }),
  ...(prize === undefined ? {} : { prize: { currency: prize.currency, minor_units: `${prize.minorUnits}` } })
})

/** What can be told beside a challenge of one's own. */
export const ownPaths = ["entry", "standing"] as const

/** How challenges of whoever asks are written, with what is to be told beside them: that is looked up once for all of them. */
export const ownChallenges = (
  challenges: ReadonlyArray<Challenge>,
  principal: Principal,
  paths: ReadonlyArray<(typeof ownPaths)[number]>
): Effect.Effect<(challenge: Challenge) => OwnChallengeJson, ChallengesUnavailable, Entries | Tallies> =>
  Effect.gen(function* () {
    const userId = UserId.make(actorOf(principal))
    const ids = paths.includes("entry") ? challenges.map(({ id }) => id) : []
    const entries = yield* (yield* Entries).ofUserIn(userId, ids)
    const entryIn = new Map(ids.map((id, at) => [id, entries[at]]))
    const tallies = paths.includes("standing") ? yield* (yield* Tallies).ofUser(userId) : []
    const tallyIn = new Map(tallies.map((tally) => [tally.challengeId, tally]))
    return (challenge) => {
      const [entry, tally] = [entryIn.get(challenge.id), tallyIn.get(challenge.id)]
      return {
        ...summaryOf(challenge),
        ...(entry === undefined ? {} : { entry: participantJson(entry) }),
        ...(tally === undefined ? {} : { standing: standingJson(challenge, tally) })
      }
    }
  })
