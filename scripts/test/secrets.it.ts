import { randomBytes } from "node:crypto"
import { assert, describe, it } from "@effect/vitest"
import { Connection, layer, layerConnection, migrate } from "@laurel/adapters/postgres"
import { issueKey, keyBytes } from "@laurel/core/access"
import { PrincipalId } from "@laurel/core/shared"
import { Effect } from "effect"
import { inject } from "vitest"
import { startLaurel } from "../servers/laurel.ts"
import { newDatabaseOn } from "../servers/newDatabase.ts"
import { freePort } from "../servers/postgres.ts"

// S-08: what is sent where something private would be, each with a word of its own. None may be told of anywhere.
const canary = {
  password: "canary-password",
  redis: "canary-redis",
  token: "canary-token",
  body: "canary-body",
  challenge: "canary-challenge",
  user: "canary-user",
  driver: "canary-driver",
  cookie: "canary-cookie",
  key: "canary-idempotency",
  query: "canary-query"
} as const

/** A database whose driver says what was written, whenever a challenge is. */
const databaseThatTells = async (): Promise<string> => {
  const url = await newDatabaseOn(inject("postgres"))
  const prepare = Effect.gen(function* () {
    const connection = yield* Connection
    yield* migrate(connection)
    yield* Effect.promise(() =>
      connection.pool.query(`
        create function tells() returns trigger language plpgsql as $$
        begin raise exception '${canary.driver} %', new; end $$;
        create trigger tells before insert on ${connection.schema}.challenge for each row execute function tells()`)
    )
  })
  await Effect.runPromise(Effect.provide(prepare, layerConnection({ url })))
  const told = new URL(url)
  told.password = canary.password
  return told.href
}

const askAll = async (url: string): Promise<ReadonlyArray<string>> => {
  const json = { "content-type": "application/json" }
  const asked: ReadonlyArray<readonly [path: string, init: RequestInit]> = [
    ["/v1/challenges", { headers: { authorization: `Bearer ${canary.token}` } }],
    ["/v1/challenges", { headers: { authorization: `Basic ${canary.token}`, cookie: `laurel=${canary.cookie}` } }],
    [`/v1/challenges/${canary.challenge}`, {}],
    [`/v1/challenges/${canary.challenge}/participants/${canary.user}`, {}],
    [`/v1/challenges?organiser=${canary.user}&nonsense=${canary.query}&stream_token=${canary.query}`, {}],
    [`/v1/nothing/${canary.challenge}?token=${canary.query}`, {}],
    ["/v1/challenges", { method: "POST", headers: json, body: `{"name":"${canary.body}"` }]
  ]
  const answers: Array<string> = []
  for (const [path, init] of asked) answers.push(await (await fetch(`${url}${path}`, init)).text())
  return answers
}

describe("what is private (S-08)", { timeout: 120_000 }, () => {
  for (const format of ["json", "text"]) {
    it(`is nowhere in the log (${format}), nor in the metrics`, async () => {
      const [db, port] = [await databaseThatTells(), await freePort()]
      const redis = `redis://:${canary.redis}@127.0.0.1:1`
      const args = ["--db", db, "--redis", redis, "--port", "0", "--log", format, "--metrics-port", `${port}`]
      const server = await startLaurel({ args, env: { LAUREL_DEBUG: "1" } })
      let metrics = ""
      let answers: ReadonlyArray<string> = []
      let refused = ""
      try {
        answers = await askAll(server.url)
        refused = await createdBy(server.url, db)
        metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
      } finally {
        await server.end("SIGTERM")
      }
      const said = server.said()
      assert.include(said, "getChallenge")
      assert.include(said, "createChallenge")
      assert.strictEqual(JSON.parse(refused).code, "challenges-unavailable")
      for (const secret of Object.values(canary)) for (const text of [said, metrics]) assert.notInclude(text, secret)
      // Whoever asks is told what they sent themselves, and nothing of the inside.
      for (const text of [...answers, refused])
        for (const secret of [canary.password, canary.redis, canary.driver]) assert.notInclude(text, secret)
    })
  }
})

/** Asks, with a key that is good, for a challenge that the database refuses in words of its own. */
const createdBy = async (url: string, db: string): Promise<string> => {
  const olga = PrincipalId.make("olga")
  const asked = { owner: olga, label: "test", scopes: ["organise"] } as const
  const key = await Effect.runPromise(Effect.provide(issueKey(asked, olga, randomBytes(keyBytes)), layer({ url: db })))
  const answer = await fetch(`${url}/v1/challenges`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${key.text}`,
      "content-type": "application/json",
      "idempotency-key": canary.key
    },
    body: JSON.stringify({
      id: canary.challenge,
      name: canary.body,
      zone: "UTC",
      window: { start: "2026-05-04", end: "2026-05-11" },
      metrics: [{ name: "steps" }],
      score: { _tag: "Total", metric: "steps" }
    })
  })
  return answer.text()
}
