import { assert, describe, it } from "@effect/vitest"
import { layer } from "@laurel/adapters/memory"
import { Outbox, Tallies } from "@laurel/core/challenge"
import { ChallengeId, UserId } from "@laurel/core/shared"
import { Effect, Exit, Layer } from "effect"
import { days, OneStore, officeAfterPot, Provider } from "../store.ts"
import { patience } from "../world.ts"

describe("laurel worker", { timeout: patience }, () => {
  it("pays what was posted and left to others", async () => {
    await using office = await officeAfterPot()
    await office.does(`settle plan pot --out plan.json ${days.after}`)
    await office.does(`settle approve plan.json --as bo --yes ${days.after}`)
    await office.does(`settle apply plan.json --no-pay --yes ${days.after}`)
    assert.match((await office.does(`worker --once ${days.after}`)).out, /^\d jobs? done/)
    assert.match((await office.does(`settle status pot ${days.after}`)).out, /confirmed +3/)
    assert.include((await office.does("worker --once")).out, "0 jobs done")
  })

  it("carries out what the clock has brought about", async () => {
    await using office = await officeAfterPot()
    assert.match((await office.does(`worker --once ${days.after}`)).out, /due dates? carried out/)
    const { challenges } = JSON.parse((await office.does("challenge list --json")).out)
    assert.deepStrictEqual(
      challenges.map(({ state }: { state: string }) => state),
      ["Final"]
    )
  })

  it("says on standard error what failed, and leaves standard output to results", async () => {
    const provider = new Provider()
    await using office = await officeAfterPot(new OneStore(provider.ports))
    await office.does(`settle plan pot --out plan.json ${days.after}`)
    await office.does(`settle approve plan.json --as bo --yes ${days.after}`)
    await office.does(`settle apply plan.json --no-pay --yes ${days.after}`)
    provider.away = true
    await office.does(`worker --once ${days.after}`)
    const { out, err } = await office.does("worker --once --json --at 2026-05-04")
    assert.deepStrictEqual(JSON.parse(out).failed, 1)
    assert.include(err, "warn")
    provider.away = false
    await office.does("worker --once --at 2026-05-05")
    assert.match((await office.does(`settle status pot ${days.after}`)).out, /confirmed +3/)
  })

  it("brings up the boards that it can, whatever waits that cannot be carried", async () => {
    const nowhere = ChallengeId.make("a-nowhere")
    const withNowhere = Layer.effectDiscard(
      Outbox.use((outbox) => Effect.orDie(outbox.add(nowhere, [UserId.make("ada")])))
    ).pipe(Layer.provideMerge(layer))
    await using office = await officeAfterPot(new OneStore(withNowhere))
    const { out, err } = await office.does(`worker --once ${days.during}`)
    assert.include(out, "boards of 1 challenge brought up to date")
    assert.include(err, "the boards of a-nowhere could not be brought up to date")
  })

  it("forgets what happened in which hour once no trend is made of it", async () => {
    const stores = new OneStore()
    await using office = await officeAfterPot(stores)
    const { run } = await stores.open({ _tag: "Memory" })
    const hours = async () => {
      const found = await run(Tallies.use(({ busy }) => busy(0)))
      return Exit.isSuccess(found) ? found.value : assert.fail("the store cannot be read")
    }
    await office.does(`worker --once ${days.during}`)
    assert.isNotEmpty(await hours())
    await office.does(`worker --once ${days.after}`)
    await office.does("worker --once --at 2026-07-01")
    assert.isEmpty(await hours())
  })

  it("stops when it is told to, as if nothing had happened", async () => {
    await using office = await officeAfterPot()
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 200)
    const { code, err } = await office.laurel("worker", { signal: controller.signal })
    assert.strictEqual(code, 0)
    assert.include(err, "Stopped")
  })

  it("cannot be tried, nor wait on a clock that stands still", async () => {
    await using office = await officeAfterPot()
    assert.strictEqual((await office.laurel("worker --dry-run")).code, 64)
    assert.strictEqual((await office.laurel(`worker ${days.after}`)).code, 64)
  })
})
