import { Context, Schema } from "effect"
import { PrincipalId } from "../shared/index.ts"

const plainText = (maximum: number) =>
  Schema.String.check(
    Schema.isMaxLength(maximum),
    Schema.makeFilter(
      (text: string) =>
        (!/[\u0000-\u001f\u007f-\u009f]/.test(text) && text.isWellFormed()) || "must be text without control characters"
    )
  )

/** The way by which a call came in, and where it was made, as far as that is known. */
export const Provenance = Schema.Struct({
  /** `library`, `cli`, `http`, `worker`, or the embedder's own word. */
  channel: Schema.String.check(
    Schema.isPattern(/^[a-z][a-z0-9-]{0,31}$/, { message: "must be 1 to 32 lower-case letters, digits or -" })
  ),
  /** The network address; personal data in many countries. */
  address: Schema.optionalKey(plainText(100)),
  /** What the caller says it is: a browser, a program and its version. */
  agent: Schema.optionalKey(plainText(400))
})
export type Provenance = typeof Provenance.Type

/** Who acts, and from where. */
export interface Caller extends Provenance {
  readonly actor: PrincipalId
}

/** Laurel itself: who acts where nobody is named. */
export const service = PrincipalId.make("laurel")

/** The clock: it takes the steps that have become due, whoever looks. */
export const clock = PrincipalId.make("clock")

/**
 * Who calls and from where, for the audit: an edge sets it once for each call, with `Effect.provideService`.
 *
 * **Details**: where a use case is told who acts (`publish(id, by)`), that person is the actor, and of this reference only
 * the way and the place count. Where it is not (`join`, `record`, `post`, `pay`), the actor is the one named here. Unless
 * set, it is a call of the library by the service itself.
 */
export const Origin = Context.Reference<Caller>("@laurel/core/audit/Origin", {
  defaultValue: () => ({ actor: service, channel: "library" })
})
