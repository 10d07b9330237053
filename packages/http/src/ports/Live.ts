import { type LiveBoards, makeLiveBoards } from "@laurel/core/board"
import { makePublicBoards, type PublicBoards } from "@laurel/core/challenge"
import { Context, Effect, Layer } from "effect"

/** The live boards of a server: each is watched once, for all who look at it. */
export class Live extends Context.Service<Live, LiveBoards & { readonly forPublic: PublicBoards["watch"] }>()(
  "@laurel/http/Live"
) {
  /** One for the process. */
  static readonly layer = Layer.effect(
    Live,
    Effect.gen(function* () {
      const live = yield* makeLiveBoards
      const { watch: forPublic } = yield* makePublicBoards(live)
      return { ...live, forPublic }
    })
  )
}
