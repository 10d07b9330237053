import { attemptsOf, Evidence, type PayoutLine } from "@laurel/core/settlement"
import { Schema } from "effect"
import type { Kysely } from "kysely"
import type { Tables } from "./tables.ts"
import { amounts, flags, given, inStatements, instants, instantsOrNone, ints, jsons, texts } from "./unnested.ts"

const encodeEvidence = Schema.encodeSync(Evidence)

/**
 * Writes the attempts of lines as they are now: new ones are added, those that are there get what is known since, and what
 * was learned about them is added to what was learned before. None is taken away.
 */
export const writeAttempts = async (db: Kysely<Tables>, lines: ReadonlyArray<PayoutLine>): Promise<void> => {
  const attempts = lines.flatMap((line) =>
    attemptsOf(line).map((attempt) => ({
      ...attempt,
      settlementId: line.settlementId,
      lineKey: line.key,
      isOpen: "attempt" in line && line.attempt === attempt
    }))
  )
  // One that is closed goes before one that opens: no line has two open ones, not even for a moment (I17).
  for (const group of inStatements(attempts.toSorted((a, b) => Number(a.isOpen) - Number(b.isOpen)))) {
    await upsertion(db, group).execute()
  }
  const outcomes = attempts.flatMap(({ settlementId, lineKey, number, outcomes: learned }) =>
    learned.map((outcome, place) => ({ ...outcome, settlementId, lineKey, number, place }))
  )
  for (const group of inStatements(outcomes)) await addition(db, group).execute()
}

type Attempt = ReturnType<typeof attemptsOf>[number] & {
  readonly settlementId: string
  readonly lineKey: string
  readonly isOpen: boolean
}

const attemptColumns = [
  "settlement_id",
  "line_key",
  "number",
  "is_open",
  "key",
  "minor_units",
  "worker",
  "provider",
  "claimed_at",
  "lease_until",
  "submitted_at"
] as const

const upsertion = (db: Kysely<Tables>, attempts: ReadonlyArray<Attempt>) =>
  db
    .insertInto("payout_attempt")
    .columns(attemptColumns)
    .expression((query) =>
      query
        .selectFrom(
          given({
            settlement_id: texts(attempts.map(({ settlementId }) => settlementId)),
            line_key: texts(attempts.map(({ lineKey }) => lineKey)),
            number: ints(attempts.map(({ number }) => number)),
            is_open: flags(attempts.map(({ isOpen }) => isOpen)),
            key: texts(attempts.map(({ key }) => key)),
            minor_units: amounts(attempts.map(({ minorUnits }) => minorUnits)),
            worker: texts(attempts.map(({ worker }) => worker)),
            provider: texts(attempts.map(({ provider }) => provider ?? null)),
            claimed_at: instants(attempts.map(({ claimedAt }) => claimedAt)),
            lease_until: instants(attempts.map(({ leaseUntil }) => leaseUntil)),
            submitted_at: instantsOrNone(attempts.map(({ submittedAt }) => submittedAt))
          })
        )
        .select(attemptColumns)
        .orderBy("place")
    )
    .onConflict((conflict) =>
      conflict.columns(["settlement_id", "line_key", "number"]).doUpdateSet((row) => ({
        is_open: row.ref("excluded.is_open"),
        key: row.ref("excluded.key"),
        minor_units: row.ref("excluded.minor_units"),
        worker: row.ref("excluded.worker"),
        provider: row.ref("excluded.provider"),
        claimed_at: row.ref("excluded.claimed_at"),
        lease_until: row.ref("excluded.lease_until"),
        submitted_at: row.ref("excluded.submitted_at")
      }))
    )

type Outcome = Attempt["outcomes"][number] & {
  readonly settlementId: string
  readonly lineKey: string
  readonly number: number
  readonly place: number
}

const outcomeColumns = ["settlement_id", "line_key", "number", "place", "outcome", "evidence", "at"] as const

const addition = (db: Kysely<Tables>, outcomes: ReadonlyArray<Outcome>) =>
  db
    .insertInto("payout_outcome")
    .columns(outcomeColumns)
    .expression((query) =>
      query
        .selectFrom(
          given({
            settlement_id: texts(outcomes.map(({ settlementId }) => settlementId)),
            line_key: texts(outcomes.map(({ lineKey }) => lineKey)),
            number: ints(outcomes.map(({ number }) => number)),
            // The column of the table is called like the count of `given`.
            at_place: ints(outcomes.map(({ place }) => place)),
            outcome: texts(outcomes.map(({ outcome }) => outcome)),
            evidence: jsons(outcomes.map(({ evidence }) => encodeEvidence(evidence))),
            at: instants(outcomes.map(({ at }) => at))
          })
        )
        .select(["settlement_id", "line_key", "number", "at_place", "outcome", "evidence", "at"])
    )
    .onConflict((conflict) => conflict.doNothing())
