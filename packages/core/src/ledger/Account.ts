import { Schema } from "effect"
import { ChallengeId, ParticipantId } from "../shared/index.ts"

/** Who pays in or is refunded: any text of 1 to 200 characters that is well-formed and holds no control character. */
export const Party = Schema.String.check(
  Schema.isPattern(/^[^\u0000-\u001f\u007f-\u009f]{1,200}$/, {
    message: "must be 1 to 200 characters without control characters"
  }),
  Schema.makeFilter((text: string) => text.isWellFormed() || "must be well-formed Unicode")
)

/** What is owed to a recipient: a prize of a participant, or the refund of a payer. */
export const Claim = Schema.Literals(["prize", "refund"])
export type Claim = typeof Claim.Type

const ofChallenge = { challengeId: ChallengeId }
const ofRecipient = { challengeId: ChallengeId, claim: Claim, recipient: Party }

/**
 * An account of the ledger.
 *
 * **Details**
 * - Owed (liabilities): `Pool` of a challenge; `Entitlement` of a participant; `PayoutInFlight`, claimed by a worker and
 *   not yet definitely paid or refused; `RefundPayable` to a payer; `Unclaimed`, came back and nobody asks for it;
 *   `Sponsor` and `Charity`, theirs by a residual or a deduction; `CarryOver` of a challenge, waiting for the next one.
 * - Earned (income): `PlatformFee`; `Breakage`, what rounding left to the platform and what was forfeited.
 * - Spent (expense): `OrganiserTopUp`.
 * - Owned (assets): `ProviderClearing`, money that is with the payment provider; `Receivable`, paid out in advance or
 *   too much and to be given back.
 */
export const Account = Schema.TaggedUnion({
  Pool: ofChallenge,
  Entitlement: { challengeId: ChallengeId, participantId: ParticipantId },
  PayoutInFlight: ofRecipient,
  RefundPayable: { challengeId: ChallengeId, payer: Party },
  Unclaimed: ofRecipient,
  Sponsor: ofChallenge,
  Charity: ofChallenge,
  CarryOver: ofChallenge,
  PlatformFee: {},
  Breakage: {},
  OrganiserTopUp: {},
  ProviderClearing: {},
  Receivable: ofRecipient
})
export type Account = typeof Account.Type

/** The five types of accounts that this ledger uses four of; equity has no place in it. */
export type AccountType = "asset" | "liability" | "income" | "expense"

/** The type of each account, the path its name starts with, and the fields that its name ends with. */
export const accountShapes = {
  Pool: { type: "liability", path: "liabilities:pool", fields: ["challengeId"] },
  Entitlement: { type: "liability", path: "liabilities:entitlement", fields: ["challengeId", "participantId"] },
  PayoutInFlight: { type: "liability", path: "liabilities:in-flight", fields: ["claim", "challengeId", "recipient"] },
  RefundPayable: { type: "liability", path: "liabilities:refund", fields: ["challengeId", "payer"] },
  Unclaimed: { type: "liability", path: "liabilities:unclaimed", fields: ["claim", "challengeId", "recipient"] },
  Sponsor: { type: "liability", path: "liabilities:sponsor", fields: ["challengeId"] },
  Charity: { type: "liability", path: "liabilities:charity", fields: ["challengeId"] },
  CarryOver: { type: "liability", path: "liabilities:carry-over", fields: ["challengeId"] },
  PlatformFee: { type: "income", path: "income:platform-fee", fields: [] },
  Breakage: { type: "income", path: "income:breakage", fields: [] },
  OrganiserTopUp: { type: "expense", path: "expenses:organiser-top-up", fields: [] },
  ProviderClearing: { type: "asset", path: "assets:provider-clearing", fields: [] },
  Receivable: { type: "asset", path: "assets:receivable", fields: ["claim", "challengeId", "recipient"] }
} as const satisfies Record<
  Account["_tag"],
  { readonly type: AccountType; readonly path: string; readonly fields: ReadonlyArray<string> }
>

/** The type of an account. */
export const accountType = (account: Account): AccountType => accountShapes[account._tag].type

/** Whether credits make the account grow: what is owed and what is earned. */
export const growsByCredit = (account: Account): boolean => {
  const type = accountType(account)
  return type === "liability" || type === "income"
}
