import { assert, describe, it } from "@effect/vitest"
import { inject } from "vitest"
import { runStreams } from "../gates/streams/runStreams.ts"
import { startRedis } from "../servers/redis.ts"

// R-12 with a few clients. `npm run gate:streams` asks for a thousand, one of whom does not read, and says how long they wait.

describe("a board that is followed at two servers (R-12)", () => {
  const title =
    "is told without gaps and twice to nobody, while clients come and go and news between the servers are lost"
  it(title, { timeout: 240_000 }, async () => {
    const redis = await startRedis()
    const { flaws } = await runStreams({
      postgres: inject("postgres"),
      redis,
      clients: 40,
      seconds: 2,
      perSecond: 100,
      stalls: false
    }).finally(redis.dispose)
    assert.deepStrictEqual(flaws, [])
  })
})
