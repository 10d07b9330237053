import { countLines as count, type LineCounts, type SettlementId } from "@laurel/core/settlement"
import type { Kysely } from "kysely"
import type { Tables } from "./tables.ts"
import { given, texts } from "./unnested.ts"

const none = count([])

/** How many lines of a settlement are in which state; with `upTo` each state is counted that far, by an index, and no further. */
export const countLines = async (
  db: Kysely<Tables>,
  settlementId: SettlementId,
  upTo: number | undefined
): Promise<LineCounts> => {
  const rows = await db
    .selectFrom(given({ state: texts(Object.keys(none)) }))
    .innerJoinLateral(
      (one) =>
        one
          .selectFrom(
            one
              .selectFrom("payout_line")
              .select("payout_line.key")
              .where("payout_line.settlement_id", "=", settlementId)
              .whereRef("payout_line.state", "=", "given.state")
              .$if(upTo !== undefined, (some) => some.limit(upTo ?? 0))
              .as("some")
          )
          .select((some) => some.fn.countAll<bigint>().as("lines"))
          .as("counted"),
      (join) => join.onTrue()
    )
    .select(["given.state", "counted.lines"])
    .execute()
  return { ...none, ...Object.fromEntries(rows.map(({ state, lines }) => [state, Number(lines)])) }
}
