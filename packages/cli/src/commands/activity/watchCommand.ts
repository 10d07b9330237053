import { type ActivityEvent, makeLiveActivities } from "@laurel/core/challenge"
import { formatInstant, type UserId } from "@laurel/core/shared"
import { carryWaiting, makeProjector } from "@laurel/core/work"
import { Effect, Schema, Stream } from "effect"
import { Problem } from "../../io/Problem.ts"
import { countOf } from "../../session/countOf.ts"
import { endedByHand } from "../../session/endedByHand.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { userOf } from "../../session/userOf.ts"
import type { FastBoards } from "../../store/FastBoards.ts"
import { activityJson, stateInWords } from "./activityJson.ts"

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({ for: Schema.optionalKey(Schema.String), at: Schema.optionalKey(Schema.String) })
)

/** `laurel activity watch`: what becomes of a user's activities, one a line. */
export const watchCommand = async (
  name: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const { at, for: seconds } = readOptions(given)
  if (at !== undefined) throw standsStill()
  const user = userOf(name)
  const limit = seconds === undefined ? undefined : countOf(seconds, "--for")
  await onStore(given, house, async ({ io, json, run, redis }) => {
    const fast = await house.stores.fastBoards(redis)
    const line = json ? jsonLine : textLine
    const watched = watching(user, fast, (event) => void io.stdout.write(line(event)))
    // It is known of whom something was carried who takes part in what.
    await run(carryWaiting())
    await run(limit === undefined ? watched : Effect.raceFirst(watched, Effect.sleep(limit * 1_000))).catch(endedByHand)
  })
}

/** Follows a user without end. What waits to be carried to the boards is carried by this process, too: nothing else wakes it. */
const watching = (userId: UserId, { followed }: FastBoards, see: (event: ActivityEvent) => void) =>
  Effect.gen(function* () {
    yield* makeProjector()
    const { watch } = yield* makeLiveActivities()
    yield* Stream.runForEach(watch(userId), (event) => Effect.sync(() => see(event)))
  }).pipe(Effect.scoped, Effect.provide(followed))

const jsonLine = (event: ActivityEvent): string => {
  if (event._tag === "Following")
    return `${JSON.stringify({ _v: 1, event: "following", challenges: event.challenges })}\n`
  const { challenge, activity } = event
  const { arrival, state, place } = activity
  const shown = {
    challenge: challenge.id,
    place,
    ...activityJson(arrival.activity, challenge.definition),
    receivedAt: formatInstant(arrival.receivedAt),
    state: state._tag,
    ...(state._tag === "Refused" ? { reason: state.reason } : {}),
    ...(state._tag === "Quarantined" ? { limit: state.limit } : {})
  }
  return `${JSON.stringify({ _v: 1, event: "activity", ...shown })}\n`
}

const textLine = (event: ActivityEvent): string => {
  if (event._tag === "Following") return `follows ${event.challenges.join(", ") || "no challenge that is not over"}\n`
  const { challenge, activity } = event
  const { at, metric, quantity, source, key } = activityJson(activity.arrival.activity, challenge.definition)
  return `${challenge.id}  ${at}  ${quantity} ${metric}  ${source} ${key}  ${stateInWords(activity.state)}\n`
}

const standsStill = (): Problem =>
  new Problem({
    exit: "usage",
    code: "clock-stands",
    title: "with a clock that stands still there is nothing to watch",
    where: "--at",
    remedy: "leave it out; laurel activity list shows what somebody did"
  })
