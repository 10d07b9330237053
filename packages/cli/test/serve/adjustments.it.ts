import { assert, describe, it } from "@effect/vitest"
import { makeClient, operations } from "@laurel/http"
import { inject } from "vitest"
import { Installed, onServer } from "../installed.ts"
import { served } from "../served.ts"
import { Office } from "../store.ts"
import { pot } from "../world.ts"

/** A database is made, and on a busy machine that takes long. */
const patience = 300_000

const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)

/** What a stream says, until it has said this. */
const readUntil = async (stream: ReadableStreamDefaultReader<string>, words: string): Promise<void> => {
  for (let text = ""; !text.includes(words); ) {
    const { done, value } = await stream.read()
    if (done) throw new Error(`${words} was not said, but ${text}`)
    text += value
  }
}

/** Two prizes of a sponsor's money. */
const prizes = {
  ...pot.prizes,
  funding: { sponsor: "1000" },
  deductions: [],
  degenerate: { ...pot.prizes.degenerate, emptyPool: "NoPrizes" },
  stages: [{ name: "main", awards: [{ _tag: "SharePerPlace", shares: ["60%", "40%"] }] }]
} as const

for (const [where, flags] of [
  ["Postgres", () => ""],
  ["Postgres, with boards in Redis", () => `--redis ${inject("redis")}`]
] as const) {
  describe(`scores that are adjusted over HTTP, on ${where} (H14)`, { timeout: patience }, () => {
    it("move the board, its stream, the explanation and the plan", async () => {
      await using office = new Office(new Installed(await onServer()))
      const id = `adjusted-${process.pid}-${flags().length}`
      const token = (await office.does("keys create --as olga --scope read,organise,join,record")).out.trim()
      let toldToReconnect: Promise<void> | undefined
      await served(office, `--log off ${flags()}`, async ({ url }) => {
        const client = makeClient(operations, { url, token })
        const params = { challenge_id: id }
        const board = async () =>
          (await client.getBoard({ params })).data.map(({ participant_id: who, score }) => `${who} ${score}`)
        await client.createChallenge({
          body: { ...pot, id, window: { start: day(-1), end: day(2) }, prizes }
        })
        await client.publishChallenge({ params })
        for (const [userId, quantity] of [
          ["ada", 9_000],
          ["bob", 8_000]
        ] as const) {
          await client.joinChallenge({ params, body: { user_id: userId }, idempotencyKey: userId })
          const at = new Date(Date.now() - 1_000).toISOString()
          await client.recordActivity({ params, body: { user_id: userId, metric: "steps", quantity, at, key: "1" } })
        }
        assert.deepStrictEqual(await board(), ["ada 9000", "bob 8000"])
        const live = await fetch(`${url}/v1/challenges/${id}/leaderboard/live`)
        const stream = live.body?.pipeThrough(new TextDecoderStream()).getReader()
        if (stream === undefined) throw new Error(`no stream: ${live.status}`)
        await readUntil(stream, '"9000"')
        const late = { id: "late", participant_id: "ada", amount: "-1500", reason: "missed a checkpoint" }
        await client.adjustScore({ params, body: late })
        await readUntil(stream, '"7500"')
        assert.deepStrictEqual(await board(), ["bob 8000", "ada 7500"])
        const bonus = { id: "bonus", participant_id: "ada", amount: "5000", reason: "a slip" }
        await client.adjustScore({ params, body: bonus })
        assert.deepStrictEqual(await board(), ["ada 12500", "bob 8000"])
        await client.reverseAdjustment({ params: { ...params, adjustment_id: "bonus" }, body: { reason: "a slip" } })
        assert.deepStrictEqual(await board(), ["bob 8000", "ada 7500"])
        // It goes on to be read until the server ends.
        toldToReconnect = readUntil(stream, "event: reconnect")
        const why = await client.explainScore({ params: { ...params, participant_id: "ada" } })
        assert.deepStrictEqual(
          why.parts.map(({ kind, gave }) => `${kind} ${gave}`),
          ["activity 9000", "adjustment -1500"]
        )
      })
      await toldToReconnect
      await office.does(`challenge deposit ${id} --as olga --from acme --amount 10.00 --yes`)
      const then = `--at ${day(5)}`
      await office.does(`settle plan ${id} --as olga --out plan.json ${then}`)
      const plan = JSON.parse(office.here.read("plan.json"))
      assert.deepStrictEqual(
        plan.lines.map((line: Readonly<Record<string, string>>) => `${line.recipient} ${line.due}`).toSorted(),
        ["ada 400", "bob 600"]
      )
    })
  })
}
