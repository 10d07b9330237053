import {
  anonymous,
  freshForMs,
  type KnownChallenge,
  mayRecord,
  type Person,
  type Principal,
  permit,
  permitLooking,
  permitRecording,
  permitSync,
  type Role,
  type Rule,
  type Scope,
  type Subject,
  scopes,
  type Who
} from "@laurel/core/access"
import { ChallengeDefinition } from "@laurel/core/challenge"
import { ChallengeId, PrincipalId, UserId } from "@laurel/core/shared"
import { Result, Schema } from "effect"
import { assert, describe, it } from "vitest"

const now = 1_000_000_000
const id = ChallengeId.make("may")

const contest = (visibility: "public" | "invite", isUnpublished = false): KnownChallenge => ({
  id,
  organiser: PrincipalId.make("olga"),
  isUnpublished,
  definition: Schema.decodeUnknownSync(ChallengeDefinition)({
    id: "may",
    name: "May",
    zone: "UTC",
    window: { start: "2026-05-01", end: "2026-06-01" },
    visibility,
    metrics: [{ name: "steps" }],
    score: { _tag: "Total", metric: "steps" }
  })
})

const person = (name: string, roles: ReadonlyArray<Role> = []): Person => ({
  _tag: "Person",
  id: PrincipalId.make(name),
  roles: new Set(roles),
  provenAt: now
})
const program = (name: string, ...held: ReadonlyArray<Scope>): Principal => ({
  _tag: "Program",
  id: PrincipalId.make(name),
  key: "k1",
  scopes: new Set(held)
})

/** What becomes of it, in a word. */
const asked = (rule: Rule, principal: Principal, subject: Subject = {}): string =>
  Result.match(permit(rule, principal, subject, now), { onSuccess: () => "yes", onFailure: ({ _tag }) => _tag })

const principals = {
  nobody: anonymous,
  stranger: person("sam"),
  entrant: person("ada"),
  organiser: person("olga"),
  approver: person("pat", ["approver"]),
  administrator: person("root", ["administrator"])
} as const
type Name = keyof typeof principals

const everyone = [
  "nobody",
  "stranger",
  "entrant",
  "organiser",
  "approver",
  "administrator"
] as const satisfies ReadonlyArray<Name>

const row = (who: Who, challenge: KnownChallenge): string =>
  everyone
    .map((name) =>
      asked({ who, scope: "read" }, principals[name], {
        challenge,
        takesPart: name === "entrant",
        userId: UserId.make("ada")
      })
    )
    .map(
      (answer) =>
        ({ yes: "yes", NotAuthenticated: "401", ChallengeNotFound: "404", AccessDenied: "403" })[answer] ?? answer
    )
    .join(" ")

describe("who may do what", () => {
  it("is this, with a public challenge", () => {
    const challenge = contest("public")
    //                                              nobody stranger entrant organiser approver administrator
    assert.strictEqual(row("Anyone", challenge), "yes yes yes yes yes yes")
    assert.strictEqual(row("Known", challenge), "401 yes yes yes yes yes")
    assert.strictEqual(row("Seer", challenge), "yes yes yes yes yes yes")
    assert.strictEqual(row("Insider", challenge), "401 yes yes yes yes yes")
    assert.strictEqual(row("Entrant", challenge), "401 yes yes yes yes yes")
    assert.strictEqual(row("Overseer", challenge), "401 403 403 yes yes yes")
    assert.strictEqual(row("Subject", challenge), "401 403 yes yes 403 yes")
    assert.strictEqual(row("Organiser", challenge), "401 403 403 yes 403 403")
    assert.strictEqual(row("Approver", challenge), "401 403 403 yes yes 403")
    assert.strictEqual(row("Administrator", challenge), "401 403 403 403 403 yes")
  })
  it("is this, with one that is by invitation", () => {
    const challenge = contest("invite")
    assert.strictEqual(row("Seer", challenge), "404 404 yes yes yes yes")
    assert.strictEqual(row("Insider", challenge), "401 404 yes yes yes yes")
    assert.strictEqual(row("Entrant", challenge), "401 404 yes yes yes yes")
    assert.strictEqual(row("Overseer", challenge), "401 404 403 yes yes yes")
    assert.strictEqual(row("Subject", challenge), "401 404 yes yes 403 yes")
    assert.strictEqual(row("Organiser", challenge), "401 404 403 yes 403 403")
    assert.strictEqual(row("Approver", challenge), "401 404 403 yes yes 403")
  })
  it("is this, with a draft, which is its organiser's alone", () => {
    for (const visibility of ["public", "invite"] as const) {
      const challenge = contest(visibility, true)
      assert.strictEqual(row("Seer", challenge), "404 404 404 yes 404 yes")
      assert.strictEqual(row("Entrant", challenge), "401 404 404 yes 404 yes")
      assert.strictEqual(row("Organiser", challenge), "401 404 404 yes 404 403")
    }
  })
  it("asks of a key that it is for this", () => {
    for (const scope of scopes) {
      for (const held of scopes) {
        const isEnough = held === scope || (held === "administer" && scope === "read")
        const answer = asked({ who: "Known", scope }, program("olga", held))
        assert.strictEqual(answer, isEnough ? "yes" : "ScopeMissing", `${held} for ${scope}`)
      }
    }
  })
  it("asks of a person that they have signed in a short while ago, to the millisecond", () => {
    const rule: Rule = { who: "Organiser", scope: "settle", isFresh: true }
    const challenge = contest("public")
    const proven = (ago: number): Person => ({ ...principals.organiser, provenAt: now - ago })
    assert.strictEqual(asked(rule, proven(freshForMs), { challenge }), "yes")
    assert.strictEqual(asked(rule, proven(freshForMs + 1), { challenge }), "FreshProofNeeded")
    const { provenAt: _, ...unproven } = principals.organiser
    assert.strictEqual(asked(rule, unproven, { challenge }), "FreshProofNeeded")
    assert.strictEqual(asked(rule, program("olga", "settle"), { challenge }), "yes")
  })
  it("lets people send in what they did themselves, and programs of the organiser what anybody did", () => {
    const challenge = contest("public")
    const may = (principal: Principal, ...users: ReadonlyArray<string>): boolean =>
      Result.isSuccess(
        permitRecording(
          principal,
          challenge,
          users.map((user) => UserId.make(user))
        )
      )
    assert.isTrue(may(person("ada"), "ada"))
    assert.isFalse(may(person("ada"), "ada", "bob"))
    assert.isFalse(may(person("olga"), "ada"))
    assert.isTrue(may(program("olga", "record"), "ada", "bob"))
    assert.isFalse(may(program("sam", "record"), "ada"))
    assert.isTrue(may(program("root", "record", "administer"), "ada"))
    assert.isFalse(may(anonymous, "ada"))
  })
  it("a row is for who may send it, each by itself; all of a person's challenges for the person, and for programs", () => {
    const challenge = contest("public")
    const may = (principal: Principal, user: string) => mayRecord(principal, challenge, UserId.make(user))
    const synced = (principal: Principal) =>
      Result.match(permitSync(principal, UserId.make("ada")), {
        onSuccess: ({ organiser = "all" }): string => organiser,
        onFailure: ({ _tag }) => _tag
      })
    assert.deepStrictEqual(
      [may(person("ada"), "ada"), may(person("ada"), "bob"), may(anonymous, "ada")],
      [true, false, false]
    )
    assert.deepStrictEqual([may(program("olga", "record"), "bob"), may(program("sam", "record"), "bob")], [true, false])
    const all = [person("ada"), program("ada", "record"), program("root", "administer"), program("sam", "record")]
    assert.deepStrictEqual([...all, person("bob"), person("root", ["administrator"]), anonymous].map(synced), [
      "all",
      "all",
      "all",
      "sam",
      "AccessDenied",
      "AccessDenied",
      "NotAuthenticated"
    ])
    // For those alone in which each may record.
    for (const one of [...all, program("olga", "record")])
      assert.strictEqual(may(one, "ada"), ["all", challenge.organiser].includes(synced(one)))
  })
  it("what somebody did is seen by that person, the organiser and administrators; what everybody did by the last two", () => {
    const challenge = contest("public")
    const may = (principal: Principal, user?: string): boolean =>
      Result.isSuccess(permitLooking(principal, challenge, user === undefined ? undefined : UserId.make(user)))
    assert.isTrue(may(person("ada"), "ada"))
    assert.isFalse(may(person("ada"), "bob"))
    assert.isFalse(may(person("ada")))
    assert.isFalse(may(anonymous, "ada"))
    for (const all of [person("olga"), program("olga", "read"), program("root", "read", "administer")]) {
      assert.isTrue(may(all, "ada"))
      assert.isTrue(may(all))
    }
    assert.isFalse(may(program("sam", "read"), "ada"))
  })
})
