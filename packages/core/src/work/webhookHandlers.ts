import { Effect } from "effect"
import type { JobKind } from "../runtime/index.ts"
import { deliver, deliverJob, tryOf } from "../webhook/index.ts"
import type { Handler, Handlers } from "./Handler.ts"

/** What the handlers need: the ports of a store, and somebody who sends. */
export type WebhookHandlersNeed = Effect.Services<ReturnType<typeof deliver>>

/** How events are brought to whoever wants to be told of them. */
export const webhookHandlers: Handlers<WebhookHandlersNeed> = new Map<JobKind, Handler<WebhookHandlersNeed>>([
  [deliverJob, { isAtomic: false, handle: (job) => Effect.flatMap(tryOf(job), deliver) }]
])
