import { Hash } from "@laurel/core/shared"
import { Schema } from "effect"
import { define } from "../../operation/define.ts"
import { cursor, limit, pageOf } from "../../wire/page.ts"
import { challengeParams } from "../../wire/text.ts"
import { ofPlanning } from "../settlements/moves.ts"
import { AuditEntryJson } from "./AuditEntryJson.ts"

const looks = {
  method: "GET",
  resource: "Verification",
  rule: { who: "Overseer", scope: "read" },
  policy: "expensive-read"
} as const
const administers = { ...looks, rule: { who: "Administrator", scope: "administer" } } as const

/** A head of the chain that was kept elsewhere: only by it a chain that was cut short or written anew is found. */
const knownHead = {
  known_seq: Schema.optionalKey(Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))),
  known_hash: Schema.optionalKey(Hash)
}
const bothOrNeither = Schema.makeFilter(
  (given: { readonly known_seq?: number; readonly known_hash?: string }) =>
    (given.known_seq === undefined) === (given.known_hash === undefined) ||
    "known_seq and known_hash are given together, as they were read"
)
const known = Schema.Struct(knownHead).check(bothOrNeither)

const Findings = Schema.Struct({
  /** Whether everything agrees. */
  same: Schema.Boolean,
  findings: Schema.Array(Schema.Struct({ path: Schema.String, message: Schema.String }))
}).annotate({ identifier: "Findings" })

const Head = Schema.Struct({ scope: Schema.String, seq: Schema.Int, hash: Schema.String }).annotate({
  identifier: "AuditHead"
})

const Verdict = Schema.Struct({
  same: Schema.Boolean,
  /** Where the chain ends, to be kept elsewhere; as far as it is in order where it is not. */
  head: Head,
  finding: Schema.optionalKey(Schema.Struct({ seq: Schema.Int, problem: Schema.String }))
}).annotate({ identifier: "AuditVerdict" })

const entriesAsked = {
  query: Schema.Struct({ limit, cursor }),
  success: pageOf(AuditEntryJson),
  refusals: ["InvalidCursor"]
} as const

/** Verifies settlements. */
export const verifySettlement = define({
  ...looks,
  id: "verifySettlement",
  path: "/v1/challenges/{challenge_id}/settlement:verify",
  summary: "Hold plans, ledger, audit and stored facts of the challenge against each other, byte for byte",
  params: challengeParams,
  success: Findings,
  refusals: [...ofPlanning]
})

/** Verifies the ledger. */
export const verifyLedger = define({
  ...looks,
  id: "verifyLedger",
  path: "/v1/challenges/{challenge_id}/ledger:verify",
  summary: "Hold every entry of the ledger against the seal under which it was posted",
  params: challengeParams,
  query: known,
  success: Findings,
  refusals: []
})

/** Verifies the audit of a challenge. */
export const verifyAudit = define({
  ...looks,
  id: "verifyAudit",
  path: "/v1/challenges/{challenge_id}/audit:verify",
  summary: "Recompute every hash of the audit of the challenge",
  params: challengeParams,
  query: known,
  success: Verdict,
  refusals: []
})

/** What was done to a challenge. */
export const listAudit = define({
  ...looks,
  ...entriesAsked,
  id: "listAudit",
  path: "/v1/challenges/{challenge_id}/audit",
  summary: "List who did what to a challenge, when and from where",
  description: "Each entry is bound to the one before it by its hash, and sealed by its own.",
  params: challengeParams
})

/** What was done that belongs to no challenge. */
export const listOwnAudit = define({
  ...administers,
  ...entriesAsked,
  id: "listOwnAudit",
  path: "/v1/audit",
  summary: "List who did what that belongs to no challenge, such as with keys"
})

/** Verifies the audit of what belongs to no challenge. */
export const verifyOwnAudit = define({
  ...administers,
  id: "verifyOwnAudit",
  path: "/v1/audit:verify",
  summary: "Recompute every hash of the audit of what belongs to no challenge",
  query: known,
  success: Verdict,
  refusals: []
})

/** Lists where chains end. */
export const listAuditHeads = define({
  ...administers,
  id: "listAuditHeads",
  path: "/v1/audit:heads",
  summary: "List where the chains of the audit end: to be kept elsewhere, and verified against later",
  query: Schema.Struct({ limit, cursor }),
  success: pageOf(Head),
  refusals: ["InvalidCursor"]
})
