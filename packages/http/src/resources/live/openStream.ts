import type { Principal } from "@laurel/core/access"
import { Origin } from "@laurel/core/audit"
import { Effect, Stream } from "effect"
import type { HttpPorts } from "../../ports/HttpPorts.ts"
import { Streams } from "../../ports/Streams.ts"
import { type Delivery, deliver } from "./deliver.ts"
import type { Message } from "./Message.ts"

/** In which form a client is told, and what it is told before anything else. */
export type Form<A> = Pick<Delivery<A>, "first" | "encode">

const ownerOf = (principal: Principal, address: string | undefined): string =>
  principal._tag === "Anonymous" ? `address ${address ?? ""}` : `user ${principal.id}`

/**
 * Messages as they are sent to one client, in some form: the same whatever they are sent over. It ends when the server is about to, and takes
 * one of the places that whoever asks has until it does. Who does not read is cut off.
 */
export const openStream = Effect.fnUntraced(function* <A>(
  messages: Stream.Stream<Message, never, HttpPorts>,
  principal: Principal,
  form: Form<A>
) {
  const ports = yield* Effect.context<HttpPorts>()
  const owner = ownerOf(principal, (yield* Origin).address)
  const { giveBack, whenEnding } = yield* (yield* Streams).take(owner)
  const { stream, end } = deliver(Stream.toReadableStreamWith(messages, ports, { strategy: { highWaterMark: 0 } }), {
    ...form,
    over: giveBack
  })
  whenEnding(end)
  return stream
})
