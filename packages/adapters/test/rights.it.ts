import { assert, describe, it } from "@effect/vitest"
import { grantRights, layer, serverFacts } from "@laurel/adapters/postgres"
import { Audit, ownScope, verifyAudit } from "@laurel/core/audit"
import { PrincipalId } from "@laurel/core/shared"
import { Effect } from "effect"
import pg from "pg"
import { connectPostgres } from "../src/postgres/connectPostgres.ts"
import { migrations } from "../src/postgres/migrations/index.ts"
import { migrate } from "../src/postgres/migrations/migrate.ts"
import { newDatabase } from "./database.ts"

const note = {
  at: 0,
  actor: PrincipalId.make("olivia"),
  action: "challenge.publish",
  origin: { channel: "cli" },
  before: "{}",
  after: "{}"
}

/** What the database answers to a statement of the role: nothing when it takes it. */
const refusal = (client: pg.Client, statement: string) =>
  Effect.promise(() =>
    client.query(statement).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : "")
    )
  )

describe("The role of the application (Postgres)", () => {
  it.live("does its work, and changes or takes away no row of an immutable table, nor a table (I7)", () =>
    Effect.gen(function* () {
      const url = yield* newDatabase
      const role = `app_${new URL(url).pathname.slice(1)}`
      const owner = yield* connectPostgres({ url })
      yield* migrate(owner)
      yield* Effect.promise(() => owner.pool.query(`create role ${role} login`))
      yield* grantRights(owner, role)
      const refused = yield* Effect.forEach(["postgres", "nobody_there"], (name) =>
        Effect.flip(grantRights(owner, name))
      )
      assert.deepStrictEqual(
        refused.map((error) => (error._tag === "RoleUnfit" ? error.problem : error._tag)),
        ["owner", "missing"]
      )
      const own = new URL(url)
      own.username = role
      const bound = yield* Effect.forEach([owner, yield* connectPostgres({ url: own.href })], serverFacts)
      assert.deepStrictEqual(
        bound.map(({ isBound }) => isBound),
        [false, true]
      )
      yield* Effect.gen(function* () {
        const audit = yield* Audit
        yield* audit.append(ownScope, [note])
        yield* audit.append(ownScope, [note, note])
        assert.deepStrictEqual(yield* verifyAudit(ownScope), { head: yield* audit.head(ownScope) })
      }).pipe(Effect.provide(layer({ url: own.href })))
      const client = yield* Effect.acquireRelease(
        Effect.promise(async () => {
          const opened = new pg.Client({ connectionString: own.href })
          await opened.connect()
          return opened
        }),
        (opened) => Effect.promise(() => opened.end())
      )
      const fixed = migrations.flatMap(({ immutable = [] }) => immutable)
      assert.includeMembers([...fixed], ["audit", "ledger_entry", "movement"])
      for (const table of fixed) {
        for (const statement of [
          `delete from laurel.${table}`,
          `truncate laurel.${table} cascade`,
          `drop table laurel.${table}`
        ]) {
          assert.match((yield* refusal(client, statement)) ?? "taken", /permission denied|must be owner/, statement)
        }
      }
      for (const table of migrations.flatMap(({ lasting = [] }) => lasting)) {
        assert.match((yield* refusal(client, `delete from laurel.${table}`)) ?? "taken", /permission denied/, table)
      }
      assert.isUndefined(yield* refusal(client, "update laurel.payout_line set state = state"))
      assert.match((yield* refusal(client, "update laurel.movement set number = 0")) ?? "taken", /permission denied/)
      assert.match((yield* refusal(client, "update laurel.audit set actor = 'eve'")) ?? "taken", /permission denied/)
      assert.match(
        (yield* refusal(client, "update laurel.migration set checksum = ''")) ?? "taken",
        /permission denied/
      )
      assert.isUndefined(yield* refusal(client, "update laurel.audit_head set seq = seq"))
      yield* Effect.promise(() => owner.pool.query(`drop owned by ${role}; drop role ${role}`))
    }).pipe(Effect.scoped)
  )
})
