import type { KnownChallenge, Principal } from "@laurel/core/access"
import { noMarks, readEventId } from "@laurel/core/board"
import { advance, liveBoardOf, type PublicEvent, readBoard } from "@laurel/core/challenge"
import { Effect, Option, Stream } from "effect"
import { Live } from "../../ports/Live.ts"
import { scopeOf, shownOn } from "../boards/BoardJson.ts"
import { viewFor } from "../boards/viewFor.ts"
import { messageWriter } from "./messageWriter.ts"
import { type Form, openStream } from "./openStream.ts"
import { whileSeen } from "./whileSeen.ts"

type Writer = ReturnType<typeof messageWriter>
const writers = new WeakMap<KnownChallenge["definition"], Map<string, Writer>>()

/** One writer for all who watch the same board, so that each change is written once. */
const writerOf = (challenge: KnownChallenge, scope: ReturnType<typeof scopeOf>): Writer => {
  const ofChallenge = writers.get(challenge.definition) ?? new Map<string, Writer>()
  writers.set(challenge.definition, ofChallenge)
  const key = JSON.stringify(scope)
  const writer = ofChallenge.get(key) ?? messageWriter(shownOn(challenge, scope))
  ofChallenge.set(key, writer)
  return writer
}

/** What is asked for: which board, as whom, and from where on. */
type Asked = Parameters<typeof scopeOf>[0] & Parameters<typeof viewFor>[0]

/**
 * What is said about a board to one who follows it, in some form: the same whatever it is sent over.
 */
export const followBoard = Effect.fnUntraced(function* <A>(
  challenge: KnownChallenge,
  principal: Principal,
  query: Asked,
  last: string | undefined,
  form: Form<A>
) {
  const view = yield* viewFor(query, principal, challenge)
  const scope = scopeOf(query)
  // Whether there is such a board is said before a stream begins; where nobody has read it yet it is built now.
  yield* Effect.flatMap(readBoard(challenge.id, scope, view), ({ state }) => state)
  const now = yield* advance(challenge.id)
  const have = Option.getOrElse(Option.flatMap(Option.fromUndefinedOr(last), readEventId), () => noMarks)
  const live = yield* Live
  const told =
    view === "Organiser"
      ? Stream.map(live.watch(liveBoardOf(now, scope), have), (event): PublicEvent => ({ ...event, isFrozen: false }))
      : live.forPublic(challenge.id, scope, have)
  const messages = whileSeen(told, challenge, principal).pipe(
    Stream.map(writerOf(challenge, scope)),
    // Where nobody can say what may be told, nothing is: whoever comes back is told why.
    Stream.catch(() => Stream.empty)
  )
  return yield* openStream(messages, principal, form)
})
