import type { Claim } from "../ledger/index.ts"
import { canonicalJson, sha256Hex } from "../shared/index.ts"

const part = (text: string): string => text.replace(/[^\w.~@+-]+/g, encodeURIComponent)

/**
 * The key of a payout line: who gets it and for which prize line. Never a place: two who change places keep their lines,
 * and what a line was paid is never taken for somebody else's.
 */
export const lineKey = (claim: Claim, recipient: string, line: string): string => lineKeyFor(claim, line)(recipient)

/** As `lineKey`, for many recipients of one prize line. */
export const lineKeyFor = (claim: Claim, line: string): ((recipient: string) => string) => {
  const [before, after] = [`${claim}:`, `:${part(line)}`]
  // Joined, and not put together from pieces that the engine would keep beside the whole: a million keys are kept.
  return (recipient) => [before, part(recipient), after].join("")
}

/** The line of a fee that is owed back because nobody could enter for it; `charge` is the key of the charge. */
export const feeLineOf = (charge: string): string => `charge+${charge}`

const feeLine = /^refund:[^:]*:charge\+([0-9a-f]{64})$/

/** The charge that a payout line gives back because nobody could enter for it, by its key; nothing for any other line. */
export const chargeOfLine = (key: string): string | undefined => feeLine.exec(key)?.[1]

/**
 * The key under which the provider knows one attempt, and recognises a repetition: the hash of settlement, version, line
 * and attempt number. It is stored before the call.
 */
export const attemptKey = (settlementId: string, version: number, line: string, attempt: number): string =>
  sha256Hex(canonicalJson([settlementId, version, line, attempt]))
