import { assert, describe, it } from "@effect/vitest"
import { layer } from "@laurel/adapters/memory"
import { JobKey, JobKind, Jobs } from "@laurel/core/runtime"
import { Effect, Layer } from "effect"
import { served } from "../served.ts"
import { Office, OneStore } from "../store.ts"
import { patience, World } from "../world.ts"

const kind = JobKind.make("test.dead")

/** Ports with a job that nobody could do. */
const withDead = Layer.effectDiscard(
  Effect.gen(function* () {
    const jobs = yield* Jobs
    yield* jobs.enqueue([{ kind, key: JobKey.make("one"), maximumTries: 1 }])
    for (const job of yield* jobs.claim({ worker: "w", kinds: [kind] })) yield* jobs.fail(job, "broke", 0)
  }).pipe(Effect.orDie)
).pipe(Layer.provideMerge(layer))

describe("laurel doctor --server", { timeout: patience }, () => {
  it("says of a sound server that it is, and to a key that administers how each part of it is", async () => {
    await using office = new Office()
    office.here.write({ key: (await office.does("keys create --as root --scope administer")).out })
    await served(office, "", async ({ url }) => {
      const plain = await office.does(`doctor --server ${url}`)
      assert.match(plain.out, /ready +ok +it takes requests/)
      assert.match(plain.out, /health +ok +as it should be; --server-key-file/)
      assert.notInclude(plain.out, "its jobs")
      const { out } = await office.does(`doctor --server ${url}/ --server-key-file key`)
      assert.match(out, /its store +ok +answers/)
      assert.match(out, /its boards +ok +in memory/)
      assert.match(out, /its jobs +ok +0 jobs waiting, 0 dead; nothing is late/)
    })
  })

  it("warns of what is not as it should be", async () => {
    await using office = new Office(new OneStore(withDead))
    office.here.write({ key: (await office.does("keys create --as root --scope administer")).out })
    await served(office, "--redis redis://127.0.0.1:1", async ({ url }) => {
      const { out } = await office.does(`doctor --server ${url} --server-key-file key`)
      assert.match(out, /health +warning/)
      assert.match(out, /its boards +warning +redis is away/)
      assert.match(out, /its jobs +warning +0 jobs waiting, 1 dead.*laurel jobs list --state dead/)
    })
  })

  it("ends with 75 where nobody answers, or somebody else does", async () => {
    using here = new World()
    const { code, out } = await here.laurel("doctor --server http://127.0.0.1:1")
    assert.deepStrictEqual([code, /server +WRONG +http:\/\/127.0.0.1:1 cannot be reached/.test(out)], [75, true])
  })

  it("says what is wrong with how it is asked", async () => {
    using here = new World()
    for (const flags of ["--server nowhere", "--server ftp://a", "--server https://key:secret@laurel.example"]) {
      const { code, err } = await here.laurel(`doctor ${flags}`)
      assert.strictEqual(code, 64, flags)
      assert.notInclude(err, "secret@")
    }
    assert.strictEqual((await here.laurel("doctor --server http://127.0.0.1:1 --server-key-file none")).code, 66)
  })
})
