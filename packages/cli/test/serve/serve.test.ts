import { assert, describe, it } from "@effect/vitest"
import { makeClient, operations, ProblemAnswered } from "@laurel/http"
import { served } from "../served.ts"
import { Office } from "../store.ts"
import { patience, steps } from "../world.ts"

describe("laurel serve", { timeout: patience }, () => {
  it("serves who has a key, by a client of the same operations, until it is stopped", async () => {
    await using office = new Office()
    const token = (await office.does("keys create --as olga --scope read,organise")).out.trim()
    const { code, err } = await served(office, "", async ({ url }) => {
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
    assert.strictEqual(code, 0)
    assert.include(err, "Stopped")
    assert.notInclude(err, "Nobody can sign in")
  })

  it("says that nobody can sign in where there is no key and no tokens are taken, and how that is changed", async () => {
    await using office = new Office()
    const there = async () => undefined
    assert.include((await served(office, "", there)).err, "Nobody can sign in yet")
    const { err } = await served(office, "--supabase https://abc.supabase.co", there)
    assert.notInclude(err, "Nobody can sign in")
  })

  it("says what is wrong with how it was started", async () => {
    await using office = new Office()
    for (const flags of [
      "--port 70000",
      "--port x",
      "--jwks https://id.example/jwks.json",
      "--supabase abc",
      "--supabase https://abc.supabase.co/auth/v1",
      "--supabase https://abc.supabase.co --audience laurel",
      "--allow-origin *",
      "--allow-origin https://app.example/",
      "--allow-origin https://app.example --allow-origin app.example",
      "--allow-origin null",
      "--allow-frame *",
      "--allow-frame https://club.example/boards"
    ]) {
      assert.strictEqual((await office.laurel(`serve ${flags}`)).code, 64, flags)
    }
  })
})
