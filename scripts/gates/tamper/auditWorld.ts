import { Connection } from "@laurel/adapters/postgres"
import { Audit, type AuditHead, type AuditNote, ownScope, scopeOf, verifyAudit } from "@laurel/core/audit"
import { ChallengeId, PrincipalId } from "@laurel/core/shared"
import { Effect } from "effect"
import type { Tampered } from "./tamper.ts"

const scopes = [ownScope, scopeOf(ChallengeId.make("march")), scopeOf(ChallengeId.make("Zoë's"))]

const note = (number: number): AuditNote => ({
  at: Date.UTC(2026, 2, 1) + number * 86_400_123,
  actor: PrincipalId.make(["olivia", "piet", "clock"][number % 3] ?? ""),
  action: ["challenge.publish", "challenge.join", "settlement.give-up"][number % 3] ?? "",
  origin: {
    channel: number % 2 === 0 ? "cli" : "http",
    ...(number % 2 === 0 ? {} : { address: "192.0.2.7", agent: 'curl/8 "é"' })
  },
  before: number % 3 === 0 ? "{}" : `{"challenge":{"state":"Draft","version":${number}}}`,
  after: `{"challenge":{"state":"Published","version":${number + 1}}}`
})

/** A database with three chains, held against the heads that were kept when they were written. */
export const auditWorld = Effect.gen(function* () {
  const audit = yield* Audit
  for (const [index, scope] of scopes.entries()) {
    for (let number = 0; number < 4 + index; number++) {
      yield* audit.append(
        scope,
        Array.from({ length: 1 + (number % 3) }, (_, more) => note(3 * number + more))
      )
    }
  }
  const heads = yield* audit.heads(undefined, 10)
  const run = Effect.runPromiseWith(yield* Effect.context<Audit>())
  const isFound = async (): Promise<boolean> => {
    for (const head of heads) if (await run(hasFinding(head))) return true
    return false
  }
  const world: Tampered = { connection: yield* Connection, tables: ["audit", "audit_head"], isFound }
  return world
})

/** What cannot even be read is found too, and said. */
const hasFinding = (head: AuditHead) =>
  Effect.catch(
    Effect.map(verifyAudit(head.scope, head), ({ finding }) => finding !== undefined),
    () => Effect.succeed(true)
  )
