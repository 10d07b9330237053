import { attemptsOf, dueOf, type PayoutLine } from "@laurel/core/settlement"
import { compareIds } from "@laurel/core/shared"
import type { Kysely } from "kysely"
import type { Tables } from "./tables.ts"
import { amounts, givenToAdd, inStatements, instantsOrNone, ints, sendInTurn, texts } from "./unnested.ts"
import { writeAttempts } from "./writeAttempts.ts"

/** Adds payout lines; one that is there stays as it is, and of two in the batch the first counts. */
export const addLines = async (db: Kysely<Tables>, lines: ReadonlyArray<PayoutLine>): Promise<void> => {
  // In the order of their keys, in which the database adds them to its indexes with the least effort.
  const groups = inStatements(lines.toSorted(byKey))
  // A line that begins without an attempt, as they all do, has nothing more to be written.
  if (lines.every((line) => attemptsOf(line).length === 0)) return sendInTurn(groups, (group) => insertion(db, group))
  for (const group of groups) {
    const added = await insertion(db, group).returning(["settlement_id", "key", "attempts"]).execute()
    const withAttempts = new Set(added.filter(({ attempts }) => attempts > 0).map(nameOf))
    if (withAttempts.size === 0) continue
    const first = new Map(
      group.toReversed().map((line) => [nameOf({ settlement_id: line.settlementId, key: line.key }), line])
    )
    await writeAttempts(
      db,
      [...first].flatMap(([name, line]) => (withAttempts.has(name) ? [line] : []))
    )
  }
}

const byKey = (a: PayoutLine, b: PayoutLine): number =>
  a.settlementId === b.settlementId ? compareIds(a.key, b.key) : compareIds(a.settlementId, b.settlementId)

const nameOf = ({ settlement_id, key }: { readonly settlement_id: string; readonly key: string }): string =>
  `${settlement_id}\n${key}`

const columns = [
  "settlement_id",
  "key",
  "challenge_id",
  "version",
  "state",
  "claim",
  "recipient",
  "currency",
  "minor_units",
  "due_at",
  "attempts"
] as const

const insertion = (db: Kysely<Tables>, lines: ReadonlyArray<PayoutLine>) =>
  db
    .insertInto("payout_line")
    .columns(columns)
    .expression((query) =>
      query
        .selectFrom(givenToAdd(columnsOf(lines)))
        .select(columns)
        .orderBy("place")
    )
    .onConflict((conflict) => conflict.columns(["settlement_id", "key"]).doNothing())

/** Payout lines as columns of rows given to a statement. */
export const columnsOf = (lines: ReadonlyArray<PayoutLine>) => ({
  settlement_id: texts(lines.map(({ settlementId }) => settlementId)),
  key: texts(lines.map(({ key }) => key)),
  challenge_id: texts(lines.map(({ challengeId }) => challengeId)),
  version: ints(lines.map(({ version }) => version)),
  state: texts(lines.map(({ _tag }) => _tag)),
  claim: texts(lines.map(({ claim }) => claim)),
  recipient: texts(lines.map(({ recipient }) => recipient)),
  currency: texts(lines.map(({ currency }) => currency)),
  minor_units: amounts(lines.map(({ minorUnits }) => minorUnits)),
  due_at: instantsOrNone(lines.map(dueOf)),
  attempts: ints(lines.map((line) => attemptsOf(line).length))
})
