import { Context, type Effect } from "effect"
import type { AuditEntry, AuditHead, AuditNote, AuditScope } from "./AuditEntry.ts"
import type { AuditUnavailable } from "./errors.ts"

/**
 * The audit log: a chain of entries for each scope. Append-only; no entry ever changes or goes away.
 *
 * - `append` links notes to the end of a chain, atomically and in the order given: as `link` does, from the empty chain on.
 *   Whatever runs at the same time, each entry follows exactly one other. It is not idempotent: who appends does so in the
 *   transaction of what the notes tell.
 * - `page` gives the entries of a chain that come after a number, in order, and no more than asked for.
 * - `heads` gives where chains end, in the order of their scopes, those after a scope, and no more than asked for; `head`
 *   that of one chain, which is the empty one before its first entry.
 */
export class Audit extends Context.Service<
  Audit,
  {
    readonly append: (scope: AuditScope, notes: ReadonlyArray<AuditNote>) => Effect.Effect<void, AuditUnavailable>
    readonly page: (
      scope: AuditScope,
      after: number,
      limit: number
    ) => Effect.Effect<ReadonlyArray<AuditEntry>, AuditUnavailable>
    readonly head: (scope: AuditScope) => Effect.Effect<AuditHead, AuditUnavailable>
    readonly heads: (
      after: AuditScope | undefined,
      limit: number
    ) => Effect.Effect<ReadonlyArray<AuditHead>, AuditUnavailable>
  }
>()("@laurel/core/audit/Audit") {}
