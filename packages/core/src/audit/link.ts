import { type Canonical, canonicalJson, formatInstant, sha256Hex } from "../shared/index.ts"
import type { AuditEntry, AuditHead, AuditNote, AuditScope } from "./AuditEntry.ts"

/** What the first entry of every chain names as the hash before it. */
export const noHash = "0".repeat(64)

/** The head of a chain that has no entry yet. */
export const emptyChain = (scope: AuditScope): AuditHead => ({ scope, seq: 0, hash: noHash })

/** What an entry says, whether it is to be written or was read. */
export type Told = Pick<AuditEntry, keyof AuditNote>

/** The bytes that are hashed, but for the two that only the chain knows: `${start}${previous}${middle}${seq}${end}`. */
export interface Frame {
  readonly start: string
  readonly middle: string
  readonly end: string
}

/**
 * The frame of an entry, for stores that link entries in the statement that adds them. What it frames is the entry in
 * canonical JSON, without its hash.
 */
export const frameOf = (scope: AuditScope, { at, actor, action, origin, before, after }: Told): Frame => {
  const { address, agent, channel } = origin
  const body: Canonical = {
    _v: 1,
    action,
    actor,
    after,
    at: formatInstant(at),
    before,
    origin: { address, agent, channel }
  }
  // `previous`, `scope` and `seq` come after all other keys in canonical order.
  return {
    start: `${canonicalJson(body).slice(0, -1)},"previous":"`,
    middle: `","scope":${canonicalJson(scope)},"seq":`,
    end: "}"
  }
}

/** SHA-256 over the previous hash and the entry, in canonical JSON. */
export const hashOf = (scope: AuditScope, note: Told, previous: string, seq: number): string => {
  const { start, middle, end } = frameOf(scope, note)
  return sha256Hex(`${start}${previous}${middle}${seq}${end}`)
}

/** The next entry of a chain. */
export const link = ({ scope, seq: last, hash: previous }: AuditHead, note: Told): AuditEntry => {
  const seq = last + 1
  return { ...note, _v: 1, scope, seq, previous, hash: hashOf(scope, note, previous, seq) }
}

/** The head of a chain that ends with this entry. */
export const headOf = ({ scope, seq, hash }: AuditEntry): AuditHead => ({ scope, seq, hash })
