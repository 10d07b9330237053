import { NotAuthenticated, type Principal } from "@laurel/core/access"
import { type ActivityEvent, readTold, toldText } from "@laurel/core/challenge"
import { UserId } from "@laurel/core/shared"
import { Effect, Option, Stream } from "effect"
import { LiveActivity } from "../../ports/LiveActivity.ts"
import { decimalsOf } from "../activities/decimalsOf.ts"
import { loggedJson } from "../activities/LoggedJson.ts"
import type { Message } from "./Message.ts"
import { type Form, openStream } from "./openStream.ts"

const messageOf = (event: ActivityEvent): Message => {
  const id = toldText(event.told)
  if (event._tag === "Following") {
    return { event: "following", id, data: JSON.stringify({ challenge_ids: event.challenges }) }
  }
  const { challenge, activity } = event
  const data = { challenge_id: challenge.id, ...loggedJson(activity, decimalsOf(challenge)) }
  return { event: "activity", id, data: JSON.stringify(data) }
}

/** What is said to somebody of their own activities; they go on where they were, where they say in `last` what they have been told. */
export const followActivities = Effect.fnUntraced(function* <A>(
  principal: Principal,
  last: string | undefined,
  form: Form<A>
) {
  if (principal._tag === "Anonymous") return yield* new NotAuthenticated()
  const { watch } = yield* LiveActivity
  const told = Option.getOrUndefined(Option.flatMap(Option.fromUndefinedOr(last), readTold))
  const messages = watch(UserId.make(principal.id), told).pipe(
    Stream.map(messageOf),
    // What cannot be read ends the stream: whoever comes back goes on where they were.
    Stream.catch(() => Stream.empty)
  )
  return yield* openStream(messages, principal, form)
})
