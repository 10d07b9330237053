import { readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { document } from "../src/api/document.ts"
import { operations } from "../src/api/operations.ts"
import { routes } from "../src/api/routes.ts"
import type { AnyOperation } from "../src/operation/Operation.ts"
import { allowedOperations } from "../src/resources/challenges/allowedOperations.ts"

const all: ReadonlyArray<AnyOperation> = Object.values(operations)
const written = JSON.parse(JSON.stringify(document("0.1.0")))
const named = ({ method, path }: AnyOperation): string => `${method} ${path}`

describe("the document of the API", () => {
  it("has every operation that is served, and nothing else (S-09)", () => {
    assert.deepStrictEqual(
      routes.map(({ operation }) => named(operation)).toSorted(),
      all.map(named).toSorted(),
      "what is served is what is declared, once"
    )
    const described = Object.entries<Record<string, unknown>>(written.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`)
    )
    assert.deepStrictEqual(described.toSorted(), all.map(named).toSorted())
    for (const [id, operation] of Object.entries(operations)) assert.strictEqual(operation.id, id)
  })
  it("names nothing that is not in it, and every parameter of every path", () => {
    const refs = [...JSON.stringify(written).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
      ([, name]) => name
    )
    for (const name of refs) assert.property(written.components.schemas, name ?? "")
    const nameless = Object.keys(written.components.schemas).filter((name) => /_\d*$/.test(name))
    assert.deepStrictEqual(nameless, [], "what is referred to has a name that means something")
    for (const operation of all) {
      const { parameters } = written.paths[operation.path][operation.method.toLowerCase()]
      const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const said = parameters
        .filter((one: { readonly in: string }) => one.in === "path")
        .map((one: { readonly name: string }) => one.name)
      assert.deepStrictEqual(said.toSorted(), inPath.toSorted(), operation.id)
    }
  })
  it("has every operation that a challenge says it allows", () => {
    for (const id of allowedOperations) assert.property(operations, id)
  })
  it("says what each parameter means, and what there is to send", () => {
    for (const operation of all) {
      const { parameters, requestBody } = written.paths[operation.path][operation.method.toLowerCase()]
      for (const one of parameters.filter((one: object) => "name" in one))
        assert.isAtLeast((one.description ?? "").length, 10, `${operation.id} ${one.name}`)
      const { properties = {} } = requestBody?.content["application/json"].schema ?? {}
      for (const [name, field] of Object.entries<Readonly<Record<string, unknown>>>(properties))
        if (!("$ref" in field || "enum" in field)) assert.property(field, "description", `${operation.id} ${name}`)
    }
  })
  it("is what people read about, too", () => {
    const reference = readFileSync(join(import.meta.dirname, "../../../docs/reference/http.md"), "utf8")
    for (const operation of all) {
      const { rule, policy, summary } = operation
      const who = rule.isFresh === true ? `${rule.who}, fresh` : rule.who
      assert.include(reference, `| \`${named(operation)}\` | ${summary} | ${who} | ${rule.scope} | ${policy} |`)
    }
  })
})
