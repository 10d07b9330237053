import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { shareReads } from "../src/postgres/shareReads.ts"

/** Reads that end when they are told to, and say when they began. */
const readsByHand = () => {
  let now = 0
  const open: Array<() => void> = []
  return {
    began: 0,
    clock: () => now++,
    read(this: { began: number; clock: () => number }): Promise<number> {
      this.began += 1
      const at = this.clock()
      return new Promise((resolve) => open.push(() => resolve(at)))
    },
    endOne: () => open.shift()?.(),
    open
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

describe("reads that are shared while they are under way", () => {
  it("begin after whoever is given them has asked, and are as few as that allows", async () => {
    const steps = fc.array(fc.constantFrom("ask", "end"), { minLength: 1, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(steps, async (given) => {
        const hand = readsByHand()
        const share = shareReads(() => hand.read())
        const answers: Array<{ readonly asked: number; readonly answer: Promise<number> }> = []
        for (const step of given) {
          if (step === "ask") {
            const asked = hand.clock()
            answers.push({ asked, answer: share("one") })
          } else {
            hand.endOne()
            await settled()
          }
          assert.isAtMost(hand.open.length, 1)
        }
        while (hand.open.length > 0) {
          hand.endOne()
          await settled()
        }
        for (const { asked, answer } of answers) assert.isAbove(await answer, asked)
        const ends = given.filter((step) => step === "end").length
        assert.isAtMost(hand.began, Math.min(answers.length, ends + 2))
      })
    )
  })

  it("of other things are no business of theirs, and one that fails fails only those who share it", async () => {
    let reads = 0
    const share = shareReads(async (key: string) => {
      reads += 1
      if (reads === 1) throw new Error(key)
      return `${key} ${reads}`
    })
    const first = share("a").catch((error: unknown) => `${error}`)
    const [second, third, other] = [share("a"), share("a"), share("b")]
    assert.deepStrictEqual(await Promise.all([first, second, third, other]), ["Error: a", "a 3", "a 3", "b 2"])
  })
})
