import { type KnownChallenge, knownOf } from "@laurel/core/access"
import { type ChallengeNotFound, type ChallengeStore, type ChallengesUnavailable, find } from "@laurel/core/challenge"
import { CacheWatch } from "@laurel/core/runtime"
import type { ChallengeId } from "@laurel/core/shared"
import { Context, Effect, Layer } from "effect"
import { Remembered } from "./Remembered.ts"

/** Of how many challenges it is remembered what never changes. */
const remembered = 1_000

/**
 * What never changes about challenges: who organises them, and by which rules. Once a challenge is published it is read once for many
 * requests.
 */
export class Contests extends Context.Service<
  Contests,
  { readonly of: (id: ChallengeId) => Effect.Effect<KnownChallenge, ChallengeNotFound | ChallengesUnavailable> }
>()("@laurel/http/Contests") {
  /** One for the process. */
  static readonly layer = Layer.effect(
    Contests,
    Effect.map(Effect.context<ChallengeStore>(), (store) => {
      const known = new Remembered<ChallengeId, KnownChallenge>(remembered)
      const remember = (contest: KnownChallenge): KnownChallenge =>
        contest.isUnpublished ? contest : known.remember(contest.id, contest)
      return {
        of: (id) =>
          Effect.flatMap(CacheWatch, (see) => {
            const contest = known.under(id)
            see("challenge", contest !== undefined)
            return contest === undefined
              ? Effect.provide(
                  Effect.map(find(id), (challenge) => remember(knownOf(challenge))),
                  store
                )
              : Effect.succeed(contest)
          })
      }
    })
  )
}
