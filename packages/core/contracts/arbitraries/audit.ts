import fc from "fast-check"
import { type AuditNote, AuditScope, ownScope, scopeOf } from "../../src/audit/index.ts"
import { ChallengeId, PrincipalId } from "../../src/shared/index.ts"
import { instants } from "./shared.ts"

/** Few chains; a challenge that is called like the chain of what belongs to none is not that one. */
export const scopes: fc.Arbitrary<AuditScope> = fc.constantFrom(
  ownScope,
  ...["laurel", "spring", "Zo\u00eb \uff5e", "B"].map((id) => scopeOf(ChallengeId.make(id)))
)

const texts = fc.constantFrom(
  "{}",
  "null",
  '{"challenge":{"state":"Draft"}}',
  '"\\\\ \\" \\u0000 \u2028 \u00eb \u{1f3c6} $1 %s"'
)

/** What hostile callers could make an entry say. */
export const auditNotes: fc.Arbitrary<AuditNote> = fc.record(
  {
    at: instants,
    actor: fc.constantFrom("olivia", 'O\'Hara "x" \\', "${1}", "\uff5e").map((text) => PrincipalId.make(text)),
    action: fc.constantFrom("challenge.publish", "settlement.give-up"),
    origin: fc.record(
      {
        channel: fc.constantFrom("library", "cli"),
        address: fc.constantFrom("::1", "192.0.2.7"),
        agent: fc.constantFrom('curl/8 "\\"', "Ünïcode \u{1f3c6}", "")
      },
      { requiredKeys: ["channel"], noNullPrototype: true }
    ),
    before: texts,
    after: texts
  },
  { noNullPrototype: true }
)

/** Scopes that no chain is called by, to look up where nothing is. */
export const unusedScope = AuditScope.make("challenge:nowhere")
