import { Cause, Effect, Option } from "effect"
import type { PaymentUnknown } from "./PaymentProvider.ts"

/** What the provider answers; nothing when it gives no definite answer, throws, or is broken. */
export const definite = <A>(ask: () => Effect.Effect<A, PaymentUnknown>): Effect.Effect<Option.Option<A>> =>
  Effect.suspend(ask).pipe(
    Effect.map(Option.some),
    Effect.catchCause((cause) => (Cause.hasInterrupts(cause) ? Effect.interrupt : Effect.succeed(Option.none())))
  )
