import { type Answer, answerWithinMs, type Message, WebhookSender } from "@laurel/core/webhook"
import { Effect, Layer } from "effect"
import { Webhook } from "standardwebhooks"
import { AddressRefused, placeOf } from "./placeOf.ts"
import { connectTo, post } from "./post.ts"
import type { SenderOptions } from "./SenderOptions.ts"

/** Sends messages over HTTP, signed by the Standard Webhooks rules, to receivers in the public internet alone unless allowed otherwise. */
export const layerSender = (options: SenderOptions = {}): Layer.Layer<WebhookSender> =>
  Layer.succeed(WebhookSender, {
    send: (message) =>
      Effect.tryPromise({ try: (signal) => sent(message, options, signal), catch: (cause) => cause }).pipe(
        Effect.map((status): Answer => ({ _tag: "Answered", status })),
        Effect.catch((cause) => Effect.succeed<Answer>({ _tag: "Unreachable", reason: reasonOf(cause) }))
      )
  })

const sent = async (message: Message, options: SenderOptions, interrupted: AbortSignal): Promise<number> => {
  const { timeoutMs = answerWithinMs, connect = connectTo } = options
  const signal = AbortSignal.any([interrupted, AbortSignal.timeout(timeoutMs)])
  const url = new URL(message.url)
  const place = await Promise.race([placeOf(url, options), aborted(signal)])
  signal.throwIfAborted()
  return await post(url, place, { headers: headersOf(message), body: message.body }, connect, signal)
}

/** A resolver cannot be told to stop; nobody waits for it any longer. */
const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }))

/** Every secret signs: a receiver that knows one of them accepts the message. */
const headersOf = ({ id, at, body, secrets }: Message): Readonly<Record<string, string>> => ({
  "content-type": "application/json",
  "user-agent": "Laurel-Webhooks/1",
  "webhook-id": id,
  "webhook-timestamp": `${Math.floor(at / 1_000)}`,
  "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(id, new Date(at), body)).join(" ")
})

/** Why there was no answer, without what only our own network knows. */
const reasonOf = (cause: unknown): string => {
  if (cause instanceof AddressRefused) return cause.message
  if (cause instanceof Error && cause.name === "TimeoutError") return "There was no answer in time"
  if (cause instanceof Error && cause.cause instanceof Error && cause.cause.name === "TimeoutError")
    return "There was no answer in time"
  const code = cause instanceof Error && "code" in cause ? `${cause.code}` : "unknown"
  return `The receiver could not be spoken to (${code.slice(0, 60)})`
}
