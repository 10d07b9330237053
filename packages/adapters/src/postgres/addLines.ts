import { attemptsOf, dueOf, type PayoutLine } from "@laurel/core/settlement"
import { compareIds } from "@laurel/core/shared"
import { type Kysely, sql } from "kysely"
import { textArray } from "./arrays.ts"
import type { Tables } from "./tables.ts"
import { amounts, givenToAdd, inStatements, instantsOrNone, ints, sendInTurn, texts } from "./unnested.ts"
import { writeAttempts } from "./writeAttempts.ts"

/** Adds payout lines; one that is there stays as it is, and of two the first counts. */
export const addLines = async (db: Kysely<Tables>, lines: Iterable<PayoutLine>): Promise<void> => {
  const areNew = newcomers(db)
  await sendInTurn(inStatements(lines), async (group) => {
    // A line that begins without an attempt, as they all do, has nothing more to be written.
    if (group.some((line) => attemptsOf(line).length > 0)) {
      return { execute: () => addWithAttempts(db, group.toSorted(byKey)) }
    }
    // In the order of their keys, in which the database adds them to its indexes with the least effort.
    const each = ascends(group) ? group : [...eachOnce(group.toSorted(byKey))]
    return (await areNew(each)) ? insertion(db, each) : insertionOfOthers(db, each)
  })
}

const addWithAttempts = async (db: Kysely<Tables>, lines: ReadonlyArray<PayoutLine>): Promise<void> => {
  const added = await insertionOfOthers(db, lines).returning(["settlement_id", "key", "attempts"]).execute()
  const withAttempts = new Set(added.filter(({ attempts }) => attempts > 0).map(nameOf))
  if (withAttempts.size === 0) return
  const first = new Map(
    lines.toReversed().map((line) => [nameOf({ settlement_id: line.settlementId, key: line.key }), line])
  )
  await writeAttempts(
    db,
    [...first].flatMap(([name, line]) => (withAttempts.has(name) ? [line] : []))
  )
}

/**
 * Says of one group of lines after the other whether none of them can be there: their settlements had no lines, and they come after
 * all that were asked about before. None is looked for then, which takes a fifth of the time. Whoever adds some at the same time is met
 * by the key, and the transaction is run again.
 */
const newcomers = (db: Kysely<Tables>) => {
  const hadLines = new Map<string, boolean>()
  let last: PayoutLine | undefined
  return async (group: ReadonlyArray<PayoutLine>): Promise<boolean> => {
    const settlements = [...new Set(group.map(({ settlementId }) => settlementId))]
    const unknown = settlements.filter((id) => !hadLines.has(id))
    const found = unknown.length > 0 && (await haveLines(db, unknown))
    for (const id of unknown) hadLines.set(id, found)
    const [first] = group
    const comesAfter = last === undefined || (first !== undefined && byKey(last, first) < 0)
    if (comesAfter) last = group.at(-1)
    return comesAfter && settlements.every((id) => hadLines.get(id) === false)
  }
}

const byKey = (a: PayoutLine, b: PayoutLine): number =>
  a.settlementId === b.settlementId ? compareIds(a.key, b.key) : compareIds(a.settlementId, b.settlementId)

/** Whether lines are in order already, each once. */
const ascends = (lines: ReadonlyArray<PayoutLine>): boolean => {
  let last: PayoutLine | undefined
  for (const line of lines) {
    if (last !== undefined && byKey(last, line) >= 0) return false
    last = line
  }
  return true
}

/** Lines in order, without those whose key the one before has: of two the first counts. */
function* eachOnce(lines: ReadonlyArray<PayoutLine>): Generator<PayoutLine, void, undefined> {
  let last: PayoutLine | undefined
  for (const line of lines) {
    if (last === undefined || byKey(last, line) !== 0) yield line
    last = line
  }
}

/** Whether any of these settlements has lines. */
const haveLines = async (db: Kysely<Tables>, settlements: ReadonlyArray<string>): Promise<boolean> => {
  const found = await db
    .selectFrom("payout_line")
    .select("key")
    .where("settlement_id", "=", sql<string>`any(${textArray(settlements)}::text[])`)
    .limit(1)
    .execute()
  return found.length > 0
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
