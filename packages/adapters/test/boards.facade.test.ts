import { assert, describe, it } from "@effect/vitest"
import * as Laurel from "@laurel/adapters"
import { plain } from "./definitions.ts"

const start = Date.parse("2026-05-01T00:00:00Z")
const hour = 3_600_000

/** A challenge under way with the people of the alphabet from a to h, the first of each division; h has the most. */
const opened = async (definition: Laurel.DefinitionJson = plain("may")) => {
  const time = { now: start - hour }
  const laurel = await Laurel.open({ store: "memory", clock: () => time.now })
  await laurel.define(definition)
  await laurel.publish("may")
  const divisions = "divisions" in definition
  await laurel.join(
    "may",
    [..."abcdefgh"].map((user) => (divisions ? { user, division: user < "e" ? "Seniors" : "Juniors" } : user))
  )
  time.now = start + hour
  await laurel.record(
    "may",
    [..."abcdefgh"].map((user, at) => walked(user, 100 * (at + 1), "first"))
  )
  return { laurel, time }
}

const walked = (user: string, quantity: number, key: string) => ({
  user,
  metric: "steps",
  quantity,
  at: start + 1_000,
  key: `${user} ${key}`
})

const said = ({ rows }: Laurel.PlacesShown) =>
  rows.map(({ rank, participant, score }) => `${rank} ${participant} ${score}`)

const refusalOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => assert.fail("was not refused"),
    (refusal: { readonly _tag?: string }) => refusal._tag
  )

describe("boards behind promises", () => {
  it("whoever writes sees it on the board at once", async () => {
    const { laurel } = await opened()
    assert.deepStrictEqual(said(await laurel.board("may", { limit: 2 })), ["1 h 800", "2 g 700"])
    for (let round = 1; round <= 20; round++) {
      await laurel.record("may", [walked("a", 1_000, `${round}`)])
      assert.deepStrictEqual(said(await laurel.board("may", { limit: 1 })), [`1 a ${100 + 1_000 * round}`])
    }
    await laurel.close()
  })

  it("pages follow one another, and neighbours and circles are found", async () => {
    const { laurel } = await opened()
    const first = await laurel.board("may", { limit: 5 })
    assert.strictEqual(first.count, 8)
    const second = await laurel.board("may", { limit: 5, ...(first.next === undefined ? {} : { after: first.next }) })
    assert.deepStrictEqual(said(second), ["6 c 300", "7 b 200", "8 a 100"])
    assert.isFalse(second.hasMoved)
    assert.isUndefined(second.next)
    assert.deepStrictEqual(said(await laurel.around("may", "d", 1)), ["4 e 500", "5 d 400", "6 c 300"])
    assert.deepStrictEqual(said(await laurel.around("may", "nobody")), [])
    assert.deepStrictEqual(said(await laurel.ranks("may", ["a", "nobody", "h"])), ["8 a 100", "1 h 800"])
    assert.deepStrictEqual(said(await laurel.circle("may", ["a", "d", "nobody", "a"])), ["1 d 400", "2 a 100"])
    await laurel.close()
  })

  it("a division has its own board", async () => {
    const { laurel } = await opened({ ...plain("may"), divisions: ["Seniors", "Juniors"] })
    const seniors = await laurel.board("may", { division: "Seniors", limit: 2 })
    assert.deepStrictEqual(said(seniors), ["1 d 400", "2 c 300"])
    assert.strictEqual(seniors.count, 4)
    assert.strictEqual(await refusalOf(laurel.board("may", { division: "Masters" })), "NoSuchBoard")
    assert.strictEqual(await refusalOf(laurel.board("may", { teams: true })), "NoSuchBoard")
    await laurel.close()
  })

  it("while a board is frozen the public sees it as it stood, page by page, and the organisers see it move", async () => {
    const { laurel } = await opened()
    await laurel.freeze("may")
    await laurel.record("may", [walked("a", 5_000, "late")])
    const frozen = await laurel.board("may", { limit: 7 })
    assert.deepStrictEqual(said(frozen).at(0), "1 h 800")
    const rest = await laurel.board("may", { limit: 7, ...(frozen.next === undefined ? {} : { after: frozen.next }) })
    assert.deepStrictEqual(said(rest), ["8 a 100"])
    assert.deepStrictEqual(said(await laurel.around("may", "h", 1)), ["1 h 800", "2 g 700"])
    assert.deepStrictEqual(said(await laurel.ranks("may", ["a"])), ["8 a 100"])
    assert.deepStrictEqual(said(await laurel.board("may", { limit: 1, view: "Organiser" })), ["1 a 5100"])
    assert.deepStrictEqual(await laurel.reveal("may"), {
      begins: [..."hgfedcba"],
      steps: [{ participant: "a", from: 8, to: 1 }]
    })
    await laurel.unfreeze("may")
    assert.strictEqual(await refusalOf(laurel.reveal("may")), "BoardNotFrozen")
    assert.deepStrictEqual(said(await laurel.board("may", { limit: 1 })), ["1 a 5100"])
    await laurel.close()
  })

  it("a board that nobody has built yet is built when it is first asked for", async () => {
    const laurel = await Laurel.open({ store: "memory", clock: () => start - hour })
    await laurel.define(plain("may"))
    assert.strictEqual(await refusalOf(laurel.board("may")), "NotPublished")
    await laurel.publish("may")
    assert.deepStrictEqual(await laurel.board("may"), {
      version: 1,
      count: 0,
      unit: "steps",
      rows: [],
      hasMoved: false
    })
    await laurel.close()
  })

  it("what cannot be asked is refused, saying what can", async () => {
    const { laurel } = await opened()
    assert.strictEqual(await refusalOf(laurel.board("may", { limit: 0 })), "InvalidArgument")
    assert.strictEqual(await refusalOf(laurel.board("may", { limit: 101 })), "InvalidArgument")
    assert.strictEqual(await refusalOf(laurel.board("may", { after: "x" })), "InvalidCursor")
    assert.strictEqual(await refusalOf(laurel.board("nowhere")), "ChallengeNotFound")
    await laurel.close()
  })
})
