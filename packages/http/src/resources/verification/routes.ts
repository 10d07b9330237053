import {
  Audit,
  type AuditEntry,
  type AuditHead,
  AuditScope,
  type AuditVerdict,
  ownScope,
  scopeOf,
  verifyAudit
} from "@laurel/core/audit"
import { InvalidCursor } from "@laurel/core/board"
import { type PlanFinding, verify, verifyLedger } from "@laurel/core/settlement"
import { formatInstant } from "@laurel/core/shared"
import { Effect, Option, Schema } from "effect"
import { challengeRoute, route } from "../../operation/carry.ts"
import type { Route } from "../../operation/Route.ts"
import { words } from "../../wire/words.ts"
import * as operations from "./operations.ts"

const findingsJson = (findings: ReadonlyArray<PlanFinding>) => ({
  body: { same: findings.length === 0, findings: findings.map(({ path, message }) => ({ path, message })) }
})

const verdictJson = ({ head: { scope, seq, hash }, finding }: AuditVerdict) => ({
  body: {
    same: finding === undefined,
    head: { scope, seq, hash },
    ...(finding === undefined ? {} : { finding: { seq: finding.seq, problem: words(finding.problem) } })
  }
})

interface Known {
  readonly known_seq?: number
  readonly known_hash?: string
}

const knownOf = (scope: AuditScope, { known_seq: seq, known_hash: hash }: Known): AuditHead | undefined =>
  seq === undefined || hash === undefined ? undefined : { scope, seq, hash }

const entriesJson = (found: ReadonlyArray<AuditEntry>, limit: number) => ({
  body: {
    data: found.slice(0, limit).map(({ _v, scope: _, at, origin, ...entry }) => ({
      ...entry,
      at: formatInstant(at),
      ...origin
    })),
    has_more: found.length > limit
  }
})

const entriesOf = (scope: AuditScope, { limit, after }: { readonly limit: number; readonly after: number }) =>
  Effect.map(
    Effect.flatMap(Audit, (audit) => audit.page(scope, after, limit + 1)),
    (found) => entriesJson(found, limit)
  )

const asScope = Schema.decodeUnknownOption(AuditScope)

/** What is stored, held against itself: settlements, ledgers, and the chains of the audit. */
export const verificationRoutes: ReadonlyArray<Route> = [
  challengeRoute(operations.verifySettlement, (_, { id }) => Effect.map(verify(id), findingsJson)),
  challengeRoute(operations.verifyLedger, ({ query }, { id }) =>
    Effect.map(verifyLedger(id, knownOf(scopeOf(id), query)), findingsJson)
  ),
  challengeRoute(operations.verifyAudit, ({ query }, { id }) =>
    Effect.map(verifyAudit(scopeOf(id), knownOf(scopeOf(id), query)), verdictJson)
  ),
  challengeRoute(operations.listAudit, ({ query }, { id }) => entriesOf(scopeOf(id), query)),
  route(operations.listOwnAudit, ({ query }) => entriesOf(ownScope, query)),
  route(operations.verifyOwnAudit, ({ query }) =>
    Effect.map(verifyAudit(ownScope, knownOf(ownScope, query)), verdictJson)
  ),
  route(operations.listAuditHeads, ({ query: { limit, cursor } }) =>
    Effect.gen(function* () {
      const after = cursor === undefined ? undefined : Option.getOrUndefined(asScope(cursor))
      if (cursor !== undefined && after === undefined) return yield* new InvalidCursor({ cursor })
      const found = yield* (yield* Audit).heads(after, limit + 1)
      const data = found.slice(0, limit).map(({ scope, seq, hash }) => ({ scope, seq, hash }))
      const last = data.at(-1)
      const hasMore = found.length > limit
      return {
        body: { data, has_more: hasMore, ...(hasMore && last !== undefined ? { next_cursor: last.scope } : {}) }
      }
    })
  )
]
