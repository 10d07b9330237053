import { readFileSync } from "node:fs"
import { join as pathOf } from "node:path"
import { anonymous, type Principal, roles, scopes, type Who } from "@laurel/core/access"
import { join, withdraw } from "@laurel/core/challenge"
import { cancel } from "@laurel/core/settlement"
import { ChallengeId, ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import { Effect } from "effect"
import fc from "fast-check"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { operations } from "../src/api/operations.ts"
import { noBody } from "../src/operation/define.ts"
import type { AnyOperation } from "../src/operation/Operation.ts"
import { CredentialRefused } from "../src/problem/errors.ts"
import { begin, openHouse, steps } from "./house.ts"

/** How many requests: `npm run gate:authorisation` asks for more. */
const requests = Number(process.env.LAUREL_AUTHORISATION_REQUESTS ?? "1500")

const people = ["ada", "bob", "cyd", "dan", "eve", "flo"] as const
type Name = (typeof people)[number]

interface Contest {
  readonly id: string
  /** The row of the table that it stands for. */
  readonly kind: "open" | "private" | "draft" | "nothing"
  readonly organiser?: Name
  readonly entered: ReadonlyArray<Name>
  readonly left: ReadonlyArray<Name>
  readonly isCancelled?: boolean
}

const contests: ReadonlyArray<Contest> = [
  { id: "walk", kind: "open", organiser: "ada", entered: ["bob", "cyd"], left: ["dan"] },
  { id: "swim", kind: "open", organiser: "bob", entered: ["ada"], left: ["eve"], isCancelled: true },
  { id: "club", kind: "private", organiser: "cyd", entered: ["ada", "dan"], left: ["bob"] },
  { id: "team", kind: "private", organiser: "ada", entered: ["ada", "eve"], left: ["cyd"], isCancelled: true },
  { id: "plan", kind: "draft", organiser: "dan", entered: [], left: [] },
  { id: "idea", kind: "draft", organiser: "ada", entered: [], left: [], isCancelled: true },
  { id: "none", kind: "nothing", entered: [], left: [] }
]

type Table = ReadonlyMap<string, ReadonlyMap<string, string>>

/** The reviewed table: what whoever stands in a column is told, by operation and kind of challenge. */
const readTable = (): Table => {
  const [, heading = "", ...rows] = readFileSync(pathOf(import.meta.dirname, "golden", "access.txt"), "utf8")
    .trim()
    .split("\n")
  const columns = heading
    .replace(/^# operation +challenge +/, "")
    .split("|")
    .map((one) => one.trim())
  return new Map(
    rows.map((row) => {
      const [operation = "", challenge = "", ...told] = row.split(/ +/)
      return [`${operation} ${challenge}`, new Map(columns.map((column, at) => [column, told[at] ?? ""]))]
    })
  )
}

/** Who asks, and whether it is a person who signed in a long time ago. */
interface Asking {
  readonly principal: Principal | undefined
  readonly isStale: boolean
}

const id = fc.constantFrom(...people).map((name) => PrincipalId.make(name))
const askings: fc.Arbitrary<Asking> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom<Asking>({ principal: anonymous, isStale: false }) },
  { weight: 1, arbitrary: fc.constantFrom<Asking>({ principal: undefined, isStale: false }) },
  {
    weight: 6,
    arbitrary: fc.record({ id, given: fc.subarray([...roles]), isStale: fc.boolean() }).map(
      ({ id, given, isStale }): Asking => ({
        principal: { _tag: "Person", id, roles: new Set(given), provenAt: isStale ? begin - 3_600_000 : begin },
        isStale
      })
    )
  },
  {
    weight: 6,
    arbitrary: fc.record({ id, given: fc.subarray([...scopes]) }).map(
      ({ id, given }): Asking => ({
        principal: { _tag: "Program", id, key: "aaaaaaaaaaaa", scopes: new Set(given) },
        isStale: false
      })
    )
  }
)

/** The columns of the table that somebody stands in at once, with all that they are. */
const columnsOf = (principal: Principal | undefined, contest: Contest | undefined, about: Name | undefined) => {
  if (principal === undefined) return ["unproven"]
  if (principal._tag === "Anonymous") return ["anonymous"]
  const isIn = (names: ReadonlyArray<Name> = []) => names.some((name) => name === principal.id)
  const takesPart = isIn(contest?.entered) || isIn(contest?.left)
  const administers =
    principal._tag === "Person" ? principal.roles.has("administrator") : principal.scopes.has("administer")
  const columns = [
    "stranger",
    ...(contest?.organiser === principal.id ? ["organiser"] : []),
    // In the table it is about the entrant: somebody else who takes part stands where one who left does.
    ...(about === undefined ? (isIn(contest?.entered) ? ["entrant"] : []) : about === principal.id ? ["entrant"] : []),
    ...(takesPart ? ["withdrawn"] : []),
    ...(principal._tag === "Person" && principal.roles.has("approver") ? ["approver"] : []),
    ...(administers ? ["administrator"] : [])
  ]
  return columns
}

/**
 * What somebody is told who stands in all these columns: what lets them furthest in decides. One part of what they are may show them what
 * another lets them do: an approver may not see a draft, but one who administers does.
 */
const toldBy = (
  table: Table,
  operation: string,
  kind: Contest["kind"] | "-",
  columns: ReadonlyArray<string>
): string => {
  const inRow = (row: string, column: string): string | undefined => table.get(`${operation} ${row}`)?.get(column)
  const told = columns.map((column) => inRow(kind, column))
  const isSeen = told.includes("403")
  if (isSeen && columns.includes("approver") && inRow("open", "approver") === "in") return "in"
  return ["in", "403", "404"].find((one) => told.includes(one)) ?? "401"
}

const isAbout = ({ path }: AnyOperation): boolean => /\{(user|participant)_id\}/.test(path)

const pathFor = (operation: AnyOperation, contest: Contest, about: Name): string => {
  const values: Readonly<Record<string, string>> = {
    challenge_id: contest.id,
    participant_id: about,
    user_id: about,
    plan_hash: "0".repeat(64),
    key_id: "aaaaaaaaaaaa"
  }
  return operation.path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? name)
}

/** Nobody may send a key of that length: whoever is told so was let in, and nothing was done. */
const wrongKey = "a".repeat(256)

/** Where nothing but the rule of the operation says who may; elsewhere it depends on what is asked for. */
const decidedByRule: ReadonlySet<Who> = new Set<Who>(["Organiser", "Approver", "Overseer", "Administrator"])

describe("whoever asks for whatever", () => {
  let asking: Asking = { principal: anonymous, isStale: false }
  let asked = 0
  const house = openHouse(undefined, undefined, {
    authenticate: () =>
      asking.principal === undefined
        ? Effect.fail(new CredentialRefused({ isBearer: true }))
        : Effect.succeed(asking.principal)
  })
  const as = (name: string): void => {
    asking = {
      principal: { _tag: "Person", id: PrincipalId.make(name), roles: new Set(), provenAt: begin },
      isStale: false
    }
  }
  beforeAll(async () => {
    for (const { id, kind, organiser = "ada", entered, left, isCancelled = false } of contests) {
      if (kind === "nothing") continue
      as(organiser)
      await house.ask("POST", "/v1/challenges", {
        body: steps(id, kind === "private" ? { visibility: "invite" } : {})
      })
      const challengeId = ChallengeId.make(id)
      if (kind !== "draft") {
        await house.ask("POST", `/v1/challenges/${id}/publish`)
        const entries = [...entered, ...left].map((name) => ({
          participantId: ParticipantId.make(name),
          userId: UserId.make(name),
          enteredAt: begin,
          categories: [],
          status: "Active" as const
        }))
        await house.run(join(challengeId, entries))
        for (const name of left)
          await house.run(withdraw(challengeId, ParticipantId.make(name), PrincipalId.make(name)))
      }
      if (isCancelled) await house.run(cancel(challengeId, PrincipalId.make(organiser), "a test"))
    }
  })
  afterAll(house.close)

  it("is let in exactly where the reviewed table says so, with all roles, scopes and parts that they have at once", async () => {
    const table = readTable()
    const seen = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.values<AnyOperation>(operations)),
        fc.constantFrom(...contests),
        fc.constantFrom(...people),
        askings,
        async (operation, contest, drawn, who) => {
          const isOfChallenge = operation.path.includes("{challenge_id}")
          const inIt = [...contest.entered, ...contest.left]
          // Of a challenge it is about somebody who takes part: that nobody does so is not what is asked here.
          const about = isOfChallenge && inIt.length > 0 && !inIt.includes(drawn) ? (inIt[0] ?? drawn) : drawn
          const kind = isOfChallenge ? contest.kind : "-"
          const columns = columnsOf(
            who.principal,
            isOfChallenge ? contest : undefined,
            isAbout(operation) ? about : undefined
          )
          const byTable = toldBy(table, operation.id, kind, columns)
          asking = who
          const takesBody = operation.method !== "GET" && operation.body !== noBody
          const { status, json } = await house.ask(operation.method, pathFor(operation, contest, about), {
            ...(takesBody ? { body: { nonsense: true } } : {}),
            headers: { "idempotency-key": decidedByRule.has(operation.rule.who) ? wrongKey : `key-${++asked}` }
          })
          const told = status === 401 || status === 403 ? `${status}` : ""
          const outcome = told !== "" ? told : status === 404 && json?.code === "challenge-not-found" ? "404" : "in"
          const named = `${operation.id} ${contest.id} ${about} ${JSON.stringify(who, (_, value) => (value instanceof Set ? [...value] : value))}`
          const { principal } = who
          const isHeld =
            principal?._tag === "Program" &&
            !principal.scopes.has(operation.rule.scope) &&
            !(operation.rule.scope === "read" && principal.scopes.has("administer"))
          if (isHeld && !(isOfChallenge && contest.kind === "nothing")) {
            assert.deepStrictEqual([status, json?.code], [403, "scope-missing"], named)
          } else if (byTable === "in" && operation.rule.isFresh === true && who.isStale) {
            assert.strictEqual(json?.code, "fresh-proof-needed", named)
          } else assert.strictEqual(outcome, byTable, named)
          seen.set(outcome, (seen.get(outcome) ?? 0) + 1)
        }
      ),
      { numRuns: requests }
    )
    assert.deepStrictEqual(house.reports, [])
    assert.sameMembers([...seen.keys()], ["in", "401", "403", "404"])
    if (process.env.LAUREL_AUTHORISATION_REQUESTS !== undefined) {
      const told = [...seen].toSorted().map(([outcome, count]) => `${outcome}: ${count}`)
      process.stdout.write(
        `${requests} requests of ${Object.keys(operations).length} operations, told ${told.join(", ")}\n`
      )
    }
  }, 600_000)
})
