import { Effect, Schema } from "effect"
import { type Board, Entries, type PublishedChallenge, standings, standingsOf } from "../challenge/index.ts"
import type { Eligibility } from "../prize/index.ts"
import { ChallengeId, type ParticipantId } from "../shared/index.ts"
import { contributionsOf, paidInOf } from "./contributionsOf.ts"
import { type PlanFacts, poolHash } from "./PlanFacts.ts"
import type { SettlementInput } from "./planSettlement.ts"

/** The challenge has no prizes, or is not yet final: there is nothing to settle. */
export class NothingToSettle extends Schema.TaggedError<NothingToSettle>()("NothingToSettle", {
  challengeId: ChallengeId,
  reason: Schema.String
}) {
  override get message() {
    return `Challenge ${this.challengeId} cannot be settled: ${this.reason}`
  }
}

/**
 * The seed that decides who gets odd units: the hash of the rules, which is published before entries open, so that nobody
 * can choose a seed for an entry or an entry for a seed.
 */
export const seedOf = ({ rulesHash }: PublishedChallenge): string => rulesHash

/** What the settlement of a final challenge is planned from. `secret` is that of a draw. */
export const settlementInput = Effect.fnUntraced(function* (challenge: PublishedChallenge, secret: string | undefined) {
  const {
    id,
    definition: { prizes, currency, ranking, score }
  } = challenge
  if (prizes === undefined || currency === undefined) {
    return yield* new NothingToSettle({ challengeId: id, reason: "it has no prizes" })
  }
  if (!("standingsHash" in challenge)) {
    return yield* new NothingToSettle({ challengeId: id, reason: `it is ${challenge._tag}, not yet final` })
  }
  const board: Board = yield* standings(id, "Organiser")
  const entries = yield* (yield* Entries).all(id)
  const eligibility = new Map<ParticipantId, Eligibility>()
  const categories = new Map<ParticipantId, ReadonlyArray<string>>()
  for (const entry of entries) {
    if (entry.eligibility !== undefined) eligibility.set(entry.participantId, entry.eligibility)
    if (entry.categories.length > 0) categories.set(entry.participantId, entry.categories)
  }
  const contributions = yield* contributionsOf(id)
  const input: Omit<SettlementInput, "version" | "supersedes" | "contributions"> &
    Pick<SettlementInput["input"], "contributions"> = {
    challengeId: id,
    currency,
    rulesHash: challenge.rulesHash,
    standingsHash: challenge.standingsHash,
    contributions,
    paidInMinorUnits: yield* paidInOf(id),
    prizes,
    ranking,
    ...(score.missing === undefined ? {} : { missing: score.missing }),
    input: {
      contributions,
      standings: standingsOf(board),
      teams: board.teamStandings,
      eligibility,
      categories,
      seed: seedOf(challenge),
      ...(secret === undefined ? {} : { secret })
    }
  }
  return input
})

/** The facts as they are now, to hold a plan against. */
export const currentFacts = Effect.fnUntraced(function* (challenge: PublishedChallenge) {
  const facts: PlanFacts = {
    rulesHash: challenge.rulesHash,
    standingsHash: "standingsHash" in challenge ? challenge.standingsHash : "",
    poolHash: poolHash(yield* contributionsOf(challenge.id), seedOf(challenge))
  }
  return facts
})
