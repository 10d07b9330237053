import { type AnswerKey, type KeptAnswer, KeptAnswers } from "@laurel/core/access"
import type { Instant } from "@laurel/core/shared"
import { Effect, Layer, Option } from "effect"
import { World } from "./World.ts"

interface Kept extends KeptAnswer {
  readonly at: Instant
}

const textOf = ({ by, operation, key }: AnswerKey): string => `${by}\n${operation}\n${key}`

/** Answers that may be asked for again, in the process's memory. */
export const layerKeptAnswers: Layer.Layer<KeptAnswers, never, World> = Layer.effect(
  KeptAnswers,
  Effect.gen(function* () {
    const world = yield* World
    const kept = new Map<string, Kept>()
    return KeptAnswers.of({
      claim: (request, requestHash, now) =>
        world.act((onRollback) => {
          const text = textOf(request)
          const known = kept.get(text)
          if (known !== undefined) {
            const { at: _, ...answer } = known
            return Option.some(answer)
          }
          kept.set(text, { requestHash, at: now })
          onRollback(() => kept.delete(text))
          return Option.none()
        }),
      answer: (request, answer) =>
        world.act((onRollback) => {
          const text = textOf(request)
          const known = kept.get(text)
          if (known === undefined) return
          kept.set(text, { ...known, answer })
          onRollback(() => kept.set(text, known))
        }),
      forget: (before, limit) =>
        world.act((onRollback) => {
          const old = [...kept]
            .filter(([, { at }]) => at < before)
            .toSorted(([, a], [, b]) => a.at - b.at)
            .slice(0, limit)
          for (const [text, one] of old) {
            kept.delete(text)
            onRollback(() => kept.set(text, one))
          }
          return old.length
        })
    })
  })
)
