import {
  Audit,
  type AuditHead,
  type AuditScope,
  type AuditVerdict,
  AuditScope as Scope,
  verifyAudit
} from "@laurel/core/audit"
import { Effect, Option, Schema } from "effect"
import { Problem } from "../../io/Problem.ts"
import { jsonText } from "../../output/jsonText.ts"
import { plural } from "../../output/plural.ts"
import { wordsOf } from "../../output/wordsOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { scopeOf } from "../../session/scopeOf.ts"
import { show } from "../../session/show.ts"
import { writeOut } from "../../session/writeOut.ts"
import { readHeads } from "./Heads.ts"

/** Chains are looked up in pages of this many. */
const pageHeads = 500

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({ out: Schema.optionalKey(Schema.String), known: Schema.optionalKey(Schema.String) })
)

/** `laurel audit verify`: reads chains from their first entry and recomputes every hash (I27). */
export const verifyCommand = async (
  name: string | undefined,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const options = readOptions(given)
  const known = options.known === undefined ? new Map<string, AuditHead>() : await readHeads(house.io, options.known)
  const asked = name === undefined ? undefined : scopeOf(name)
  await onStore(given, house, async (session) => {
    const scopes = asked === undefined ? await session.run(allScopes(known)) : [asked]
    const verdicts: Array<AuditVerdict> = []
    for (const scope of scopes) verdicts.push(await session.run(verifyAudit(scope, known.get(scope))))
    const findings = verdicts.flatMap(({ finding }) => (finding === undefined ? [] : [finding]))
    const heads = verdicts.map(({ head }) => head)
    if (options.out !== undefined && findings.length === 0)
      await writeOut(session.io, options.out, [jsonText({ _v: 1, heads })])
    if (session.json || findings.length === 0)
      show(session, { same: findings.length === 0, chains: heads, findings }, () => {
        const entries = heads.reduce((sum, { seq }) => sum + seq, 0)
        return `${plural(heads.length, "chain")} with ${plural(entries, "entry", "entries")}: every hash is right.\n`
      })
    if (findings.length > 0) throw tampered(findings)
  })
}

const allScopes = Effect.fnUntraced(function* (known: ReadonlyMap<string, AuditHead>) {
  const audit = yield* Audit
  const scopes = new Set<AuditScope>()
  let after: AuditScope | undefined
  do {
    const page: ReadonlyArray<AuditHead> = yield* audit.heads(after, pageHeads)
    for (const { scope } of page) scopes.add(scope)
    after = page.length < pageHeads ? undefined : page.at(-1)?.scope
  } while (after !== undefined)
  // A chain that was taken away as a whole is only missed by whoever knows of it.
  for (const scope of known.keys()) Option.map(asScope(scope), (one) => scopes.add(one))
  return [...scopes]
})

const asScope = Schema.decodeUnknownOption(Scope)

const tampered = (findings: ReadonlyArray<NonNullable<AuditVerdict["finding"]>>): Problem =>
  new Problem({
    exit: "different",
    code: "audit-altered",
    title: "the record of what was done was changed",
    mistakes: findings.map(({ scope, seq, problem }) => ({
      where: `${scope}, entry ${seq}`,
      message: wordsOf(problem)
    })),
    remedy: "pay nothing; compare with a backup, and find out who can write to the database"
  })
