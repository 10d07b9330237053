import { Result } from "effect"
import type { AuditEntry, AuditHead, AuditScope } from "./AuditEntry.ts"
import { hashOf, headOf } from "./link.ts"

/** What is wrong with a chain, and with which entry first. */
export interface ChainFinding {
  readonly scope: AuditScope
  readonly seq: number
  /**
   * `Altered`: its content is not what its hash says. `Missing`: the chain goes on without it. `Reordered`: it stands
   * elsewhere. `Inserted`: it is sealed, and does not follow the one before it. `Truncated`: the chain ends before it.
   * `Rewritten`: the chain is sound, and not the one whose head is known.
   */
  readonly problem: "Altered" | "Missing" | "Reordered" | "Inserted" | "Truncated" | "Rewritten"
}

/**
 * The head of a chain whose entries follow one another from `start` on; or the first that was altered, is missing, was put
 * in or stands elsewhere.
 */
export const verifyChain = (
  start: AuditHead,
  entries: ReadonlyArray<AuditEntry>
): Result.Result<AuditHead, ChainFinding> => {
  let head = start
  for (const [index, entry] of entries.entries()) {
    const problem = problemOf(head, entry)
    if (problem !== undefined) return Result.fail(findingOf(head, entry, problem, entries.slice(index + 1)))
    head = headOf(entry)
  }
  return Result.succeed(head)
}

const problemOf = (head: AuditHead, entry: AuditEntry): "Altered" | "Missing" | "Inserted" | undefined => {
  if (!isInstant(entry.at) || entry.hash !== hashOf(entry.scope, entry, entry.previous, entry.seq)) return "Altered"
  if (entry.scope !== head.scope || entry.seq <= head.seq) return "Inserted"
  if (entry.seq > head.seq + 1) return "Missing"
  return entry.previous === head.hash ? undefined : "Inserted"
}

/** No entry was ever written with anything else, but a store can be made to hold it. */
const isInstant = (at: number): boolean => Number.isSafeInteger(at) && !Number.isNaN(new Date(at).getTime())

/** A gap is one that was left, unless what belongs there comes later. */
const findingOf = (
  { scope, seq: last }: AuditHead,
  entry: AuditEntry,
  problem: "Altered" | "Missing" | "Inserted",
  rest: ReadonlyArray<AuditEntry>
): ChainFinding => {
  if (problem !== "Missing") return { scope, seq: entry.seq, problem }
  const seq = last + 1
  return { scope, seq, problem: rest.some((later) => later.seq === seq) ? "Reordered" : "Missing" }
}
