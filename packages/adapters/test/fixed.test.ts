import { assert, describe, it } from "@effect/vitest"
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from "kysely"
import { fixed, type ValueOf } from "../src/postgres/fixed.ts"
import type { Tables } from "../src/postgres/tables.ts"

const db = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (over) => new PostgresIntrospector(over),
    createQueryCompiler: () => new PostgresQueryCompiler()
  }
})

describe("a statement whose text is always the same", () => {
  it("is built once for each schema, and has the values that it is given each time", () => {
    let builds = 0
    const ofUser = fixed((tables, value: ValueOf<{ readonly id: string; readonly user: string | null }>) => {
      builds += 1
      return tables
        .selectFrom("score")
        .select("cells")
        .where("challenge_id", "=", value("id"))
        .where("stride", "=", 7)
        .where("user_id", "=", value("user"))
        .where("challenge_id", "<>", value("id"))
    })
    const [first, second] = [db.withSchema("first_one"), db.withSchema("other_one")]
    const given = [
      { id: "spring", user: "ada" },
      { id: "summer", user: null }
    ]
    for (const tables of [first, second, first]) {
      for (const { id, user } of given)
        assert.deepStrictEqual(ofUser(tables, { id, user }).compile().parameters, [id, 7, user, id])
    }
    assert.strictEqual(builds, 2)
    const [text, other] = [first, second].map((tables) => ofUser(tables, { id: "spring", user: "ada" }).compile().sql)
    assert.include(text, '"first_one"."score"')
    assert.strictEqual(other, text?.replaceAll("first_one", "other_one"))
  })

  it("is built each time where nothing says in which schema its tables are", () => {
    const all = fixed((tables, _: ValueOf<object>) => tables.selectFrom("score").select("cells"))
    assert.strictEqual(all(db, {}).compile().sql, 'select "cells" from "score"')
  })
})
