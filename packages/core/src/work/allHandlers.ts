import type { JobKind } from "../runtime/index.ts"
import type { Handler, Handlers } from "./Handler.ts"
import { type MoneyHandlersNeed, moneyHandlers } from "./moneyHandlers.ts"
import { type WebhookHandlersNeed, webhookHandlers } from "./webhookHandlers.ts"

/** What all handlers need: the ports of a store, somebody who pays, and somebody who sends. */
export type AllHandlersNeed = MoneyHandlersNeed | WebhookHandlersNeed

/** How every job that the use cases leave is carried out. */
export const allHandlers: Handlers<AllHandlersNeed> = new Map<JobKind, Handler<AllHandlersNeed>>([
  ...moneyHandlers,
  ...webhookHandlers
])
