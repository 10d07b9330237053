import { Schema } from "effect"
import { type ChallengeId, InstantFromText, PrincipalId } from "../shared/index.ts"
import { Provenance } from "./Origin.ts"

/** One chain of the audit log: that of a challenge, or the one of all that belongs to none. */
export const AuditScope = Schema.String.check(
  Schema.isPattern(/^(?:laurel|challenge:(?! )[^\u0000-\u001f\u007f-\u009f\ud800-\udfff]{1,128}(?<! ))$/, {
    message: "must be `laurel`, or `challenge:` and the id of a challenge"
  })
).pipe(Schema.brand("AuditScope"))
export type AuditScope = typeof AuditScope.Type

/** The chain of what belongs to no challenge. */
export const ownScope = AuditScope.make("laurel")

/** The chain of a challenge. */
export const scopeOf = (challengeId: ChallengeId): AuditScope => AuditScope.make(`challenge:${challengeId}`)

/** What an entry is to say: who did what, when, from where, and what that changed. */
export const AuditNote = Schema.Struct({
  at: InstantFromText,
  actor: PrincipalId,
  /** What was done, such as `challenge.publish`. */
  action: Schema.String.check(
    Schema.isPattern(/^[a-z]+(?:[.-][a-z]+){0,7}$/, { message: "must be words in lower case, joined by . or -" })
  ),
  origin: Provenance,
  /** What was changed as it was before and is after, by subject, as canonical JSON; of many rows their number and hash. */
  before: Schema.String,
  after: Schema.String
})
export type AuditNote = typeof AuditNote.Type

/**
 * An entry as it stands in its chain: the `seq`-th of its scope, bound to the one before it by that one's hash, and sealed
 * by its own. Its texts are any text: what stands in a store is not believed before it is verified.
 */
export const AuditEntry = Schema.Struct({
  _v: Schema.Literal(1),
  scope: AuditScope,
  seq: Schema.Int,
  at: InstantFromText,
  actor: Schema.String,
  action: Schema.String,
  origin: Schema.Struct({
    channel: Schema.String,
    address: Schema.optionalKey(Schema.String),
    agent: Schema.optionalKey(Schema.String)
  }),
  before: Schema.String,
  after: Schema.String,
  previous: Schema.String,
  hash: Schema.String
})
export type AuditEntry = typeof AuditEntry.Type

/** Where a chain ends. Kept elsewhere, it shows later whether the chain was cut or written anew. */
export const AuditHead = Schema.Struct({ scope: AuditScope, seq: Schema.Int, hash: Schema.String })
export type AuditHead = typeof AuditHead.Type
