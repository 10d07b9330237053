import { Context, type Effect } from "effect"
import type { Instant } from "../shared/index.ts"
import type { WebhookUrl } from "./Endpoint.ts"
import type { EventId } from "./WebhookEvent.ts"

/** What is sent, where, and by which secrets it is signed. */
export interface Message {
  readonly url: WebhookUrl
  readonly id: EventId
  /** The time of this try, which is signed too: receivers reject what is old. */
  readonly at: Instant
  readonly body: string
  readonly secrets: ReadonlyArray<string>
}

/** The status that the receiver answered, or why there was no answer. */
export type Answer =
  | { readonly _tag: "Answered"; readonly status: number }
  | { readonly _tag: "Unreachable"; readonly reason: string }

/** For how long a receiver may take to answer. */
export const answerWithinMs = 15_000

/**
 * Who brings messages to their receivers.
 *
 * - `send` posts a message by the Standard Webhooks rules, signed with each of its secrets, and gives the status that was answered, whatever
 *   it is: no redirection is followed.
 * - It never fails: where there is no answer in time, or none is wanted from that address, it says why.
 */
export class WebhookSender extends Context.Service<
  WebhookSender,
  { readonly send: (message: Message) => Effect.Effect<Answer> }
>()("@laurel/core/webhook/WebhookSender") {}
