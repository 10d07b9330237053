import * as Memory from "@laurel/adapters/memory"
import { define, type Entry, find, join, publish, Snapshots } from "@laurel/core/challenge"
import { VirtualClock } from "@laurel/core/runtime"
import { ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import { tick } from "@laurel/core/work"
import { Clock, Effect, Layer, Option } from "effect"
import type { Life } from "./lives.ts"
import { type Expected, expectedAt } from "./model.ts"

/** What was looked at, for the figures of the gate. */
export interface Played {
  readonly ticks: number
  readonly carriedOut: number
  readonly days: number
  readonly setBack: number
}

const organiser = PrincipalId.make("olivia")

const ada = (enteredAt: number): Entry => ({
  participantId: ParticipantId.make("ada"),
  userId: UserId.make("ada"),
  enteredAt,
  categories: [],
  status: "Active"
})

const actual = Effect.fnUntraced(function* ({ definition: { id } }: Life) {
  const challenge = yield* find(id)
  const snapshots = yield* Snapshots
  return {
    state: challenge._tag,
    days: yield* snapshots.days(id),
    isFrozen: Option.isSome(yield* snapshots.find(id, "Frozen"))
  }
})

const isAs = (expected: Expected, found: Effect.Success<ReturnType<typeof actual>>): boolean =>
  JSON.stringify({ ...found, days: [...found.days] }) === JSON.stringify(expected)

/** Plays a life on a clock of its own: ticks at each of its instants, and holds what came about against the model. */
export const playLife = (life: Life): Promise<{ readonly played: Played; readonly difference: string | undefined }> => {
  const clock = new VirtualClock(life.published)
  const played = Effect.gen(function* () {
    yield* define(life.definition, organiser)
    yield* publish(life.definition.id, organiser)
    yield* join(life.definition.id, [ada(life.published)])
    let [latest, carriedOut, setBack] = [life.published, 0, 0]
    let difference: string | undefined
    for (const instant of life.instants) {
      if (instant < clock.currentTimeMillisUnsafe()) setBack++
      clock.setTo(instant)
      latest = Math.max(latest, instant)
      const { done, failed } = yield* tick()
      carriedOut += done.length
      const expected = expectedAt(life.definition, latest)
      const found = yield* actual(life)
      if (failed.length > 0 || !isAs(expected, found)) {
        difference ??= `at ${new Date(instant).toISOString()}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`
      }
    }
    const days = (yield* (yield* Snapshots).days(life.definition.id)).length
    return { played: { ticks: life.instants.length, carriedOut, days, setBack }, difference }
  })
  return Effect.runPromise(
    played.pipe(Effect.provideService(Clock.Clock, clock), Effect.provide(Layer.fresh(Memory.layer)))
  )
}
