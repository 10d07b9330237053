import { assert, describe, it } from "@effect/vitest"
import * as Laurel from "@laurel/adapters"
import { plain } from "./definitions.ts"

const start = Date.parse("2026-05-01T00:00:00Z")

const opened = async () => {
  const time = { now: start - 1_000 }
  const laurel = await Laurel.open({ store: "memory", clock: () => time.now })
  const circle = await laurel.createCircle({ name: "Walkers", memberLimit: 3 }, "bob")
  return { laurel, time, circle }
}

const refusalOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => assert.fail("was not refused"),
    ({ _tag }) => _tag
  )

describe("circles behind promises", () => {
  it("are created, changed, joined, listed, left and taken away", async () => {
    const { laurel, time, circle } = await opened()
    assert.deepInclude({ ...circle }, { name: "Walkers", memberCount: 1, visibility: "public" })
    assert.strictEqual<string>(circle.owner, "bob")
    time.now += 1
    await laurel.joinCircle(circle.id, "dan")
    time.now += 1
    await laurel.joinCircle(circle.id, "eve")
    assert.strictEqual(await refusalOf(laurel.joinCircle(circle.id, "fay")), "CircleFull")
    const members = await laurel.circleMembers(circle.id, { limit: 2 })
    assert.deepStrictEqual(
      members.map(({ userId }) => `${userId}`),
      ["bob", "dan"]
    )
    const [, last] = members
    const after = { joinedAt: last?.joinedAt ?? 0, id: `${last?.userId}` }
    assert.deepStrictEqual(
      (await laurel.circleMembers(circle.id, { after })).map(({ userId }) => `${userId}`),
      ["eve"]
    )
    assert.strictEqual(await refusalOf(laurel.amendCircle(circle.id, { name: "Runners" }, "dan")), "NotCircleOwner")
    assert.strictEqual((await laurel.amendCircle(circle.id, { name: "Runners" }, "bob")).name, "Runners")
    assert.strictEqual((await laurel.circles("dan"))[0]?.circle.name, "Runners")
    await laurel.leaveCircle(circle.id, "eve", "bob")
    await laurel.leaveCircle(circle.id, "bob")
    const inherited = await laurel.circleOf(circle.id)
    assert.deepStrictEqual([`${inherited.owner}`, inherited.memberCount], ["dan", 1])
    await laurel.deleteCircle(circle.id, "dan")
    assert.strictEqual(await refusalOf(laurel.circleOf(circle.id)), "CircleNotFound")
    assert.strictEqual(await refusalOf(laurel.circleMembers("nonsense")), "InvalidArgument")
    await laurel.close()
  })

  it("and challenges have invitations, which are answered, or taken back", async () => {
    const { laurel, circle } = await opened()
    await laurel.define(plain("may"), "olga")
    const invited = await laurel.inviteToCircle(circle.id, ["dan", "eve"], "bob")
    assert.deepStrictEqual(
      invited.map(({ outcome }) => outcome),
      ["Invited", "Invited"]
    )
    assert.strictEqual((await laurel.inviteToCircle(circle.id, ["dan"], "bob"))[0]?.outcome, "Exists")
    const [toMay] = await laurel.inviteToChallenge("may", ["dan"], "olga")
    assert.strictEqual(await refusalOf(laurel.inviteToChallenge("may", ["dan"], "bob")), "NotOrganiser")
    assert.lengthOf(await laurel.invites("dan"), 2)
    const [dan, eve] = invited.map(({ invite }) => invite?.id)
    assert.strictEqual((await laurel.acceptInvite(`${dan}`, "dan")).state, "Accepted")
    assert.strictEqual((await laurel.circleOf(circle.id)).memberCount, 2)
    const [already] = await laurel.inviteToCircle(circle.id, ["dan"], "bob")
    assert.deepStrictEqual([already?.outcome, already?.invite], ["AlreadyIn", undefined])
    assert.strictEqual((await laurel.declineInvite(`${eve}`, "eve")).state, "Declined")
    assert.strictEqual(await refusalOf(laurel.revokeInvite(`${toMay?.invite?.id}`, "bob")), "InviteNotFound")
    await laurel.revokeInvite(`${toMay?.invite?.id}`, "olga")
    assert.deepStrictEqual(await laurel.invites("dan"), [])
    const crowd = Array.from({ length: 501 }, (_, number) => `user ${number}`)
    assert.strictEqual(await refusalOf(laurel.inviteToCircle(circle.id, crowd, "bob")), "InvalidArgument")
    await laurel.close()
  })

  it("have boards of their own, with the ranks on the whole board", async () => {
    const { laurel, time, circle } = await opened()
    await laurel.joinCircle(circle.id, "dan")
    await laurel.define(plain("may"))
    await laurel.publish("may")
    await laurel.join("may", ["ada", "bob", "cem", "dan"])
    time.now = start + 3_600_000
    await laurel.record(
      "may",
      ["ada", "bob", "cem", "dan"].map((user, at) => ({
        user,
        metric: "steps",
        quantity: 400 - 100 * at,
        at: start + 1_000,
        key: user
      }))
    )
    const { count, rows } = await laurel.circleBoard("may", circle.id)
    assert.deepStrictEqual(
      rows.map(({ rank, participant, overall }) => [rank, `${participant}`, overall.rank]),
      [
        [1, "bob", 2],
        [2, "dan", 4]
      ]
    )
    assert.strictEqual(count, 4)
    assert.strictEqual(await refusalOf(laurel.circleBoard("nowhere", circle.id)), "ChallengeNotFound")
    await laurel.close()
  })
})
