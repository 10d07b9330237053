import { assert, describe, it } from "vitest"
import { flawsIn, runTrial } from "../gates/postgres/runTrial.ts"
import { startPostgres } from "../servers/postgres.ts"

describe("A Postgres server that is brought down under load", () => {
  it("loses nothing that was acknowledged, is unavailable meanwhile and nothing else, and serves again at once (R-04)", async () => {
    const server = await startPostgres({ isDurable: true })
    try {
      const findings = await runTrial(server, ["kill", "immediate", "storm"])
      // How long it takes is for the gate: a test says what is wrong, not how busy the machine is.
      assert.deepStrictEqual(flawsIn({ ...findings, longestMs: 0 }), [])
    } finally {
      await server.dispose()
    }
  })
})
