import fc from "fast-check"
import { operations } from "../src/api/operations.ts"
import type { AnyOperation } from "../src/operation/Operation.ts"
import { steps } from "./house.ts"

/** Texts that break what is careless. */
const texts = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "\u0000",
    "\ud800",
    "../../etc/passwd",
    "%00",
    "%2e%2e%2f",
    "'; drop table challenge; --",
    "${7*7}",
    "<script>alert(1)</script>",
    "__proto__",
    "constructor",
    "NaN",
    "1e999",
    "-0",
    "9".repeat(400),
    "a".repeat(5_000),
    "\u202e\u0301".repeat(50)
  ),
  fc.string({ maxLength: 40, unit: "binary" })
)

const numbers = fc.oneof(
  fc.constantFrom(0, -1, 1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 53), 1e308, 1e-320, Number.MAX_SAFE_INTEGER),
  fc.double({ noNaN: true, noDefaultInfinity: true })
)

const leaf = fc.oneof(texts, numbers, fc.boolean(), fc.constant(null))

const values: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: "small" }, leaf, fc.array(tie("value"), { maxLength: 4 }), tie("object")),
  object: fc.dictionary(
    fc.oneof(
      texts,
      fc.constantFrom("user_id", "metric", "quantity", "at", "plan_hash", "reason", "id", "_v", "activities")
    ),
    tie("value"),
    { maxKeys: 5 }
  )
})).value

/** Bodies that are almost right. */
const bodies: ReadonlyArray<Readonly<Record<string, unknown>>> = [
  steps("fuzz"),
  { metric: "steps", quantity: 1, at: "2026-05-04T07:00:00Z", key: "1" },
  { activities: [{ metric: "steps", quantity: "1", at: "2026-05-04T07:00:00Z" }] },
  { plan_hash: "0".repeat(64), reason: "no" },
  { id: "gift", payer: "acme", minor_units: "100" },
  { label: "x", scopes: ["read"] },
  { id: "copy", start: "2027-01-01" },
  {}
]

/** One that was right, with one thing in it that is not. */
const almost = fc
  .tuple(fc.constantFrom(...bodies), fc.oneof(texts, fc.constantFrom("metric", "at", "window", "score")), values)
  .map(([body, key, value]) => ({ ...body, ...(key === "__proto__" ? {} : { [key]: value }) }))

const parts = fc.oneof(fc.constantFrom("open", "ada", "nothing", "0".repeat(64)), texts)

/** A request that nobody with good intentions sends. */
export interface Hostile {
  readonly operation: AnyOperation
  readonly path: string
  readonly as: string | undefined
  readonly body: string | undefined
  readonly key: string
}

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed())

/** Requests of every operation. */
export const hostileRequests: fc.Arbitrary<Hostile> = fc
  .record({
    operation: fc.constantFrom<AnyOperation>(...Object.values(operations)),
    parts: fc.array(parts, { minLength: 3, maxLength: 3 }),
    query: fc.array(
      fc.tuple(
        fc.constantFrom("limit", "cursor", "state", "participants", "view", "division", "teams", "after", "x"),
        texts
      ),
      { maxLength: 2 }
    ),
    as: fc.constantFrom(undefined, "olga", "ada", "root+administrator", "pat+approver", "olga@now"),
    body: fc.oneof(
      { weight: 4, arbitrary: almost.map((value) => JSON.stringify(value)) },
      { weight: 2, arbitrary: values.map((value) => JSON.stringify(value)) },
      {
        weight: 1,
        arbitrary: fc.constantFrom("{", "[".repeat(10_000), '{"a":1e999}', '{"id":"a","id":"b"}', "\ufeff{}", "nul")
      }
    ),
    key: fc.oneof(fc.uuid(), fc.constantFrom("k", " ", "x".repeat(300)))
  })
  .map(({ operation, parts: given, query, as, body, key }) => {
    const left = [...given]
    const path = operation.path.replace(/\{\w+\}/g, () => encoded(left.shift() ?? "x") || "x")
    const search = query.map(([name, value]) => `${name}=${encoded(value)}`).join("&")
    return {
      operation,
      path: search === "" ? path : `${path}?${search}`,
      as,
      body: operation.method === "GET" ? undefined : body,
      key
    }
  })
