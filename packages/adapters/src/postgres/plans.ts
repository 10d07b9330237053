import { planParts, type SettlementPlan } from "@laurel/core/settlement"
import type { Kysely } from "kysely"
import type { Tables } from "./tables.ts"
import { sendInTurn } from "./unnested.ts"

/** Keeps the text of a plan part by part, so that it is never there as a whole. One that is there stays as it is. */
export const keepPlan = async (db: Kysely<Tables>, plan: SettlementPlan): Promise<void> => {
  const { hash } = plan
  const kept = await db
    .insertInto("plan")
    .values({ hash })
    .onConflict((conflict) => conflict.column("hash").doNothing())
    .returning("hash")
    .execute()
  if (kept.length === 0) return
  let number = 0
  await sendInTurn(planParts(plan), (part) =>
    db.insertInto("plan_part").values({ plan_hash: hash, number: number++, part })
  )
}

/** Gives the parts of the plan with this hash in their order, and says whether there is such a plan. */
export const planText = async (db: Kysely<Tables>, hash: string, take: (part: string) => void): Promise<boolean> => {
  const kept = await db.selectFrom("plan").select("hash").where("hash", "=", hash).executeTakeFirst()
  if (kept === undefined) return false
  // One at a time: no plan ever changes, so that they belong together whenever they are read. The next comes while one is taken.
  let next = partOf(db, hash, 0)
  for (let number = 1; ; number++) {
    const row = await next
    if (row === undefined) return true
    next = partOf(db, hash, number)
    take(row.part)
  }
}

const partOf = (db: Kysely<Tables>, hash: string, number: number) =>
  db
    .selectFrom("plan_part")
    .select("part")
    .where("plan_hash", "=", hash)
    .where("number", "=", number)
    .executeTakeFirst()
