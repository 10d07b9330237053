import { readFileSync, writeFileSync } from "node:fs"
import { join as pathOf } from "node:path"
import { scopes } from "@laurel/core/access"
import { join } from "@laurel/core/challenge"
import { ChallengeId, ParticipantId, UserId } from "@laurel/core/shared"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { operations } from "../src/api/operations.ts"
import { noBody } from "../src/operation/define.ts"
import type { AnyOperation } from "../src/operation/Operation.ts"
import { begin, openHouse, steps } from "./house.ts"

const golden = pathOf(import.meta.dirname, "golden", "access.txt")

/** Who asks: nobody, a token that proves nothing, somebody with no part in it, a participant, one who left, other roles. */
const principals = {
  anonymous: undefined,
  unproven: "!",
  stranger: "sam",
  entrant: "ada",
  withdrawn: "bob",
  "other organiser": "otto",
  organiser: "olga",
  approver: "pat+approver",
  administrator: "root+administrator"
} as const

/** Which challenge it is about. */
const challenges = ["open", "private", "draft", "nothing"] as const

const values = (challenge: string): Readonly<Record<string, string>> => ({
  challenge_id: challenge,
  participant_id: "ada",
  user_id: "ada",
  plan_hash: "0".repeat(64),
  key_id: "aaaaaaaaaaaa"
})

const pathFor = (operation: AnyOperation, challenge: string): string =>
  operation.path.replace(/\{(\w+)\}/g, (_, name: string) => values(challenge)[name] ?? name)

const takesBody = ({ method, body }: AnyOperation): boolean => method !== "GET" && body !== noBody

const outcome = (status: number, code: string | undefined): string => {
  // Whoever gets as far as what is wrong with the request itself, or with the state of things, was let in.
  if (status === 401 || status === 403) return `${status}`
  return status === 404 && code === "challenge-not-found" ? "404" : "in"
}

describe("who may do what", () => {
  const house = openHouse()
  const { ask } = house
  beforeAll(async () => {
    await ask("POST", "/v1/challenges", { as: "olga", body: steps("open") })
    await ask("POST", "/v1/challenges", { as: "olga", body: steps("private", { visibility: "invite" }) })
    await ask("POST", "/v1/challenges", { as: "olga", body: steps("draft") })
    for (const id of ["open", "private"]) {
      await ask("POST", `/v1/challenges/${id}/publish`, { as: "olga" })
      const entries = ["ada", "bob"].map((name) => ({
        participantId: ParticipantId.make(name),
        userId: UserId.make(name),
        enteredAt: begin,
        categories: [],
        status: "Active" as const
      }))
      await house.run(join(ChallengeId.make(id), entries))
      await ask("DELETE", `/v1/challenges/${id}/participants/bob`, { as: "bob" })
    }
  })
  afterAll(house.close)

  it("is what was reviewed, for every operation; `UPDATE_GOLDEN=1` writes it anew, for another review", async () => {
    const lines: Array<string> = [
      `# Who gets in: "in" is let in, 401 is not known, 403 may not, 404 is shown nothing. Asked with a body that nobody could mean.`,
      `# ${"operation".padEnd(22)} ${"challenge".padEnd(9)} ${Object.keys(principals).join(" | ")}`
    ]
    for (const operation of Object.values(operations)) {
      const about = operation.path.includes("{challenge_id}") ? challenges : ["-"]
      for (const challenge of about) {
        const row: Array<string> = []
        for (const as of Object.values(principals)) {
          const { status, json } = await ask(operation.method, pathFor(operation, challenge), {
            ...(as === undefined ? {} : { as }),
            // What nobody could mean is refused before anything is done: whoever is told so was let in.
            ...(takesBody(operation) ? { body: { nonsense: true } } : {}),
            headers: { "idempotency-key": "access" }
          })
          row.push(outcome(status, json?.code))
        }
        lines.push(`${operation.id.padEnd(24)} ${challenge.padEnd(9)} ${row.join(" ")}`)
      }
    }
    const text = `${lines.join("\n")}\n`
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(golden, text)
    assert.strictEqual(text, readFileSync(golden, "utf8"))
  }, 60_000)

  it("lets a key do what its scope is for, as whoever it acts for may, and nothing else", async () => {
    for (const operation of Object.values(operations)) {
      const { scope, who } = operation.rule
      const asked = async (as: string) => {
        const { status, json } = await ask(operation.method, pathFor(operation, "open"), {
          as,
          ...(takesBody(operation) ? { body: { nonsense: true } } : {}),
          headers: { "idempotency-key": `key ${as}` }
        })
        return { status, code: json?.code }
      }
      // Whoever administers may read.
      const others = scopes.filter((one) => one !== scope && !(scope === "read" && one === "administer"))
      assert.deepStrictEqual(
        await asked(`sam:${others.join(",")}`),
        { status: 403, code: "scope-missing" },
        operation.id
      )
      if (scope === "administer") continue
      const [byKey, byPerson] = [await asked(`sam:${scope}`), await asked("sam")]
      assert.strictEqual(outcome(byKey.status, byKey.code), outcome(byPerson.status, byPerson.code), operation.id)
      if (who === "Administrator") assert.strictEqual(byKey.status, 403, operation.id)
    }
  })

  it("tells whoever may not see a challenge the same as where there is none", async () => {
    const about = Object.values(operations).filter(({ path }) => path.includes("{challenge_id}"))
    for (const operation of about) {
      const asked = async (challenge: string) => {
        const { status, json } = await ask(operation.method, pathFor(operation, challenge), {
          as: "sam",
          ...(takesBody(operation) ? { body: { nonsense: true } } : {}),
          headers: { "idempotency-key": "same" }
        })
        const { request_id: _, instance: __, detail, ...rest } = json ?? {}
        return { status, ...rest, detail: `${detail}`.replaceAll(challenge, "it") }
      }
      const hidden = await asked("draft")
      if (hidden.status === 404) assert.deepStrictEqual(hidden, await asked("nothing"), operation.id)
    }
  })

  it("has met no bug", () => assert.deepStrictEqual(house.reports, []))
})
