import { Context, Effect, Layer } from "effect"
import { TooManyStreams } from "../problem/errors.ts"

/** So many streams a user may have open at the same time. */
const mostStreams = 10

/** The place of a stream. */
export interface Place {
  /** Gives it back; may be called twice. */
  readonly giveBack: () => void
  /** Says how the stream is ended when all are to end. */
  readonly whenEnding: (end: () => void) => void
}

/** The streams that are open, by whose they are. */
export class Streams extends Context.Service<
  Streams,
  {
    readonly take: (owner: string) => Effect.Effect<Place, TooManyStreams>
    /** How many are open. */
    readonly count: () => number
    /** Ends all streams, so that their clients go elsewhere. */
    readonly end: Effect.Effect<void>
  }
>()("@laurel/http/Streams") {
  /** Those of the process. */
  static readonly layer = Layer.sync(Streams, () => {
    const byOwner = new Map<string, number>()
    const endings = new Set<() => void>()
    let isEnding = false
    let count = 0
    const change = (owner: string, by: 1 | -1): void => {
      const next = (byOwner.get(owner) ?? 0) + by
      count += by
      if (next === 0) byOwner.delete(owner)
      else byOwner.set(owner, next)
    }
    const taken = (owner: string): Place => {
      change(owner, 1)
      let ending: (() => void) | undefined
      let isOpen = true
      return {
        giveBack: () => {
          if (isOpen) change(owner, -1)
          isOpen = false
          if (ending !== undefined) endings.delete(ending)
        },
        whenEnding: (end) => {
          if (isEnding) return end()
          ending = end
          endings.add(end)
        }
      }
    }
    return {
      take: (owner) =>
        Effect.suspend(() =>
          (byOwner.get(owner) ?? 0) >= mostStreams
            ? Effect.fail(new TooManyStreams({ limit: mostStreams }))
            : Effect.succeed(taken(owner))
        ),
      count: () => count,
      end: Effect.sync(() => {
        isEnding = true
        for (const end of [...endings]) end()
      })
    }
  })
}
