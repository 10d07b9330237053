import { Effect, Result } from "effect"
import { Audit } from "./Audit.ts"
import type { AuditEntry, AuditHead, AuditScope } from "./AuditEntry.ts"
import { emptyChain } from "./link.ts"
import { type ChainFinding, verifyChain } from "./verifyChain.ts"

/** A chain is read in pages of this many entries, so that it is never all in memory. */
const pageSize = 1_000

/** What a chain came to: where it ends, and what is wrong with it, if anything is. */
export interface AuditVerdict {
  readonly head: AuditHead
  readonly finding?: ChainFinding
}

/**
 * Reads a chain from its first entry and recomputes every hash. Gives the head, or the first entry that is not as it was
 * written (I27).
 *
 * **Details**: whoever can write to the database can also cut a chain short, or write it anew from some entry on. That is
 * found against `known`, a head of the same chain that was kept elsewhere. `visit` sees each entry that is in order.
 */
export const verifyAudit = Effect.fn("Audit.verifyAudit")(function* (
  scope: AuditScope,
  known: AuditHead | undefined = undefined,
  visit: (entry: AuditEntry) => void = () => {}
) {
  const audit = yield* Audit
  const expected = [yield* audit.head(scope), ...(known?.scope === scope ? [known] : [])]
  let head = emptyChain(scope)
  let finding = contradicted(head, expected)
  while (finding === undefined) {
    const page = yield* audit.page(scope, head.seq, pageSize)
    if (page.length === 0) break
    const checked = verifyChain(head, page)
    if (Result.isFailure(checked)) return verdictOf(head, checked.failure)
    finding = page.map((entry) => contradicted(entry, expected)).find((found) => found !== undefined)
    for (const entry of page) visit(entry)
    head = checked.success
  }
  return verdictOf(head, finding ?? cutShort(head, expected) ?? beyond(yield* audit.head(scope), head))
})

const verdictOf = (head: AuditHead, finding: ChainFinding | undefined): AuditVerdict =>
  finding === undefined ? { head } : { head, finding }

/** Where a chain has another hash than is expected for the same entry. */
const contradicted = ({ scope, seq, hash }: AuditHead, expected: ReadonlyArray<AuditHead>): ChainFinding | undefined =>
  expected.some((known) => known.seq === seq && known.hash !== hash) ? { scope, seq, problem: "Rewritten" } : undefined

const cutShort = ({ scope, seq }: AuditHead, expected: ReadonlyArray<AuditHead>): ChainFinding | undefined =>
  expected.some((known) => known.seq > seq) ? { scope, seq: seq + 1, problem: "Truncated" } : undefined

/** Entries beyond the stored head, which was looked at after they were read. */
const beyond = ({ scope, seq }: AuditHead, read: AuditHead): ChainFinding | undefined =>
  seq < read.seq ? { scope, seq: seq + 1, problem: "Inserted" } : undefined
