// The use cases of the core are Effects over ports: refusals are typed, an adapter is a layer, and time comes from
// Effect's Clock. Here that is a clock which moves when told to, so that a month passes at once.
import * as Memory from "@laurel/adapters/memory"
import * as Challenge from "@laurel/core/challenge"
import { ChallengeId, Name, ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import { Clock, Effect, Layer } from "effect"
import { TestClock } from "effect/testing"

const id = ChallengeId.make("push-ups")
const olga = PrincipalId.make("olga")
const moveTo = (text: string) => TestClock.setTime(Date.parse(text))

const enter = (name: string) =>
  Effect.map(
    Clock.currentTimeMillis,
    (enteredAt): Challenge.Entry => ({
      participantId: ParticipantId.make(name),
      userId: UserId.make(name),
      enteredAt,
      categories: [],
      status: "Active"
    })
  )

const didPushUps = (name: string, quantity: number, sourceKey: string) =>
  Effect.map(Clock.currentTimeMillis, (now) => ({
    activity: {
      userId: UserId.make(name),
      metric: Name.make("push-ups"),
      quantity,
      at: now,
      source: "gym",
      sourceKey,
      revision: 0,
      void: false
    },
    receivedAt: now
  }))

const program = Effect.gen(function* () {
  yield* moveTo("2026-08-30T12:00:00Z")
  const definition = yield* Effect.fromResult(
    Challenge.decodeDefinition({
      id: "push-ups",
      name: "Push-ups in September",
      zone: "America/New_York",
      window: { start: "2026-09-01", end: "2026-10-01" },
      metrics: [{ name: "push-ups" }],
      score: { _tag: "ActiveDays", metric: "push-ups", atLeast: 20 }
    })
  )
  yield* Challenge.define(definition, olga)
  yield* Challenge.publish(id, olga)
  yield* Challenge.join(id, yield* Effect.all([enter("ada"), enter("bob")]))

  for (const day of [5, 6, 7]) {
    yield* moveTo(`2026-09-0${day}T18:00:00Z`)
    yield* Challenge.record(
      id,
      yield* Effect.all([didPushUps("ada", 25, `a${day}`), didPushUps("bob", 3 * day, `b${day}`)])
    )
  }

  // Too early: the error channel knows the refusal by its tag and its facts.
  const early = yield* Challenge.finish(id).pipe(
    Effect.as("finished"),
    Effect.catchTag("ChallengeTransitionForbidden", ({ state, allowed }) =>
      Effect.succeed(`still ${state}, which allows ${allowed.join(" and ")}`)
    )
  )
  yield* Effect.sync(() => console.log(early))

  yield* moveTo("2026-10-01T04:00:00Z")
  const { overall, standingsHash } = yield* Challenge.finish(id)
  for (const { rank, standing } of overall.ranked) {
    yield* Effect.sync(() => console.log(`${rank}. ${standing.participantId}: ${standing.score} days`))
  }
  const { _tag } = yield* Challenge.find(id)
  yield* Effect.sync(() => console.log(`${_tag}, standings ${standingsHash.slice(0, 8)}…`))
})

await Effect.runPromise(program.pipe(Effect.provide(Layer.merge(Memory.layer, TestClock.layer()))))
