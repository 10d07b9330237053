import { Option, Schema } from "effect"

/** What an error of the Stripe library tells. */
const Failure = Schema.Struct({
  type: Schema.String,
  statusCode: Schema.optional(Schema.Int),
  code: Schema.optional(Schema.String),
  decline_code: Schema.optional(Schema.String),
  requestId: Schema.optional(Schema.String)
})

const decode = Schema.decodeUnknownOption(Failure)

/** Codes of requests that are under way, or may be: they say nothing about what becomes of the money. */
const undecided: ReadonlySet<string> = new Set(["idempotency_key_in_use", "lock_timeout", "rate_limit"])

/** The statuses of requests that Stripe refused to carry out because of what they ask. */
const invalid: ReadonlySet<number> = new Set([400, 404])

/**
 * Why it is certain that no money moved, and that none will under this key; nothing when that is not certain.
 *
 * **Details**: a card that is declined, and a request that Stripe checked and refused to carry out. Everything else may have
 * moved money, now or before its answer was lost: time-outs and broken connections, errors of Stripe (5xx), a twin of the
 * request in progress (409), too many requests (429), the same key with other content, and a secret key that is not taken,
 * which says nothing about an earlier try.
 */
export const whyDeclined = (error: unknown): string | undefined => {
  const failure = Option.getOrUndefined(decode(error))
  if (failure === undefined) return undefined
  const { type, statusCode = 0, code, decline_code, requestId } = failure
  if (code !== undefined && undecided.has(code)) return undefined
  const isRefused = type === "StripeInvalidRequestError" && invalid.has(statusCode)
  if (type !== "StripeCardError" && !isRefused) return undefined
  return [decline_code ?? code ?? type, requestId].filter((part) => part !== undefined).join(" ")
}
