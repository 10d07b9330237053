import { authorise, type KnownChallenge, type Principal } from "@laurel/core/access"
import { Clock, Effect, Stream } from "effect"

/** So long what was found out about whether somebody may see a challenge is believed. */
const believedMs = 60_000
const looking = { who: "Seer", scope: "read" } as const

/**
 * What somebody is told of a challenge, as long as they may see it: who may is asked again before something is told a minute after that was
 * asked last. What everybody may see stays so.
 */
export const whileSeen = <A, E, R>(told: Stream.Stream<A, E, R>, challenge: KnownChallenge, principal: Principal) => {
  const askedAgain = Effect.map(Clock.currentTimeMillis, (opened) => {
    let askedAt = opened
    return Effect.gen(function* () {
      const now = yield* Clock.currentTimeMillis
      if (now - askedAt < believedMs) return
      yield* authorise(looking, principal, { challenge })
      askedAt = now
    })
  })
  const guarded = Stream.unwrap(Effect.map(askedAgain, (ask) => Stream.tap(told, () => ask)))
  return challenge.definition.visibility === "public" ? told : guarded
}
