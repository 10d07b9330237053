import { Context, type Effect } from "effect"
import type { WebhookUrl } from "../src/webhook/index.ts"

/** What a receiver was sent. */
export interface Received {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Somebody to whom messages can be sent, for the contract of whoever sends them. */
export class Receiver extends Context.Service<
  Receiver,
  {
    readonly url: WebhookUrl
    /** An address where nobody is. */
    readonly nobody: WebhookUrl
    /** What it answers from now on; a redirection leads to itself. */
    readonly answer: (status: number) => Effect.Effect<void>
    readonly received: Effect.Effect<ReadonlyArray<Received>>
  }
>()("@laurel/core/contracts/Receiver") {}
