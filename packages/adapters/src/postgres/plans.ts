import { headOf, PlanPart, partsOf, planFrom, planPartJson, SettlementPlan, toCanonical } from "@laurel/core/settlement"
import { Option, Schema } from "effect"
import type { Kysely } from "kysely"
import type { Tables } from "./tables.ts"

const decodeHead = Schema.decodeUnknownSync(SettlementPlan)
const decodePart = Schema.decodeUnknownSync(PlanPart)

/** Keeps a plan, its long lists part by part, so that it is never there as one text. One that is there stays as it is. */
export const keepPlan = async (db: Kysely<Tables>, plan: SettlementPlan): Promise<void> => {
  const { hash, challengeId, version } = plan
  const kept = await db
    .insertInto("plan")
    .values({ hash, challenge_id: challengeId, version, head: toCanonical(headOf(plan)) })
    .onConflict((conflict) => conflict.column("hash").doNothing())
    .returning("hash")
    .execute()
  if (kept.length === 0) return
  let number = 0
  for (const part of partsOf(plan)) {
    await db
      .insertInto("plan_part")
      .values({ plan_hash: hash, number, part: planPartJson(part) })
      .execute()
    number += 1
  }
}

/** The plan with this hash, as it was kept. */
export const planWith = async (db: Kysely<Tables>, hash: string): Promise<Option.Option<SettlementPlan>> => {
  const kept = await db.selectFrom("plan").selectAll().where("hash", "=", hash).executeTakeFirst()
  if (kept === undefined) return Option.none()
  const head = decodeHead(kept.head)
  if (head.version !== kept.version || head.challengeId !== kept.challenge_id)
    throw new Error(`plan ${hash} is not kept as it was`)
  const parts: Array<PlanPart> = []
  for (;;) {
    // One at a time: no plan ever changes, so that they belong together whenever they are read.
    const row = await db
      .selectFrom("plan_part")
      .select("part")
      .where("plan_hash", "=", hash)
      .where("number", "=", parts.length)
      .executeTakeFirst()
    if (row === undefined) return Option.some(planFrom(head, parts))
    parts.push(decodePart(row.part))
  }
}
