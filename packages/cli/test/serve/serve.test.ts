import { assert, describe, it } from "@effect/vitest"
import { makeClient, operations, ProblemAnswered } from "@laurel/http"
import { Office } from "../store.ts"
import { patience, steps } from "../world.ts"

/** A server over the store of an office for as long as a test asks it something; gives what it said. */
const served = async (office: Office, ask: (url: string) => Promise<void>): Promise<string> => {
  const controller = new AbortController()
  let ended: ReturnType<Office["laurel"]> | undefined
  const url = await new Promise<string>((resolve, reject) => {
    const hears = (text: string): void => {
      const found = / at (http:[^;]+);/.exec(text)?.[1]
      if (found !== undefined) resolve(found)
    }
    ended = office.laurel("serve --port 0", { signal: controller.signal, hears })
    ended.then(({ err }) => reject(new Error(err)), reject)
  })
  await ask(url).finally(() => controller.abort())
  const { code = -1, err = "" } = (await ended) ?? {}
  assert.strictEqual(code, 0)
  return err
}

describe("laurel serve", { timeout: patience }, () => {
  it("serves who has a key, by a client of the same operations, until it is stopped", async () => {
    await using office = new Office()
    const token = (await office.does("keys create --as olga --scope read,organise")).out.trim()
    const err = await served(office, async (url) => {
      const client = makeClient(operations, { url, token })
      const draft = await client.createChallenge({ body: steps })
      assert.strictEqual(draft.organiser, "olga")
      const page = await client.listChallenges({ query: { organiser: "olga" } })
      assert.deepStrictEqual(
        page.data.map(({ id }) => id),
        [draft.id]
      )
      const refusal = await makeClient(operations, { url })
        .createChallenge({ body: steps })
        .catch((error: unknown) => error)
      assert.instanceOf(refusal, ProblemAnswered)
      assert.strictEqual(refusal.problem.code, "not-authenticated")
      assert.strictEqual((await fetch(`${url}/readyz`)).status, 200)
    })
    assert.include(err, "Stopped")
  })

  it("says what is wrong with how it was started", async () => {
    await using office = new Office()
    for (const flags of [
      "--port 70000",
      "--port x",
      "--jwks https://id.example/jwks.json",
      "--allow-origin *",
      "--allow-origin https://app.example/",
      "--allow-origin https://app.example --allow-origin app.example",
      "--allow-origin null"
    ]) {
      assert.strictEqual((await office.laurel(`serve ${flags}`)).code, 64, flags)
    }
  })
})
