import { replay, replayFailed } from "@laurel/core/webhook"
import { Effect, Schema } from "effect"
import { Problem } from "../../io/Problem.ts"
import { plural } from "../../output/plural.ts"
import { instantOf } from "../../session/instantOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"
import { endpointIdOf, eventIdOf } from "./namesOf.ts"

const readOptions = Schema.decodeUnknownSync(Schema.Struct({ since: Schema.optionalKey(Schema.String) }))

/** `laurel webhooks replay`: what was sent, or could not be, is sent once more. */
export const replayCommand = async (
  name: string,
  event: string | undefined,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const { since } = readOptions(given)
  const endpointId = endpointIdOf(name)
  if ((event === undefined) === (since === undefined)) throw whichOne()
  const eventId = event === undefined ? undefined : eventIdOf(event)
  const from = since === undefined ? 0 : instantOf(since, "--since")
  await onStore(given, house, async (session) => {
    const begun =
      eventId === undefined
        ? replayFailed(endpointId, from, session.by)
        : Effect.as(replay({ endpointId, eventId }, session.by), 1)
    const replayed = await session.change(begun)
    show(
      session,
      { replayed },
      () => `${plural(replayed, "delivery", "deliveries")} to be sent once more: laurel worker sends them.\n`
    )
  })
}

const whichOne = (): Problem =>
  new Problem({
    exit: "usage",
    code: "wrong-replay",
    title: "it is not said what to send once more",
    where: "event",
    remedy: "name an event, or all that failed: --since 2026-05-01"
  })
