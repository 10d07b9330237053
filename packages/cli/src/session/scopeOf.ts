import { type AuditScope, ownScope, scopeOf as scopeOfChallenge } from "@laurel/core/audit"
import { challengeIdOf } from "./challengeIdOf.ts"

/** The chain of the audit that a name stands for: of a challenge, or `laurel` for what belongs to none. */
export const scopeOf = (name: string): AuditScope =>
  name === ownScope ? ownScope : scopeOfChallenge(challengeIdOf(name))
