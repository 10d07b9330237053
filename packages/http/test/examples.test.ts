import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { decoderOf } from "@laurel/core/shared"
import { tick } from "@laurel/core/work"
import { Result } from "effect"
import { assert, describe, it } from "vitest"
import { document } from "../src/api/document.ts"
import { operations } from "../src/api/operations.ts"
import { type Example, examples } from "../src/openApi/examples.ts"
import type { AnyOperation } from "../src/operation/Operation.ts"
import { begin, openHouse } from "./house.ts"

const asset = join(import.meta.dirname, "../assets/examples.json")
const byId: ReadonlyMap<string, AnyOperation> = new Map(Object.entries(operations))
const operationOf = (id: string): AnyOperation => byId.get(id) ?? assert.fail(`there is no ${id}`)

type Json = ReturnType<typeof JSON.parse>

/** What something is made of: names and kinds, whatever the values. */
const madeOf = (value: Json): Json =>
  Array.isArray(value)
    ? value.map(madeOf)
    : typeof value === "object" && value !== null
      ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, madeOf(one)]))
      : typeof value

/** Texts that stand in the one where others stand in the other: names that are made anew each time. */
const renamed = (before: Json, now: Json): ReadonlyArray<readonly [string, string]> =>
  typeof before === "string" && typeof now === "string"
    ? before.length > 9 && before !== now
      ? [[before, now]]
      : []
    : typeof before === "object" && before !== null
      ? Object.keys(before).flatMap((name) => renamed(before[name], now?.[name]))
      : []

/** What is told once and never again is told here without what makes it a secret. */
const shown = (answer: Json): Json =>
  typeof answer?.secret === "string" ? { ...answer, secret: answer.secret.replace(/_[^_]*$/, "_...") } : answer

/** Sends all examples to a house, one after the other, and gives what they are answered; what is named in one goes by that in the next. */
const told = async () => {
  const house = openHouse()
  const names = new Map<string, string>()
  const named = <A>(value: A): A =>
    JSON.parse([...names].reduce((text, [before, now]) => text.replaceAll(before, now), JSON.stringify(value)))
  const answered = new Map<string, Example>()
  for (const [id, recorded] of examples) {
    const { method, path: pattern } = operationOf(id)
    const { path = {}, body } = recorded
    const asked = named({ path, body })
    const address = pattern.replace(
      /\{(\w+)\}/g,
      (_, name: string) => new Map(Object.entries(asked.path)).get(name) ?? ""
    )
    if (id === "planSettlement") {
      house.clock.moveTo(begin + 8 * 86_400_000)
      await house.run(tick())
    }
    const headers = { "idempotency-key": id }
    const { status, json } = await house.ask(method, address, {
      as: `${recorded.by}@now`,
      headers,
      ...(asked.body === undefined ? {} : { body: asked.body })
    })
    assert.strictEqual(status, recorded.status, `${id}: ${JSON.stringify(json)}`)
    for (const [before, now] of renamed(recorded.answer, json)) names.set(before, now)
    if (id === "joinChallenge")
      await house.ask(method, address, { as: "bob", body, headers: { "idempotency-key": "bob" } })
    answered.set(id, {
      ...recorded,
      ...(pattern.includes("{") ? { path: asked.path } : {}),
      ...(body === undefined ? {} : { body: asked.body }),
      answer: shown(json)
    })
  }
  await house.close()
  return answered
}

interface Written {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { readonly responses: Readonly<Record<string, { readonly description: string }>> }>>
    >
  >
}
const written: Written = JSON.parse(JSON.stringify(document("0.1.0")))

describe("the examples of the document", () => {
  it("are a life of a challenge that can be sent in this order; `UPDATE_GOLDEN=1` writes what they are answered anew", async () => {
    const now = await told()
    if (process.env.UPDATE_GOLDEN === "1")
      writeFileSync(asset, `${JSON.stringify(Object.fromEntries(now), undefined, 2)}\n`)
    const kept: Json = JSON.parse(readFileSync(asset, "utf8"))
    assert.deepStrictEqual(madeOf(Object.fromEntries(now)), madeOf(kept))
  })

  it("are of the operations that people begin with, and what these take and answer", () => {
    for (const [id, { body, answer }] of examples) {
      const operation = operationOf(id)
      if (body !== undefined)
        assert.isTrue(Result.isSuccess(decoderOf<unknown>(operation.describedBody ?? operation.body)(body)), id)
      assert.isTrue(Result.isSuccess(decoderOf<unknown>(operation.success)(answer)), id)
    }
  })

  it("are there for programs and for people, with the line that sends them", async () => {
    const house = openHouse()
    const { paths } = (await house.ask("GET", "/openapi.json")).json
    const page = await (await house.app.request("/docs")).text()
    for (const [id, { status, body, answer }] of examples) {
      const { method, path } = operationOf(id)
      const { requestBody, responses, "x-codeSamples": lines } = paths[path][method.toLowerCase()]
      assert.deepStrictEqual(requestBody?.content["application/json"].examples?.example.value, body, id)
      assert.deepStrictEqual(responses[status].content["application/json"].examples.example.value, answer, id)
      assert.match(lines[0].source, /^curl /)
      assert.include(page, `Example of ${id}`)
    }
    assert.include(page, "-d &#39;{&quot;fee&quot;:{&quot;minor_units&quot;:&quot;1000&quot;}}&#39;")
    await house.close()
  })

  it("say of each status what it means: 200, 201 and 202 of one operation are told apart", () => {
    for (const operation of Object.values(operations)) {
      const answers = Object.entries(written.paths[operation.path]?.[operation.method.toLowerCase()]?.responses ?? {})
      const said = answers.filter(([status]) => Number(status) < 300).map(([, one]) => one.description)
      assert.strictEqual(new Set(said).size, said.length, operation.id)
    }
  })
})
