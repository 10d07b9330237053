import { type LinesAsked, PayoutLine, type SettlementId } from "@laurel/core/settlement"
import { type ChallengeId, formatInstant, type Instant } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import { type Kysely, type RawBuilder, sql } from "kysely"
import { readerOf } from "./rows.ts"
import type { Tables } from "./tables.ts"
import { given, texts } from "./unnested.ts"

/** Lines of a settlement by key, as many as are asked for: in some states by an index for each, so that the others cost nothing. */
export const linesOf = (db: Kysely<Tables>, settlementId: SettlementId, { states, dueBy, after, limit }: LinesAsked) =>
  lines(db)
    .where("payout_line.settlement_id", "=", settlementId)
    .$if(states !== undefined, (query) =>
      query.where("payout_line.key", "in", (within) =>
        within
          .selectFrom(given({ state: texts(states ?? []) }))
          .innerJoinLateral(
            (one) =>
              one
                .selectFrom("payout_line as other")
                .select("other.key")
                .where("other.settlement_id", "=", settlementId)
                .whereRef("other.state", "=", "given.state")
                .$if(after !== undefined, (page) => page.where("other.key", ">", after ?? ""))
                .$if(dueBy !== undefined, (page) => page.where(isDue("other.due_at", dueBy ?? 0)))
                .orderBy("other.key")
                .limit(limit)
                .as("found"),
            (join) => join.onTrue()
          )
          .select("found.key")
      )
    )
    .$if(after !== undefined, (query) => query.where("payout_line.key", ">", after ?? ""))
    .$if(dueBy !== undefined, (query) => query.where(isDue("payout_line.due_at", dueBy ?? 0)))
    .orderBy("payout_line.key")
    .limit(limit)
    .execute()

const isDue = (due: string, by: Instant): RawBuilder<boolean> =>
  sql<boolean>`coalesce(${sql.ref(due)} <= ${formatInstant(by)}::timestamptz, true)`

/** The lines of a challenge with one of these keys, by version: each looked up in each of its few settlements. */
export const linesByKey = (db: Kysely<Tables>, challengeId: ChallengeId, keys: ReadonlyArray<string>) =>
  byVersion(db, challengeId).where((row) =>
    row(
      row.refTuple("payout_line.settlement_id", "payout_line.key"),
      "in",
      row
        .selectFrom("settlement")
        .innerJoin(given({ key: texts(keys) }), (join) => join.onTrue())
        .select(["settlement.settlement_id", "given.key"])
        .where("settlement.challenge_id", "=", challengeId)
        .$asTuple("settlement_id", "key")
    )
  )

/** The lines of a challenge with an attempt of this key, by version. */
export const linesByAttempt = (db: Kysely<Tables>, challengeId: ChallengeId, attemptKey: string) =>
  byVersion(db, challengeId)
    .where((row) =>
      row(
        row.refTuple("payout_line.settlement_id", "payout_line.key"),
        "in",
        row
          .selectFrom("payout_attempt")
          .select(["payout_attempt.settlement_id", "payout_attempt.line_key"])
          .where("payout_attempt.key", "=", attemptKey)
          .$asTuple("settlement_id", "line_key")
      )
    )
    .execute()

const byVersion = (db: Kysely<Tables>, challengeId: ChallengeId) =>
  lines(db)
    .where("payout_line.challenge_id", "=", challengeId)
    .orderBy("payout_line.version")
    .orderBy("payout_line.settlement_id")
    .orderBy("payout_line.key")

/** Lines with their attempts, as one statement sees them: what others change meanwhile is seen as a whole or not at all. */
const lines = (db: Kysely<Tables>) =>
  db
    .selectFrom("payout_line")
    .selectAll("payout_line")
    .select((line) =>
      line
        .case()
        .when("payout_line.attempts", ">", 0)
        .then(
          line
            .selectFrom("payout_attempt as attempt")
            .select((attempt) =>
              sql<unknown>`json_agg(json_strip_nulls(json_build_object(
                'isOpen', attempt.is_open,
                'number', attempt.number,
                'key', attempt.key,
                'minorUnits', attempt.minor_units::text,
                'worker', attempt.worker,
                'provider', attempt.provider,
                'claimedAt', ${written("attempt.claimed_at")},
                'leaseUntil', ${written("attempt.lease_until")},
                'submittedAt', ${written("attempt.submitted_at")},
                'outcomes', ${attempt
                  .selectFrom("payout_outcome as learned")
                  .select(
                    sql<unknown>`coalesce(json_agg(json_build_object(
                      'outcome', learned.outcome,
                      'evidence', learned.evidence,
                      'at', ${written("learned.at")}
                    ) order by learned.place), '[]')`.as("outcomes")
                  )
                  .whereRef("learned.settlement_id", "=", "attempt.settlement_id")
                  .whereRef("learned.line_key", "=", "attempt.line_key")
                  .whereRef("learned.number", "=", "attempt.number")}
              )) order by attempt.number)`.as("tried")
            )
            .whereRef("attempt.settlement_id", "=", "payout_line.settlement_id")
            .whereRef("attempt.line_key", "=", "payout_line.key")
        )
        .else(sql<unknown>`'[]'::json`)
        .end()
        .as("tried")
    )

/** An instant as the core writes it, in JSON that the database makes. */
const written = (instant: string): RawBuilder<string> =>
  sql<string>`to_char(${sql.ref(instant)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const Tried = Schema.Array(
  Schema.StructWithRest(Schema.Struct({ isOpen: Schema.Boolean }), [Schema.Record(Schema.String, Schema.Unknown)])
)
const Rows = Schema.Array(
  Schema.Struct({
    settlement_id: Schema.String,
    key: Schema.String,
    challenge_id: Schema.String,
    version: Schema.Int,
    state: Schema.String,
    claim: Schema.String,
    recipient: Schema.String,
    currency: Schema.String,
    minor_units: Schema.BigInt,
    due_at: Schema.NullOr(Schema.Int),
    tried: Tried
  })
)
const readRows = readerOf(Rows)
const readWritten = readerOf(Schema.Array(PayoutLine))

/** Payout lines from rows. */
export const readLines = (rows: unknown) => Effect.flatMap(readRows(rows), (read) => readWritten(read.map(writtenLine)))

/** A line as `PayoutLine` is written. */
const writtenLine = (row: (typeof Rows.Type)[number]) => {
  const past = row.tried.filter(({ isOpen }) => !isOpen).map(({ isOpen: _, ...attempt }) => attempt)
  const open = row.tried.filter(({ isOpen }) => isOpen).map(({ isOpen: _, ...attempt }) => attempt)
  return {
    _tag: row.state,
    settlementId: row.settlement_id,
    challengeId: row.challenge_id,
    version: row.version,
    key: row.key,
    claim: row.claim,
    recipient: row.recipient,
    currency: row.currency,
    minorUnits: `${row.minor_units}`,
    past,
    ...(open[0] === undefined ? {} : { attempt: open[0] }),
    ...(row.state === "Held" && row.due_at !== null ? { holdUntil: formatInstant(row.due_at) } : {})
  }
}
