import { Clock, Effect, type Layer, Option } from "effect"
import { VirtualClock } from "../../src/runtime/index.ts"
import type { Instant } from "../../src/shared/index.ts"
import type { StoryPorts } from "../stories/StoryPorts.ts"
import type { PretendedProvider } from "../stories/world.ts"
import { Checkpoint } from "./Checkpoint.ts"

/** Where a scenario began once: the name under which the store keeps that, the time, and what the provider had done. */
interface Beginning {
  readonly name: string
  readonly now: Instant
  readonly provider: ReturnType<PretendedProvider["state"]>
}

type Play = Effect.Effect<unknown, unknown, StoryPorts>

const beginnings = new WeakMap<Layer.Layer<StoryPorts, unknown>, Map<Play, Beginning>>()

/**
 * Brings a new world to where a scenario begins: by playing what was before, or, where the store has kept the end of that, by
 * beginning there. Most of the time of a world goes into what was before.
 */
export const begun = Effect.fnUntraced(function* (
  layer: Layer.Layer<StoryPorts, unknown>,
  given: Play,
  provider: PretendedProvider
) {
  const clock = yield* Clock.Clock
  const checkpoint = yield* Checkpoint
  if (Option.isNone(checkpoint) || !(clock instanceof VirtualClock)) return yield* given
  const known = beginnings.get(layer) ?? new Map<Play, Beginning>()
  beginnings.set(layer, known)
  const beginning = known.get(given)
  if (beginning === undefined) {
    yield* given
    const name = `b${known.size}`
    yield* checkpoint.value.keep(name)
    known.set(given, { name, now: yield* clock.currentTimeMillis, provider: provider.state() })
    return
  }
  yield* checkpoint.value.restore(beginning.name)
  clock.moveTo(beginning.now)
  provider.resume(beginning.provider)
})
