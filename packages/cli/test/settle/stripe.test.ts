import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import { layer } from "@laurel/adapters/memory"
import { Layer, Schema } from "effect"
import { lazyStores } from "../../src/store/lazyStores.ts"
import type { Payments } from "../../src/store/Payments.ts"
import { openLayer, paidBy } from "../../src/store/runtime.ts"
import type { StoreLocation } from "../../src/store/StoreLocation.ts"
import type { OpenStore } from "../../src/store/Stores.ts"
import { days, type Lasting, officeAfterPot } from "../store.ts"
import { patience } from "../world.ts"

/** One store in memory, paid by whom the first command named. */
class PaidStore implements Lasting {
  private opened: Promise<OpenStore> | undefined

  async open(_location: StoreLocation, payments: Payments): Promise<OpenStore> {
    this.opened ??= openLayer(paidBy(payments, Layer.fresh(layer)))
    const { run } = await this.opened
    return { run, close: async () => undefined }
  }

  async openDatabase(): Promise<undefined> {
    return undefined
  }

  readonly fastBoards = lazyStores.fastBoards
  readonly webhookSender = lazyStores.webhookSender

  async dispose(): Promise<void> {
    await (await this.opened)?.close()
  }
}

const decodeMoved = Schema.decodeUnknownSync(Schema.Array(Schema.Struct({ party: Schema.String })))

/** The simulated provider, which moves no money, as a process of its own. */
const startProvider = async () => {
  const main = fileURLToPath(new URL("../../../adapters/test/simulatedProvider/main.ts", import.meta.url))
  const child = spawn(process.execPath, [main], { stdio: ["pipe", "pipe", "inherit"] })
  const [line] = await once(child.stdout, "data")
  const url = String(line).trim()
  return {
    url,
    moved: async () =>
      decodeMoved(await (await fetch(`${url}/simulation/ledger`, { headers: { connection: "close" } })).json()),
    [Symbol.asyncDispose]: async () => {
      child.stdin.end()
      if (child.exitCode === null) await once(child, "exit")
    }
  }
}

describe("laurel settle with Stripe", { timeout: patience }, () => {
  it("pays to the accounts of a file, and nobody who has none", async () => {
    await using provider = await startProvider()
    await using office = await officeAfterPot(new PaidStore(), (here) =>
      here.write({
        key: "sk_test_simulated\n",
        "accounts.json": JSON.stringify({ accounts: { ada: "acct_ada", lin: "acct_lin" } }),
        "laurel.json": JSON.stringify({
          payments: "stripe",
          stripeKeyFile: "key",
          stripeAccounts: "accounts.json",
          stripeUrl: provider.url
        })
      })
    )
    await office.does(`settle plan pot --out plan.json ${days.after}`)
    await office.does(`settle approve plan.json --as bo --yes ${days.after}`)
    const { out } = await office.laurel(`settle apply plan.json --yes ${days.after}`)
    assert.match(out, /confirmed +2/)
    assert.match(out, /refused +1/)
    const parties = (await provider.moved()).map(({ party }) => party)
    assert.deepStrictEqual(parties.toSorted(), ["acct_ada", "acct_lin"])
  })

  it("pays nobody in another way where what Stripe needs is not there", async () => {
    await using office = await officeAfterPot(new PaidStore())
    office.here.write({ key: "sk", empty: "", "bad.json": "[]", "good.json": "{}" })
    const resume = (flags: string, env: Record<string, string>) =>
      office.laurel(`settle resume pot --yes --payments stripe ${flags} ${days.after}`.replace("  ", " "), { env })
    const stripe = { LAUREL_STRIPE_KEY_FILE: "key" }
    assert.strictEqual((await resume("--stripe-accounts good.json", {})).code, 78)
    assert.strictEqual((await resume("", stripe)).code, 78)
    assert.strictEqual((await resume("--stripe-accounts bad.json", stripe)).code, 78)
    assert.strictEqual((await resume("--stripe-accounts nowhere.json", stripe)).code, 66)
    assert.strictEqual((await resume("--stripe-accounts good.json", { LAUREL_STRIPE_KEY_FILE: "empty" })).code, 78)
    const asked = `reconcile --payments stripe --stripe-accounts good.json ${days.after}`
    assert.strictEqual((await office.laurel(asked, { env: stripe })).code, 0)
    assert.strictEqual((await office.laurel("challenge list", { env: { LAUREL_PAYMENTS: "cash" } })).code, 78)
  })
})
