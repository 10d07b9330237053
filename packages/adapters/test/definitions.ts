import type { DefinitionJson } from "@laurel/adapters"
import { type Challenge, ChallengeDefinition } from "@laurel/core/challenge"
import { type ChallengeId, PrincipalId } from "@laurel/core/shared"
import { Schema } from "effect"

/** What the prize plans of these tests say of degenerate fields. */
export const answeredFields = {
  emptyPool: "NoPrizes",
  oneEntrant: "Refund",
  allScoresZero: "Refund",
  noWinner: "Refund",
  everyoneWins: "PayAsRanked",
  fewerFinishersThanPlaces: "Redistribute"
} as const

/** Steps in May 2026, without prizes. */
export const plain = (id: string) =>
  ({
    id,
    name: "Steps in May",
    zone: "UTC",
    window: { start: "2026-05-01", end: "2026-05-31" },
    metrics: [{ name: "steps", unit: "steps" }],
    score: { _tag: "Total", metric: "steps" }
  }) satisfies DefinitionJson

const decodeDefinition = Schema.decodeUnknownSync(ChallengeDefinition)

/** A challenge that facts can be kept of. */
export const drafted = (id: ChallengeId): Challenge => ({
  _tag: "Draft",
  id,
  version: 0,
  organiser: PrincipalId.make("olga"),
  definition: decodeDefinition(plain(id)),
  draftedAt: 0
})

/** `plain` for 10.00 an entry, of which a tenth is the platform's; two places are paid. */
export const paid = (id: string) =>
  ({
    ...plain(id),
    currency: "EUR",
    prizes: {
      funding: { entryFee: "1000" },
      deductions: [{ _tag: "PlatformFee", percent: "10%" }],
      stages: [{ name: "main", awards: [{ _tag: "SharePerPlace", shares: ["60%", "40%"] }] }],
      residual: "Platform",
      degenerate: { ...answeredFields, fewerFinishersThanPlaces: "Residual" }
    }
  }) satisfies DefinitionJson
