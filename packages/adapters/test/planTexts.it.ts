import { assert, describe, it } from "@effect/vitest"
import { migrate } from "@laurel/adapters/postgres"
import { planHash, planParts, type SettlementPlan, toCanonical } from "@laurel/core/settlement"
import { ChallengeId, Currency, ParticipantId, Rational } from "@laurel/core/shared"
import { Effect } from "effect"
import { sql } from "kysely"
import { connectEmbedded } from "../src/postgres/connectEmbedded.ts"
import { connectPostgres } from "../src/postgres/connectPostgres.ts"
import { planTexts } from "../src/postgres/migrations/0007_plan_texts/migration.ts"
import { migrations } from "../src/postgres/migrations/index.ts"
import { planText } from "../src/postgres/plans.ts"
import { newDatabase } from "./database.ts"

const spring = ChallengeId.make("spring")
const before = migrations.filter(({ number }) => number < planTexts.number)

const hash = "0".repeat(64)
const [ada, bob] = [ParticipantId.make("ada"), ParticipantId.make("bob")]
const rule = { index: 0, tag: "Proportional" }

/** A plan with every long list, the lists repeated so often, under its own hash. */
const planOf = (times: number): SettlementPlan => {
  const many = <Row>(...rows: ReadonlyArray<Row>): ReadonlyArray<Row> =>
    Array.from({ length: times }, () => rows).flat()
  const award = {
    stage: "main",
    rule,
    minorUnits: 5n,
    place: 1,
    tied: 1,
    share: Rational.rational(5n),
    roundingUnit: 0n
  }
  const line = { claim: "prize", line: "main+0", minorUnits: 5n, advance: 0n, due: 5n } as const
  const plan: SettlementPlan = {
    _v: 1,
    challengeId: spring,
    currency: Currency.make("EUR"),
    version: 1,
    rulesHash: hash,
    standingsHash: hash,
    standings: many({ participantId: ada, rank: 1.5, score: 7, status: "Scored" }),
    eligibilityHash: hash,
    eligibility: [{ participantId: bob, eligibility: "RankedNotPaid", categories: ["local"] }],
    poolHash: hash,
    contributions: many({ payer: "Zoë 🏆", kind: "EntryFee", participantId: ada, minorUnits: 5n }),
    seed: `times ${times} "lines":[] \\`,
    prizes: {
      outcome: "Awarded",
      gross: 5n,
      deductions: [],
      pool: 5n,
      topUp: 0n,
      topUps: [],
      stages: [{ name: "main", minorUnits: 5n }],
      awards: many(
        { ...award, participantId: ada, advance: 0n, due: 5n },
        { ...award, participantId: bob, advance: 2n, due: 3n }
      ),
      items: times === 1 ? [] : [{ participantId: bob, stage: "main", rule, item: "cup", place: 2 }],
      itemsLeft: [],
      residual: [],
      refunds: [{ payer: "acme", minorUnits: 3n }],
      overpaid: [{ participantId: bob, minorUnits: 1n }]
    },
    lines: many({ ...line, key: "prize:ada:main+0", recipient: "ada" }),
    hash
  }
  return { ...plan, hash: planHash(plan) }
}

const emptyPlan: SettlementPlan = ((plan) => ({ ...plan, hash: planHash(plan) }))({
  ...planOf(1),
  standings: [],
  eligibility: [],
  contributions: [],
  prizes: { ...planOf(1).prizes, awards: [], items: [], refunds: [], overpaid: [] },
  lines: []
})

/** The head and the parts of a plan as they were kept before, two rows in each part. */
const keptBefore = (plan: SettlementPlan): readonly [head: string, parts: ReadonlyArray<string>] => {
  const { standings, eligibility, contributions, prizes, lines, ...rest } = JSON.parse(toCanonical(plan))
  const { awards, items, refunds, overpaid } = prizes
  const named = { standings, eligibility, contributions, awards, items, refunds, overpaid, lines }
  const parts = Object.entries(named).flatMap(([name, rows]: [string, ReadonlyArray<unknown>]) =>
    Array.from({ length: Math.ceil(rows.length / 2) }, (_, at) =>
      JSON.stringify({ _tag: `${name.charAt(0).toUpperCase()}${name.slice(1)}`, rows: rows.slice(2 * at, 2 * at + 2) })
    )
  )
  const none = { awards: [], items: [], refunds: [], overpaid: [] }
  const emptied = { ...plan, ...{ standings: [], eligibility: [], contributions: [], lines: [] } }
  assert.isAbove(Object.keys(rest).length, 5)
  return [toCanonical({ ...emptied, prizes: { ...plan.prizes, ...none } }), parts]
}

const places = {
  Postgres: Effect.flatMap(newDatabase, (url) => connectPostgres({ url })),
  "the embedded store": connectEmbedded({})
}

for (const [name, opened] of Object.entries(places)) {
  describe(`Plans that were kept in parts by list (${name})`, () => {
    it.live("are the text that was hashed once they are migrated", () =>
      Effect.gen(function* () {
        const place = yield* opened
        const { db, schema } = place
        yield* migrate(place, before)
        const plans = [planOf(1), planOf(3), emptyPlan]
        const table = (one: string) => sql.table(`${schema}.${one}`)
        yield* Effect.promise(async () => {
          await sql`insert into ${table("challenge")} (id, version, state, organiser, definition, state_fields, featured, archived,
            ends_at, created_at, log_month) values (${spring}, 0, 'Draft', 'o', '{}', '{}', false, false, now(), now(), '2026-03-01')`.execute(
            db
          )
          for (const plan of plans) {
            const [head, parts] = keptBefore(plan)
            await sql`insert into ${table("plan")} (hash, challenge_id, version, head) values (${plan.hash}, ${spring}, 1, ${head})`.execute(
              db
            )
            for (const [number, part] of parts.entries())
              await sql`insert into ${table("plan_part")} (plan_hash, number, part) values (${plan.hash}, ${number}, ${part})`.execute(
                db
              )
          }
        })
        yield* migrate(place)
        for (const plan of plans) {
          const parts: Array<string> = []
          assert.isTrue(yield* Effect.promise(() => planText(db, plan.hash, (part) => parts.push(part))))
          assert.strictEqual(parts.join(""), [...planParts(plan)].join(""))
        }
      }).pipe(Effect.scoped)
    )
  })
}
