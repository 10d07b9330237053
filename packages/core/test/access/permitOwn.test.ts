import {
  anonymous,
  KeyId,
  type Principal,
  permitChanging,
  permitCovering,
  permitEndpoint,
  permitIssuing,
  permitView,
  type Role,
  type Scope
} from "@laurel/core/access"
import { type BoardView, decodeDefinition } from "@laurel/core/challenge"
import { ChallengeId, PrincipalId } from "@laurel/core/shared"
import { EndpointId } from "@laurel/core/webhook"
import { Result } from "effect"
import { assert, describe, it } from "vitest"

const [ada, olga] = [PrincipalId.make("ada"), PrincipalId.make("olga")]
const person = (id: PrincipalId, ...roles: ReadonlyArray<Role>): Principal => ({
  _tag: "Person",
  id,
  roles: new Set(roles)
})
const program = (id: PrincipalId, ...scopes: ReadonlyArray<Scope>): Principal => ({
  _tag: "Program",
  id,
  key: "k1",
  scopes: new Set(scopes)
})
const administrators = [person(olga, "administrator"), program(olga, "administer")]

/** Under whose name it may be done, or why it may not. */
const said = <A, E extends { readonly _tag: string }>(decided: Result.Result<A, E>): A | string =>
  Result.match(decided, { onSuccess: (by): A | string => by, onFailure: ({ _tag }) => _tag })

describe("what belongs to somebody", () => {
  it("a key is for whoever asks for it, and one that administers is for administrators alone", () => {
    assert.strictEqual(said(permitIssuing(anonymous, ["read"])), "NotAuthenticated")
    assert.strictEqual(said(permitIssuing(person(ada), ["read", "settle"])), ada)
    for (const one of [person(ada), person(ada, "approver"), program(ada, "read", "settle")])
      assert.strictEqual(said(permitIssuing(one, ["read", "administer"])), "AccessDenied")
    for (const one of administrators) assert.strictEqual(said(permitIssuing(one, ["administer"])), olga)
  })
  it("a key is revoked by whom it acts for; for everybody else, administrators too, it is not there", () => {
    const key = { id: KeyId.make("abcdefghij23"), owner: ada }
    assert.strictEqual(said(permitChanging(person(ada), key)), ada)
    assert.strictEqual(said(permitChanging(program(ada, "read"), key)), ada)
    for (const one of [anonymous, person(olga), ...administrators])
      assert.strictEqual(said(permitChanging(one, key)), "KeyNotFound")
  })
  it("an endpoint is looked after by its owner and administrators; for everybody else it is not there", () => {
    const endpoint = { id: EndpointId.make(`ep_${"0".repeat(24)}`), owner: ada }
    for (const one of [person(ada), program(ada, "organise"), ...administrators])
      assert.strictEqual(said(permitEndpoint(one, endpoint)), undefined)
    for (const one of [anonymous, person(olga), person(olga, "approver")])
      assert.strictEqual(said(permitEndpoint(one, endpoint)), "EndpointNotFound")
  })
  it("everybody is told of their own challenges, and administrators alone of all", () => {
    assert.strictEqual(said(permitCovering(anonymous, "Own")), "NotAuthenticated")
    assert.strictEqual(said(permitCovering(person(ada), "Own")), ada)
    assert.strictEqual(said(permitCovering(person(ada), "All")), "AccessDenied")
    for (const one of administrators) assert.strictEqual(said(permitCovering(one, "All")), olga)
  })
  it("the public board is for whoever sees the challenge, the organiser's for them and administrators alone", () => {
    const definition = Result.getOrThrow(
      decodeDefinition({
        id: "may",
        name: "May",
        zone: "UTC",
        window: { start: "2026-05-01", end: "2026-06-01" },
        metrics: [{ name: "steps" }],
        score: { _tag: "Total", metric: "steps" }
      })
    )
    const known = { id: ChallengeId.make("may"), organiser: ada, isUnpublished: false, definition }
    const look = (principal: Principal, view: BoardView) => said(permitView(principal, known, view))
    for (const one of [anonymous, person(ada), person(olga)]) assert.strictEqual(look(one, "Public"), undefined)
    for (const one of [person(ada), ...administrators]) assert.strictEqual(look(one, "Organiser"), undefined)
    assert.strictEqual(look(anonymous, "Organiser"), "NotAuthenticated")
    for (const one of [person(olga), person(olga, "approver"), program(olga, "read", "settle")])
      assert.strictEqual(look(one, "Organiser"), "AccessDenied")
  })
})
