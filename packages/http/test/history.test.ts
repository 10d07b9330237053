import { freeze, join, record } from "@laurel/core/challenge"
import { ChallengeId, Name, ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import { tick } from "@laurel/core/work"
import { Effect } from "effect"
import { assert, describe, it } from "vitest"
import { begin, openHouse, steps } from "./house.ts"

const day = 86_400_000
const id = ChallengeId.make("open")

describe("how a board was, day by day", () => {
  it("is kept once a day is over, and told to the public as far as it was before the board stood still", async () => {
    const house = openHouse()
    const { ask } = house
    await ask("POST", "/v1/challenges", { as: "olga", body: steps("open") })
    await ask("POST", "/v1/challenges/open/publish", { as: "olga" })
    const entries = ["ada", "bob"].map((name) => ({
      participantId: ParticipantId.make(name),
      userId: UserId.make(name),
      enteredAt: begin,
      categories: [],
      status: "Active" as const
    }))
    await house.run(join(id, entries))
    const walk = (as: string, quantity: number) =>
      ask("POST", "/v1/challenges/open/activities", {
        as,
        body: { metric: "steps", quantity, at: new Date(house.clock.currentTimeMillisUnsafe()).toISOString() }
      })
    const days = async (query = "", as?: string) =>
      (await ask("GET", `/v1/challenges/open/leaderboard/days${query}`, as === undefined ? {} : { as })).json.data

    await walk("ada", 5_000)
    assert.deepStrictEqual(await days(), [])
    house.clock.moveTo(begin + day)
    await walk("bob", 9_000)
    assert.deepStrictEqual(await days(), ["2026-05-04"])
    house.clock.moveTo(begin + 2 * day)
    await house.run(Effect.asVoid(tick()))
    await house.run(freeze(id, PrincipalId.make("olga")))
    house.clock.moveTo(begin + 3 * day)
    await house.run(Effect.asVoid(tick()))

    assert.deepStrictEqual(await days(), ["2026-05-04", "2026-05-05"])
    assert.deepStrictEqual(await days("?view=organiser", "olga"), ["2026-05-04", "2026-05-05", "2026-05-06"])
    const second = await ask("GET", "/v1/challenges/open/leaderboard/days/2026-05-05")
    assert.deepStrictEqual(second.json, {
      day: "2026-05-05",
      at: "2026-05-06T00:00:00.000Z",
      count: 2,
      unit: "steps",
      data: [
        { rank: 1, participant_id: "bob", score: "9000" },
        { rank: 2, participant_id: "ada", score: "5000" }
      ],
      has_more: false
    })
    const one = await ask("GET", "/v1/challenges/open/leaderboard/days/2026-05-05?participants=ada")
    assert.deepStrictEqual(one.json.data, [{ rank: 2, participant_id: "ada", score: "5000" }])
    assert.deepStrictEqual([one.json.count, one.json.has_more], [2, false])
    for (const which of ["", "&participants=eve,ada,bob"]) {
      const paged = (more: string) =>
        ask("GET", `/v1/challenges/open/leaderboard/days/2026-05-05?limit=1${which}${more}`)
      const first = await paged("")
      assert.deepStrictEqual([first.json.data[0].participant_id, first.json.has_more], ["bob", true], which)
      const next = await paged(`&cursor=${first.json.next_cursor}`)
      assert.deepStrictEqual(next.json.data, [{ rank: 2, participant_id: "ada", score: "5000" }], which)
      assert.deepStrictEqual([next.json.has_more, next.json.next_cursor], [false, undefined], which)
      assert.deepStrictEqual((await paged("&cursor=9")).json.data, [], which)
      assert.deepStrictEqual((await paged("&cursor=x")).json.code, "invalid-cursor", which)
    }
    const teams = await ask("GET", "/v1/challenges/open/leaderboard/days/2026-05-05?teams=true")
    assert.deepStrictEqual([teams.status, teams.json.count, teams.json.data], [200, 0, []])
    for (const hidden of ["2026-05-06", "2026-05-20", "2026-02-31"]) {
      const refused = await ask("GET", `/v1/challenges/open/leaderboard/days/${hidden}`)
      assert.deepStrictEqual([refused.status, refused.json.code], [404, "day-not-kept"], hidden)
    }
    assert.strictEqual(
      (await ask("GET", "/v1/challenges/open/leaderboard/days/2026-05-06?view=organiser", { as: "olga" })).status,
      200
    )
    const course = await ask("GET", "/v1/challenges/open/participants/bob/course")
    assert.deepStrictEqual(course.json.data, [{ day: "2026-05-04" }, { day: "2026-05-05", rank: 1, score: "9000" }])
    const last = await ask("GET", "/v1/challenges/open/participants/bob/course?days=1")
    assert.deepStrictEqual(last.json.data, [{ day: "2026-05-05", rank: 1, score: "9000" }])
    const organiser = await ask("GET", "/v1/challenges/open/participants/bob/course?view=organiser&days=2", {
      as: "olga"
    })
    assert.deepStrictEqual(
      organiser.json.data.map((one: Readonly<Record<string, unknown>>) => one.day),
      ["2026-05-05", "2026-05-06"]
    )
    for (const [path, as] of [
      ["2026-05-06?participants=ada", undefined],
      ["2026-05-07?participants=ada&view=organiser", "olga"]
    ] as const) {
      const refused = await ask("GET", `/v1/challenges/open/leaderboard/days/${path}`, as === undefined ? {} : { as })
      assert.deepStrictEqual([refused.status, refused.json.code], [404, "day-not-kept"], path)
    }
    assert.deepStrictEqual(house.reports, [])
    await house.close()
  })

  it("is shown a hundred places at a time, with who had moved", async () => {
    const house = openHouse()
    const { ask, app } = house
    await ask("POST", "/v1/challenges", { as: "olga", body: steps("open") })
    await ask("POST", "/v1/challenges/open/publish", { as: "olga" })
    const entries = Array.from({ length: 150 }, (_, number) => ({
      participantId: ParticipantId.make(`p${number}`),
      userId: UserId.make(`p${number}`),
      enteredAt: begin,
      categories: [],
      status: "Active" as const
    }))
    await house.run(join(id, entries))
    const walks = (quantityOf: (number: number) => number, at: number) =>
      house.run(
        record(
          id,
          entries.map(({ userId }, number) => ({
            receivedAt: at,
            activity: {
              userId,
              metric: Name.make("steps"),
              quantity: quantityOf(number),
              at,
              source: "watch",
              sourceKey: `${number} ${at}`,
              revision: 0,
              void: false
            }
          }))
        )
      )
    await walks((number) => 1_000 - number, begin + 1_000)
    house.clock.moveTo(begin + day + 1_000)
    await walks((number) => (number === 140 ? 141 : 0), begin + day + 1_000)
    house.clock.moveTo(begin + 2 * day)
    await house.run(Effect.asVoid(tick()))

    const shown = async (query: string) => (await app.request(`/challenges/open/days/2026-05-05${query}`)).text()
    const first = await shown("")
    assert.include(first, "The first 100 of 150.")
    assert.include(first, ">p140<")
    assert.notInclude(first, ">p100<")
    const [, next] = /href="\/challenges\/open\/days\/2026-05-05(\?cursor=\d+)"/.exec(first) ?? []
    const second = await shown(next ?? "none")
    assert.include(second, "50 more of 150.")
    assert.include(second, ">p149<")
    assert.include(first, "The next places")
    assert.notInclude(second, "The next places")
    assert.strictEqual((await app.request("/challenges/open/days/2026-05-05?cursor=x")).status, 400)
    assert.deepStrictEqual(house.reports, [])
    await house.close()
  })
})
