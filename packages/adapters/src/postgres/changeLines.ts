import { attemptsOf, type LineChange, type PayoutLine } from "@laurel/core/settlement"
import type { Kysely } from "kysely"
import { columnsOf } from "./addLines.ts"
import type { Tables } from "./tables.ts"
import { amounts, given, inStatements, ints, texts } from "./unnested.ts"
import { writeAttempts } from "./writeAttempts.ts"

/**
 * Replaces each line that is still as it was read, and says of each change, in the order given, whether it was made. Rows
 * are locked in one order and looked at again once they are: of several that change a line, one finds it as it was (I18).
 */
export const changeLines = async (
  db: Kysely<Tables>,
  changes: ReadonlyArray<LineChange>
): Promise<ReadonlyArray<boolean>> => {
  const first = new Map<string, LineChange>()
  for (const change of changes) if (!first.has(nameOf(change.before))) first.set(nameOf(change.before), change)
  const made = new Set<LineChange>()
  for (const group of inStatements([...first.values()])) {
    const rows = await replacement(db, group).execute()
    const changed = rows.flatMap(({ place }) => group[Number(place) - 1] ?? [])
    for (const change of changed) made.add(change)
    const after = changed.map(({ after: line }) => line).filter((line) => attemptsOf(line).length > 0)
    if (after.length > 0) await writeAttempts(db, after)
  }
  return changes.map((change) => made.has(change))
}

const nameOf = ({ settlementId, key }: PayoutLine): string => `${settlementId}\n${key}`

const replacement = (db: Kysely<Tables>, changes: ReadonlyArray<LineChange>) => {
  const before = changes.map(({ before: line }) => line)
  // The line keeps its settlement and its key, whatever `after` says.
  const after = changes.map(({ after: line }) => line)
  const rows = given({
    ...columnsOf(after),
    settlement_id: texts(before.map(({ settlementId }) => settlementId)),
    key: texts(before.map(({ key }) => key)),
    read_state: texts(before.map(({ _tag }) => _tag)),
    read_attempts: ints(before.map((line) => attemptsOf(line).length)),
    read_minor_units: amounts(before.map(({ minorUnits }) => minorUnits))
  })
  return db
    .with("locked", (query) =>
      query
        .selectFrom("payout_line")
        .innerJoin(rows, (join) =>
          join.onRef("given.settlement_id", "=", "payout_line.settlement_id").onRef("given.key", "=", "payout_line.key")
        )
        .whereRef("payout_line.state", "=", "given.read_state")
        .whereRef("payout_line.attempts", "=", "given.read_attempts")
        .whereRef("payout_line.minor_units", "=", "given.read_minor_units")
        .selectAll("given")
        .orderBy("payout_line.settlement_id")
        .orderBy("payout_line.key")
        .forNoKeyUpdate("payout_line")
    )
    .updateTable("payout_line")
    .from("locked")
    .set((row) => ({
      challenge_id: row.ref("locked.challenge_id"),
      version: row.ref("locked.version"),
      state: row.ref("locked.state"),
      claim: row.ref("locked.claim"),
      recipient: row.ref("locked.recipient"),
      currency: row.ref("locked.currency"),
      minor_units: row.ref("locked.minor_units"),
      due_at: row.ref("locked.due_at"),
      attempts: row.ref("locked.attempts")
    }))
    .whereRef("payout_line.settlement_id", "=", "locked.settlement_id")
    .whereRef("payout_line.key", "=", "locked.key")
    .returning("locked.place")
}
