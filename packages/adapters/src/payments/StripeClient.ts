import { PaymentUnknown } from "@laurel/core/payment"
import { Effect } from "effect"
import type { Stripe } from "stripe"
import { type StripeOptions, usualRetries, usualTimeoutMs } from "./StripeOptions.ts"

/** The library's client with what it is asked about. */
export interface StripeClient extends Pick<StripeOptions, "destinationOf" | "payerOf"> {
  readonly stripe: Stripe
}

/** A client; the library is loaded when it is needed, so that who uses another provider need not have it. */
export const makeClient = Effect.fnUntraced(function* (options: StripeOptions) {
  const { apiKey, baseUrl, timeoutMs = usualTimeoutMs, retries = usualRetries, destinationOf, payerOf } = options
  const { Stripe } = yield* Effect.promise(() => import("stripe"))
  const stripe = new Stripe(apiKey, {
    timeout: timeoutMs,
    maxNetworkRetries: retries,
    telemetry: false,
    ...at(baseUrl)
  })
  const client: StripeClient = { stripe, destinationOf, payerOf }
  return client
})

const at = (baseUrl: string | undefined) => {
  if (baseUrl === undefined) return {}
  const { protocol, hostname, port } = new URL(baseUrl)
  return {
    host: hostname,
    ...(port === "" ? {} : { port }),
    protocol: protocol === "http:" ? ("http" as const) : ("https" as const)
  }
}

/** Asks Stripe, or the embedder who is who there; whatever goes wrong is no definite answer. */
export const asked = <A>(key: string, ask: () => Promise<A>): Effect.Effect<A, PaymentUnknown> =>
  Effect.tryPromise({ try: ask, catch: (cause) => new PaymentUnknown({ key, cause }) })

/** The key under which what we make at Stripe can be found again, and the challenge that it belongs to. */
export const metadataOf = ({ key, challengeId }: { readonly key: string; readonly challengeId: string }) => ({
  laurel_key: key,
  laurel_challenge: challengeId
})
