import { Effect } from "effect"
import { BodyTooLarge, MalformedBody, UnsupportedMediaType } from "../../problem/errors.ts"

/** A token of an identity provider and a reason fit in, and little more. */
const limitBytes = 32_768

/** Reads a form that was sent. */
export const readForm = Effect.fnUntraced(function* (request: Request) {
  const type = request.headers.get("content-type") ?? ""
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) {
    return yield* new UnsupportedMediaType({ supported: "application/x-www-form-urlencoded" })
  }
  // Browsers say how long a form is; whoever does not is none.
  const length = Number(request.headers.get("content-length") ?? Number.NaN)
  if (!(length <= limitBytes)) return yield* new BodyTooLarge({ limitBytes })
  const text = yield* Effect.tryPromise({
    try: () => request.text(),
    catch: () => new MalformedBody({ reason: "it ends before it is complete" })
  })
  return new URLSearchParams(text)
})
