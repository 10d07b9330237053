import { Audit, type AuditHead, type AuditScope, hashOf } from "@laurel/core/audit"
import { Effect } from "effect"
import { plural } from "../../output/plural.ts"
import { type Finding, ok, wrong } from "./Finding.ts"

/** Chains are looked up in pages of this many. */
const pageHeads = 500

/** Where the chains of the audit end, and whether each ends with the entry that its last hash seals. */
export interface ChainEnds {
  readonly chains: number
  readonly entries: number
  readonly broken: ReadonlyArray<AuditScope>
}

/** Looks at the last entry of every chain: quick, where `audit verify` reads them from the first. */
export const chainEnds = Effect.gen(function* () {
  const audit = yield* Audit
  const ends: { chains: number; entries: number; broken: Array<AuditScope> } = { chains: 0, entries: 0, broken: [] }
  let after: AuditScope | undefined
  do {
    const page: ReadonlyArray<AuditHead> = yield* audit.heads(after, pageHeads)
    for (const { scope, seq, hash } of page) {
      ends.chains += 1
      ends.entries += seq
      const [last] = yield* audit.page(scope, seq - 1, 1)
      if (last === undefined || hashOf(scope, last, last.previous, seq) !== hash) ends.broken.push(scope)
    }
    after = page.length < pageHeads ? undefined : page.at(-1)?.scope
  } while (after !== undefined)
  const found: ChainEnds = ends
  return found
})

/** What there is to say of how the chains end. */
export const ofRecord = ({ chains, entries, broken }: ChainEnds): Finding => {
  const text = `${plural(chains, "chain")} with ${plural(entries, "entry", "entries")}`
  return broken.length === 0
    ? ok("audit", `${text}, each sealed at its end`)
    : wrong("audit", `${text}; not sealed at its end: ${broken.join(", ")}: laurel audit verify`, "different")
}
