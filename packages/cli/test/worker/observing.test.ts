import { assert, describe, it } from "@effect/vitest"
import { reconcileChargesJob } from "@laurel/core/challenge"
import { JobKey, Jobs } from "@laurel/core/runtime"
import { ChallengeId } from "@laurel/core/shared"
import { Exit } from "effect"
import { type Office, OneStore, officeAfterPot } from "../store.ts"
import { patience } from "../world.ts"

/** A worker with these flags, for as long as a test looks at its metrics once it has tried so many jobs; what it said. */
const working = async (office: Office, flags: string, jobs: number, look: (metrics: string) => Promise<void>) => {
  const controller = new AbortController()
  let told = 0
  let metrics = ""
  let ended: ReturnType<Office["laurel"]> | undefined
  await new Promise<void>((resolve, reject) => {
    const hears = (text: string): void => {
      metrics = /Metrics are at (http\S+\/metrics)/.exec(text)?.[1] ?? metrics
      if (text.includes('"message":"job"')) told += 1
      if (told === jobs) resolve()
    }
    ended = office.laurel(`worker --metrics-port 0 ${flags}`, { signal: controller.signal, hears })
    ended.then(({ err }) => reject(new Error(err)), reject)
  })
  await look(metrics).finally(() => controller.abort())
  return (await ended)?.err ?? ""
}

/** An office in whose store a job can be done, one cannot, and one is to be done tomorrow. */
const withJobs = async () => {
  const stores = new OneStore()
  const office = await officeAfterPot(stores)
  const { run } = await stores.open({ _tag: "Memory" })
  const job = (key: string, challenge: string) => ({
    kind: reconcileChargesJob,
    key: JobKey.make(key),
    challengeId: ChallengeId.make(challenge)
  })
  const added = await run(
    Jobs.use((jobs) =>
      jobs.enqueue([
        job("canary-in-a-key", "pot"),
        { ...job("canary-in-another", "canary-in-a-challenge"), maximumTries: 1 },
        { ...job("tomorrow", "pot"), notBefore: Date.now() + 86_400_000 }
      ])
    )
  )
  assert.isTrue(Exit.isSuccess(added))
  return office
}

describe("laurel worker, seen from outside", { timeout: patience }, () => {
  it("tells of each job in a line of JSON, and counts it by kind and by what became of it", async () => {
    await using office = await withJobs()
    let shown = ""
    const err = await working(office, "--log json", 2, async (metrics) => {
      shown = await (await fetch(metrics)).text()
    })
    const lines = err
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line))
    const kind = reconcileChargesJob
    assert.deepStrictEqual(
      lines.filter(({ message }) => message === "job").map(({ time: _, duration_ms: __, ...rest }) => rest),
      [
        { level: "info", message: "job", kind, outcome: "done", tries: 1 },
        { level: "error", message: "job", kind, outcome: "dead", tries: 1 }
      ]
    )
    for (const outcome of ["done", "dead"])
      assert.match(shown, new RegExp(`laurel_job_outcomes_total\\{kind="${kind}",outcome="${outcome}"\\} 1\\n`))
    assert.include(shown, `laurel_job_seconds_count{kind="${kind}"} 2\n`)
    assert.include(shown, `laurel_jobs{kind="${kind}",state="waiting"} 1\n`)
    assert.include(shown, `laurel_jobs{kind="${kind}",state="dead"} 1\n`)
    assert.include(shown, `laurel_job_oldest_seconds{kind="${kind}"} 0\n`)
    for (const text of [err, shown]) assert.notInclude(text, "canary")
    assert.deepInclude(
      lines.filter(({ cause }) => cause !== undefined).map(({ cause }) => cause[0].kind),
      "ChallengeNotFound"
    )
    assert.include(err, "Stopped")
  })

  it("says what is wrong with how it is to be seen", async () => {
    await using office = await officeAfterPot()
    for (const flags of ["--log xml", "--metrics-port 70000", "--traces nowhere", "--traces http://a --trace-sample 2"])
      assert.strictEqual((await office.laurel(`worker --once ${flags}`)).code, 64, flags)
  })
})
