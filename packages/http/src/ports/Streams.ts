import { Context, Deferred, Effect, Layer } from "effect"
import { TooManyStreams } from "../problem/errors.ts"

/** So many streams a user may have open at the same time. */
export const mostStreams = 10

/** The streams that are open, by whose they are. */
export class Streams extends Context.Service<
  Streams,
  {
    /** Takes a place; gives what gives it back, which may be called twice. */
    readonly take: (owner: string) => Effect.Effect<() => void, TooManyStreams>
    /** How many are open. */
    readonly count: () => number
    /** Is over once all streams are to end. */
    readonly ending: Effect.Effect<void>
    /** Ends all streams, so that their clients go elsewhere. */
    readonly end: Effect.Effect<void>
  }
>()("@laurel/http/Streams") {
  /** Those of the process. */
  static readonly layer = Layer.sync(Streams, () => {
    const byOwner = new Map<string, number>()
    const ended = Deferred.makeUnsafe<void>()
    let count = 0
    const change = (owner: string, by: 1 | -1): void => {
      const next = (byOwner.get(owner) ?? 0) + by
      count += by
      if (next === 0) byOwner.delete(owner)
      else byOwner.set(owner, next)
    }
    return {
      take: (owner) =>
        Effect.suspend(() => {
          if ((byOwner.get(owner) ?? 0) >= mostStreams) return Effect.fail(new TooManyStreams({ limit: mostStreams }))
          change(owner, 1)
          let isOpen = true
          return Effect.succeed(() => {
            if (isOpen) change(owner, -1)
            isOpen = false
          })
        }),
      count: () => count,
      ending: Deferred.await(ended),
      end: Effect.asVoid(Deferred.succeed(ended, undefined))
    }
  })
}
