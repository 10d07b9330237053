import { assert, describe, it } from "@effect/vitest"
import { Db } from "@laurel/adapters/postgres"
import { ChallengeStore } from "@laurel/core/challenge"
import { TracedBy, Transaction } from "@laurel/core/runtime"
import { ChallengeId } from "@laurel/core/shared"
import { Effect, Exit, Tracer } from "effect"
import { sql } from "kysely"
import { summaryOf } from "../src/postgres/seeStatements.ts"
import { postgresWorld } from "./database.ts"

const canary = ChallengeId.make("canary-in-a-value")
const find = ChallengeStore.use((store) => store.find(canary))
const wrong = Db.use(({ run }) => run((db) => sql`select 1/0 from ${sql.table("challenge")}`.execute(db)))

/** What is done, traced; gives the spans. */
const traced = <A, E, R>(work: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const spans: Array<Tracer.NativeSpan> = []
    const tracer = Tracer.make({
      span: (options) => {
        const span = new Tracer.NativeSpan(options)
        spans.push(span)
        return span
      }
    })
    const request = Effect.withSpan(Effect.exit(work), "request").pipe(Effect.provideService(Tracer.Tracer, tracer))
    yield* Effect.provideService(request, TracedBy, "00-trace")
    return spans
  })

const shown = (spans: ReadonlyArray<Tracer.NativeSpan>) =>
  spans
    .filter(({ kind }) => kind === "client")
    .map(({ name, status }) => `${name} ${status._tag === "Ended" && Exit.isSuccess(status.exit) ? "done" : "failed"}`)

describe("statements of what is traced", () => {
  it.effect("are spans below what sends them, in a transaction and outside, and those that fail say so", () =>
    Effect.gen(function* () {
      const alone = yield* traced(find)
      assert.deepStrictEqual(shown(alone), ["select challenge done"])
      const parent = alone.find(({ kind }) => kind === "client")?.parent
      assert.isTrue(parent?._tag === "Some" && alone.some(({ spanId }) => spanId === parent.value.spanId))
      const { transact } = yield* Transaction
      assert.deepStrictEqual(shown(yield* traced(transact(find))), [
        "begin done",
        "select challenge done",
        "commit done"
      ])
      assert.deepStrictEqual(shown(yield* traced(wrong)), ["select challenge failed"])
      const told = [...alone, ...(yield* traced(transact(wrong)))]
      for (const { name, attributes } of told) assert.notInclude(JSON.stringify([name, ...attributes]), canary)
    }).pipe(Effect.provide(postgresWorld()))
  )

  it.effect("are none where nobody traces", () =>
    Effect.gen(function* () {
      const spans: Array<string> = []
      const tracer = Tracer.make({
        span: (options) => {
          spans.push(options.name)
          return new Tracer.NativeSpan(options)
        }
      })
      yield* Effect.exit(Effect.withSpan(find, "request")).pipe(Effect.provideService(Tracer.Tracer, tracer))
      assert.isFalse(spans.some((name) => name.startsWith("select")))
    }).pipe(Effect.provide(postgresWorld()))
  )

  it("are named by what they do and the first table that they do it to", () => {
    const names = [
      ["begin isolation level repeatable read read only", "begin", undefined],
      ['select "a" from "laurel"."challenge" where "id" = $1', "select", "challenge"],
      ['insert into "laurel"."activity" ("a") select x from unnest($1)', "insert", "activity"],
      ['with given as (select $1) update "laurel"."payout_line" set x = 1 from given', "update", "payout_line"],
      ["delete from laurel_jobs.job where id = $1", "delete", "job"],
      ["  commit", "commit", undefined]
    ] as const
    for (const [text, verb, table] of names) assert.deepStrictEqual(summaryOf(text), { verb, table }, text)
  })
})
