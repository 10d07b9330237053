import { assert, describe, it } from "@effect/vitest"
import { Cause, Effect, Logger } from "effect"
import { makeLog } from "../../src/observing/makeLog.ts"

const canary = "canary-of-a-row"

/** As the driver of Postgres fails: with values in its words, and more of them beside. */
class DatabaseError extends Error {
  readonly code = "23505"
  readonly detail = `Key (email)=(${canary}) already exists.`
}

class DbFailed extends Error {
  readonly _tag = "DbFailed"
}

const faulty = new DbFailed(`The database failed:\n    at ${canary}\n ${canary}`, {
  cause: new DatabaseError(`invalid input syntax: "${canary}" at postgres://user:${canary}@db/laurel`)
})

const logged = (format: "json" | "text", effect: Effect.Effect<unknown>): string => {
  const told: Array<string> = []
  const io = {
    stdin: (async function* () {})(),
    stdout: { write: () => undefined },
    stderr: { write: (text: string) => void told.push(text) },
    isTTY: { out: false, err: false },
    env: {},
    cwd: "/"
  }
  Effect.runSync(Effect.provide(effect, Logger.layer([makeLog(io, format).logger])))
  return told.join("")
}

const causes = {
  "a defect": Effect.logError("request r1 met a bug", Cause.die(faulty)),
  "a failure": Effect.logWarning("a job failed", Cause.fail(faulty)),
  "an error beside words": Effect.logWarning("the queue is away", faulty)
} as const

describe("the log of what went wrong", () => {
  for (const [name, effect] of Object.entries(causes)) {
    it(`tells of ${name} what it was and where, and nothing that it says`, () => {
      const [json, text] = [logged("json", effect), logged("text", effect)]
      for (const told of [json, text]) assert.notInclude(told, canary)
      const { cause } = JSON.parse(json)
      assert.strictEqual(cause[0].kind, "DbFailed")
      assert.deepInclude(cause[0].causedBy, { kind: "DatabaseError", code: "23505" })
      assert.match(cause[0].frames[0], /^at .*makeLog\.test\.ts:\d+:\d+\)?$/)
      assert.match(text, /^(error|warn): .*: DbFailed, by DatabaseError 23505\n$/)
    })
  }

  it("says nothing of what is thrown that is no error, but that it was", () => {
    const json = JSON.parse(logged("json", Effect.logError("odd", Cause.die(canary))))
    assert.deepEqual(json.cause, [{ kind: "string", frames: [] }])
  })
})
