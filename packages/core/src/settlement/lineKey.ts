import type { Claim } from "../ledger/index.ts"
import { canonicalJson, sha256Hex } from "../shared/index.ts"

const part = (text: string): string => text.replace(/[^\w.~@+-]+/g, encodeURIComponent)

/**
 * The key of a payout line: who gets it and for which prize line. Never a place: two who change places keep their lines,
 * and what a line was paid is never taken for somebody else's.
 */
export const lineKey = (claim: Claim, recipient: string, line: string): string =>
  `${claim}:${part(recipient)}:${part(line)}`

/**
 * The key under which the provider knows one attempt, and recognises a repetition: the hash of settlement, version, line
 * and attempt number. It is stored before the call.
 */
export const attemptKey = (settlementId: string, version: number, line: string, attempt: number): string =>
  sha256Hex(canonicalJson([settlementId, version, line, attempt]))
