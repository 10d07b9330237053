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
import { type PlanFinding, verify, verifyLedger } from "@laurel/core/settlement"
import { formatInstant } from "@laurel/core/shared"
import { Effect, Option, Schema } from "effect"
import { challengeRoute, route } from "../../operation/carry.ts"
import type { Route } from "../../operation/Route.ts"
import { numberIn, pageJson, placeAfter } from "../../wire/page.ts"
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

const entryJson = ({ _v, scope: _, at, origin, ...entry }: AuditEntry) => ({
  ...entry,
  at: formatInstant(at),
  ...origin
})

const entriesOf = Effect.fnUntraced(function* (
  scope: AuditScope,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string }
) {
  const after = (yield* placeAfter(cursor, numberIn)) ?? 0
  const found = yield* (yield* Audit).page(scope, after, limit + 1)
  return { body: pageJson(found, limit, entryJson, ({ seq }) => `${seq}`) }
})

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
      const after = yield* placeAfter(cursor, (text) => Option.getOrUndefined(asScope(text)))
      const found = yield* (yield* Audit).heads(after, limit + 1)
      const headJson = ({ scope, seq, hash }: AuditHead) => ({ scope, seq, hash })
      return { body: pageJson(found, limit, headJson, ({ scope }) => scope) }
    })
  )
]
