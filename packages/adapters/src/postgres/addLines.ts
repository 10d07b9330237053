import { attemptsOf, dueOf, type PayoutLine } from "@laurel/core/settlement"
import { compareIds } from "@laurel/core/shared"
import { type Kysely, sql } from "kysely"
import { textArray } from "./arrays.ts"
import type { Tables } from "./tables.ts"
import { amounts, givenToAdd, inStatements, instantsOrNone, ints, sendInTurn, texts } from "./unnested.ts"
import { writeAttempts } from "./writeAttempts.ts"

/** Adds payout lines; one that is there stays as it is, and of two in the batch the first counts. */
export const addLines = async (db: Kysely<Tables>, lines: ReadonlyArray<PayoutLine>): Promise<void> => {
  // In the order of their keys, in which the database adds them to its indexes with the least effort.
  const inOrder = lines.toSorted(byKey)
  // A line that begins without an attempt, as they all do, has nothing more to be written.
  if (lines.every((line) => attemptsOf(line).length === 0)) {
    // Where a settlement has no lines yet none is looked for, which takes a fifth of the time. Whoever adds some at the same time is
    // met by the key, and the transaction is run again.
    const insert = (await areNew(db, lines)) ? insertion : insertionOfOthers
    return sendInTurn(inStatements(eachOnce(inOrder)), (group) => insert(db, group))
  }
  const groups = inStatements(inOrder)
  for (const group of groups) {
    const added = await insertionOfOthers(db, group).returning(["settlement_id", "key", "attempts"]).execute()
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

/** Lines in order, without those whose key the one before has: of two the first counts. */
function* eachOnce(lines: ReadonlyArray<PayoutLine>): Generator<PayoutLine, void, undefined> {
  let last: PayoutLine | undefined
  for (const line of lines) {
    if (last === undefined || byKey(last, line) !== 0) yield line
    last = line
  }
}

/** Whether the settlements of these lines have none yet. */
const areNew = async (db: Kysely<Tables>, lines: ReadonlyArray<PayoutLine>): Promise<boolean> => {
  const settlements = [...new Set(lines.map(({ settlementId }) => settlementId))]
  const found = await db
    .selectFrom("payout_line")
    .select("key")
    .where("settlement_id", "=", sql<string>`any(${textArray(settlements)}::text[])`)
    .limit(1)
    .execute()
  return found.length === 0
}

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

/** Of lines that may be there. */
const insertionOfOthers = (db: Kysely<Tables>, lines: ReadonlyArray<PayoutLine>) =>
  insertion(db, lines).onConflict((conflict) => conflict.columns(["settlement_id", "key"]).doNothing())

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
