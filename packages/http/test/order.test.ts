import { PrincipalId } from "@laurel/core/shared"
import { Effect } from "effect"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { CredentialRefused, QuotaExceeded } from "../src/problem/errors.ts"
import { begin, openHouse, steps } from "./house.ts"

// Who asks, how often, whether they may, what they sent, and only then what they want (C28).
describe("what is looked at first", () => {
  let isUsedUp = false
  const looked: Array<string> = []
  const house = openHouse(undefined, undefined, {
    authenticate: ({ header }) =>
      Effect.suspend(() => {
        looked.push("who")
        const name = /^Bearer (\w+)$/.exec(header("authorization") ?? "")?.[1]
        return name === undefined
          ? Effect.fail(new CredentialRefused({ isBearer: true }))
          : Effect.succeed({ _tag: "Person", id: PrincipalId.make(name), roles: new Set(), provenAt: begin } as const)
      }),
    admit: () =>
      Effect.suspend(() => {
        looked.push("how often")
        const left = {
          budget: "definition-write",
          quota: 1,
          windowSeconds: 60,
          remaining: -1,
          resetSeconds: 9
        } as const
        return isUsedUp ? Effect.fail(new QuotaExceeded({ left: [left] })) : Effect.succeed({})
      })
  })
  beforeAll(async () => {
    await house.ask("POST", "/v1/challenges", { as: "olga", body: steps("open") })
    await house.ask("POST", "/v1/challenges/open/publish", { as: "olga" })
  })
  afterAll(house.close)

  /** A body that tells when it is read. */
  const sent = async (as: string | undefined, text: string) => {
    looked.length = 0
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          looked.push("what was sent")
          controller.enqueue(new TextEncoder().encode(text))
          controller.close()
        }
      },
      { highWaterMark: 0 }
    )
    const response = await house.app.request(
      new Request("http://localhost/v1/challenges/open", {
        method: "PUT",
        headers: {
          "content-type": "application/json",
          "content-length": `${Buffer.byteLength(text)}`,
          ...(as === undefined ? {} : { authorization: `Bearer ${as}` })
        },
        body,
        duplex: "half"
      })
    )
    const { code } = JSON.parse(await response.text())
    return { code, looked: [...looked] }
  }

  it("is who asks, then how often, then whether they may, then what was sent, then what is there", async () => {
    const nonsense = `{"nonsense":true}`
    assert.deepStrictEqual(await sent(undefined, nonsense), { code: "credential-refused", looked: ["who"] })
    isUsedUp = true
    assert.deepStrictEqual(await sent("olga", nonsense), { code: "quota-exceeded", looked: ["who", "how often"] })
    isUsedUp = false
    const all = ["who", "how often", "what was sent"]
    assert.deepStrictEqual(await sent("sam", nonsense), { code: "access-denied", looked: all })
    assert.deepStrictEqual(await sent("olga", nonsense), { code: "invalid-request", looked: all })
    const sound = await sent("olga", JSON.stringify(steps("open")))
    assert.deepStrictEqual(sound, { code: "challenge-transition-forbidden", looked: all })
  })
})
