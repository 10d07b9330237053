import { assert, describe, it } from "@effect/vitest"
import { type Entry, joinWithFee } from "@laurel/core/challenge"
import { EntryId, Ledger, entry as ledgerEntry } from "@laurel/core/ledger"
import { VirtualClock } from "@laurel/core/runtime"
import { ChallengeId, Currency, ParticipantId, UserId } from "@laurel/core/shared"
import { Clock, Effect } from "effect"
import { days, Office, OneStore, officeAfterPot, Provider } from "../store.ts"
import { json, patience, pot } from "../world.ts"

describe("laurel settle", { timeout: patience }, () => {
  it("takes a challenge from final standings to paid prizes: one plans, another approves, and it is applied", async () => {
    await using office = await officeAfterPot()
    const planned = await office.does(`settle plan pot --out plan.json ${days.after}`)
    assert.include(planned.out, "Plan 1 of pot: 27.00 EUR to 3 recipients")
    const approved = await office.does(`settle approve plan.json --as bo --yes ${days.after}`)
    assert.include(approved.out, "approved by bo")
    const applied = await office.does(`settle apply plan.json --yes ${days.after}`)
    assert.match(applied.out, /confirmed +3 +27\.00 EUR/)
    assert.include((await office.does(`challenge show pot ${days.after}`)).out, "settled")
    assert.include((await office.does(`settle verify plan.json ${days.after}`)).out, "byte for byte")
  })

  it("lets the second of two who apply the same plan change nothing, and says so with 6", async () => {
    await using office = await officeAfterPot()
    await office.does(`settle plan pot --out plan.json ${days.after}`)
    await office.does(`settle approve plan.json --as bo --yes ${days.after}`)
    const both = await Promise.all([
      office.laurel(`settle apply plan.json --yes ${days.after}`),
      office.laurel(`settle apply plan.json --yes --as bo ${days.after}`)
    ])
    assert.deepStrictEqual(both.map(({ code }) => code).toSorted(), [0, 6])
    const journal = (await office.does(`export pot ${days.after}`)).out
    const again = await office.laurel(`settle apply plan.json --yes ${days.after}`)
    assert.strictEqual(again.code, 6)
    assert.include(again.err, "nothing was done again")
    assert.strictEqual((await office.does(`export pot ${days.after}`)).out, journal)
  })

  it("gives the same plan again while nothing has changed, and tells by its exit code which plan is new", async () => {
    await using office = await officeAfterPot()
    const plan = `settle plan pot --out plan.json --detailed-exitcode ${days.after}`
    assert.strictEqual((await office.laurel(plan)).code, 2)
    const first = office.here.read("plan.json")
    assert.strictEqual((await office.laurel(plan)).code, 0)
    assert.strictEqual(office.here.read("plan.json"), first)
    assert.include((await office.does("settle show plan.json")).out, "Plan 1 of pot: 27.00 EUR to 3 recipients")
    assert.include((await office.does(`settle show pot ${days.after}`)).out, "Plan 1 of pot")
  })

  it("shows with --dry-run the plan that would be made, and makes none", async () => {
    await using office = await officeAfterPot()
    const tried = JSON.parse((await office.does(`settle plan pot --dry-run --json ${days.after}`)).out)
    assert.include((await office.does(`settle status pot ${days.after}`)).out, "nothing planned yet")
    const made = JSON.parse((await office.does(`settle plan pot --json ${days.after}`)).out)
    assert.strictEqual(made.hash, tried.hash)
  })

  it("refuses an approval by who made the plan with 4, and one before its disputes are over with 6", async () => {
    await using office = await officeAfterPot()
    await office.does(`settle plan pot --out plan.json ${days.after}`)
    const { code, err } = await office.laurel(`settle approve plan.json --yes ${days.after}`)
    assert.deepStrictEqual([code, err.includes("somebody else has to approve it")], [4, true])
    const early = await office.laurel(`settle apply plan.json --yes ${days.after}`)
    assert.deepStrictEqual([early.code, early.err.includes("plan 1 of pot is not approved yet")], [6, true])
    assert.include(early.err, "laurel settle approve plan.json --as NAME")
  })

  it("counts who has several prizes once", async () => {
    const place = { _tag: "SharePerPlace", shares: ["100%"] }
    const stages = ["first", "second"].map((name) => ({ name, weight: "50%", awards: [place] }))
    await using office = await officeAfterPot(new OneStore(), (here) =>
      here.write({ "pot.json": json({ ...pot, prizes: { ...pot.prizes, stages } }) })
    )
    const { out } = await office.does(`settle plan pot ${days.after}`)
    assert.include(out, "27.00 EUR to 1 recipient\n")
  })

  it("refuses a plan that was changed after it was written, whatever was changed", async () => {
    await using office = await officeAfterPot()
    await office.does(`settle plan pot --out plan.json ${days.after}`)
    const text = office.here.read("plan.json")
    for (const changed of [text.replace('"1350"', '"1351"'), text.replace(",", ", "), text.replace("pot", "pit")]) {
      office.here.write({ "other.json": changed })
      assert.strictEqual((await office.laurel(`settle approve other.json --as bo --yes ${days.after}`)).code, 3)
    }
    office.here.write({ "other.json": "{}" })
    assert.strictEqual((await office.laurel(`settle show other.json`)).code, 65)
  })

  it("refuses a stale plan with 3 and says what has changed, for whom and by how much", async () => {
    await using office = await officeAfterPot()
    await office.does(`settle plan pot --out plan.json ${days.after}`)
    await office.does(`settle approve plan.json --as bo --yes ${days.after}`)
    await office.does(`challenge deposit pot --amount 10.00 --from acme --yes ${days.after}`)
    const { code, err } = await office.laurel(`settle apply plan.json --yes ${days.after}`)
    assert.strictEqual(code, 3)
    assert.include(err, "pool: changed since the plan was made")
    assert.include(err, "ada: 13.50 in the plan, now 18.00 EUR")
    assert.notInclude((await office.does(`export pot ${days.after}`)).out, "entitlement")
  })

  it("tries an application without keeping or paying anything", async () => {
    await using office = await officeAfterPot()
    await office.does(`settle plan pot --out plan.json ${days.after}`)
    await office.does(`settle approve plan.json --as bo --yes ${days.after}`)
    assert.match((await office.does(`settle apply plan.json --dry-run ${days.after}`)).out, /payable +3 +27\.00 EUR/)
    assert.include((await office.does(`settle status pot ${days.after}`)).out, "approved, version 1")
  })

  it("ends with 5 while payouts have no answer, and resume pays nobody twice", async () => {
    const provider = new Provider()
    await using office = await officeAfterPot(new OneStore(provider.ports))
    await office.does(`settle plan pot --out plan.json ${days.after}`)
    await office.does(`settle approve plan.json --as bo --yes ${days.after}`)
    provider.away = true
    const cut = await office.laurel(`settle apply plan.json --yes ${days.after}`)
    assert.strictEqual(cut.code, 5)
    assert.match(cut.out, /unknown +3 +27\.00 EUR/)
    assert.strictEqual((await office.laurel(`settle resume pot --yes ${days.after}`)).code, 5)
    assert.strictEqual((await office.laurel(`reconcile ${days.after}`)).code, 5)
    provider.away = false
    assert.match((await office.does(`reconcile ${days.after}`)).out, /pot +0 +0/)
    const { out } = await office.does(`settle resume pot --yes ${days.after}`)
    assert.match(out, /confirmed +3 +27\.00 EUR/)
    const { lines } = JSON.parse((await office.does(`settle status pot --lines --json ${days.after}`)).out)
    assert.deepStrictEqual(
      lines.map(({ attempts }: { attempts: ReadonlyArray<unknown> }) => attempts.length),
      [1, 1, 1]
    )
  })

  it("leaves the paying to others where that is asked for", async () => {
    await using office = await officeAfterPot()
    await office.does(`settle plan pot --out plan.json ${days.after}`)
    await office.does(`settle approve plan.json --as bo --yes ${days.after}`)
    assert.match((await office.does(`settle apply plan.json --no-pay --yes ${days.after}`)).out, /payable +3/)
    assert.match((await office.does(`settle resume pot --yes ${days.after}`)).out, /confirmed +3/)
  })

  it("corrects what was settled by the differences, which are approved and applied like any plan", async () => {
    await using office = await officeAfterPot()
    await office.does(`settle plan pot --out plan.json ${days.after}`)
    await office.does(`settle approve plan.json --as bo --yes ${days.after}`)
    await office.does(`settle apply plan.json --yes ${days.after}`)
    const correct = `settle correct pot --disqualify ada --out plan2.json ${days.after}`
    assert.strictEqual((await office.laurel(correct)).code, 64)
    const corrected = (await office.does(`${correct} --confirm pot`)).out
    assert.include(corrected, "corrects version 1")
    assert.match(corrected, /differences +was +is +by\nada +13\.50 EUR +0\.00 EUR +-13\.50 EUR\n/)
    const { differences } = JSON.parse((await office.does(`settle show pot --json ${days.after}`)).out)
    assert.deepStrictEqual(differences[0], { participant: "ada", wasMinorUnits: "1350", isMinorUnits: "0" })
    const unconfirmed = await office.laurel(`settle approve plan2.json --as bo ${days.after}`)
    assert.match(
      unconfirmed.err,
      /corrects version 1, 13\.50 EUR more to 2 recipients, 13\.50 EUR less to 1 recipient:/
    )
    await office.does(`settle approve plan2.json --as bo --yes ${days.after}`)
    await office.does(`settle apply plan2.json --yes ${days.after}`)
    const history = (await office.does(`settle history pot ${days.after}`)).out
    assert.match(history, /1 +superseded/)
    assert.match(history, /2 +settled/)
    assert.include((await office.does(`settle verify pot ${days.after}`)).out, "byte for byte")
    assert.strictEqual((await office.laurel(`settle approve plan.json --as cy --yes ${days.after}`)).code, 6)
  })

  it("verifies a plan that gave way to a later one, says so, and names what differs once", async () => {
    await using office = await officeAfterPot()
    await office.does(`settle plan pot --out plan.json ${days.after}`)
    await office.does(`challenge deposit pot --amount 5 --from acme --yes ${days.after}`)
    await office.does(`settle plan pot --out plan2.json ${days.after}`)
    assert.include((await office.does(`settle verify plan.json ${days.after}`)).out, "plan.json is kept, but gave way")
    assert.notInclude((await office.does(`settle verify plan2.json ${days.after}`)).out, "gave way")
    const store = await office.stores.open({ _tag: "Memory" }, { _tag: "Wallet" })
    const challengeId = ChallengeId.make("pot")
    const unsealed = ledgerEntry(
      {
        id: EntryId.make("slipped-in"),
        at: 0,
        challengeId,
        kind: "EntryFee",
        memo: "",
        currency: Currency.make("EUR")
      },
      [{ from: { _tag: "ProviderClearing" }, to: { _tag: "Pool", challengeId }, minorUnits: 1n }]
    )
    await store.run(Effect.flatMap(Effect.fromResult(unsealed), (one) => Ledger.use((ledger) => ledger.append([one]))))
    const { code, err } = await office.laurel(`settle verify pot ${days.after}`)
    const named = err.split("\n").filter((line) => line.includes("slipped-in"))
    assert.deepStrictEqual([code, named.length], [3, 1], err)
    assert.include(err, "The ledger has 3501 paid into challenge pot")
  })

  it("takes a plan back before it is posted, and not after", async () => {
    await using office = await officeAfterPot()
    await office.does(`settle plan pot --out plan.json ${days.after}`)
    const take = `settle void pot --reason mistake ${days.after}`
    assert.strictEqual((await office.laurel(take)).code, 64)
    assert.include((await office.does(`${take} --confirm pot`)).out, "rejected")
    assert.strictEqual((await office.laurel(`settle approve plan.json --as bo --yes ${days.after}`)).code, 6)
    assert.strictEqual(
      (await office.laurel(`settle plan pot --out plan.json --detailed-exitcode ${days.after}`)).code,
      2
    )
    await office.does(`settle approve plan.json --as bo --yes ${days.after}`)
    await office.does(`settle apply plan.json --yes ${days.after}`)
    assert.strictEqual((await office.laurel(`${take} --confirm pot`)).code, 6)
  })

  it("shows what stands once a correction was taken back: the settlement that it would have corrected", async () => {
    await using office = await officeAfterPot()
    await office.does(`settle plan pot --out plan.json ${days.after}`)
    await office.does(`settle approve plan.json --as bo --yes ${days.after}`)
    await office.does(`settle apply plan.json --yes ${days.after}`)
    await office.does(`settle correct pot --disqualify ada --confirm pot ${days.after}`)
    assert.include((await office.does(`settle show pot ${days.after}`)).out, "Plan 2 of pot")
    await office.does(`settle void pot --reason mistake --confirm pot ${days.after}`)
    const { state, version } = JSON.parse((await office.does(`settle status pot --json ${days.after}`)).out)
    assert.deepStrictEqual([state, version], ["Settled", 1])
    assert.include((await office.does(`settle show pot ${days.after}`)).out, "Plan 1 of pot")
    assert.match((await office.does(`settle history pot ${days.after}`)).out, /2 +cancelled/)
  })

  it("resume gives back a fee for which nobody could enter, also where nothing was ever planned", async () => {
    const provider = new Provider()
    await using office = new Office(new OneStore(provider.ports))
    await office.does(`challenge create pot.json ${days.before}`)
    await office.does(`challenge publish pot ${days.before}`)
    const store = await office.stores.open({ _tag: "Memory" }, { _tag: "Wallet" })
    const noon = Date.parse("2026-03-20T12:00:00Z")
    provider.away = true
    const entry: Entry = {
      participantId: ParticipantId.make("ada"),
      userId: UserId.make("ada"),
      enteredAt: noon,
      categories: [],
      status: "Active",
      fee: { payer: "ada", minorUnits: 1000n }
    }
    const joining = joinWithFee(ChallengeId.make("pot"), entry, "w1")
    await store.run(Effect.provideService(joining, Clock.Clock, new VirtualClock(noon)))
    await office.does("entry add pot ada --yes --at 2026-03-21")
    provider.away = false
    await office.does("reconcile pot --at 2026-03-21")
    assert.match((await office.does("settle resume pot --yes --at 2026-03-21")).out, /confirmed +1 +10\.00 EUR/)
  })

  it("warns before money moves on the embedded store, and not on a server", async () => {
    await using office = await officeAfterPot()
    await office.does(`settle plan pot --out plan.json ${days.after}`)
    await office.does(`settle approve plan.json --as bo --yes ${days.after}`)
    const tried = await office.does(`settle apply plan.json --dry-run ${days.after}`)
    assert.include(tried.err, "never flushes to disk")
    const server = await office.laurel("settle apply plan.json --dry-run --db postgres://host/db")
    assert.notInclude(server.err, "never flushes to disk")
  })

  it("lets the organiser decide by hand what became of a payout that nobody knows of", async () => {
    const provider = new Provider()
    await using office = await officeAfterPot(new OneStore(provider.ports))
    await office.does(`settle plan pot --out plan.json ${days.after}`)
    await office.does(`settle approve plan.json --as bo --yes ${days.after}`)
    provider.away = true
    await office.laurel(`settle apply plan.json --yes ${days.after}`)
    const { lines } = JSON.parse((await office.does(`settle status pot --lines --json ${days.after}`)).out)
    const report = (at: number, rest: string): string =>
      `settle line report pot ${lines[at].attempts[0].key} ${rest} ${days.after}`
    const known = "--outcome confirmed --note statement-42"
    assert.strictEqual((await office.laurel(report(0, known))).code, 64)
    assert.strictEqual((await office.laurel(report(0, "--outcome perhaps --note x --yes"))).code, 64)
    assert.strictEqual((await office.laurel(report(0, "--outcome refused --yes"))).code, 64)
    assert.strictEqual((await office.laurel(report(0, `${known} --yes --as bo`))).code, 4)
    assert.match((await office.does(report(0, `${known} --dry-run`))).out, /unknown +2/)
    assert.match((await office.does(`settle status pot ${days.after}`)).out, /unknown +3/)
    assert.match((await office.does(report(0, `${known} --yes`))).out, /confirmed +1/)
    assert.match((await office.does(report(0, `${known} --yes`))).out, /confirmed +1/)
    assert.strictEqual((await office.laurel(report(0, "--outcome refused --note x --yes"))).code, 6)
    for (const at of [1, 2]) await office.does(report(at, "--outcome refused --note account-closed --yes"))

    const decide = (verb: string, at: number): string => `settle line ${verb} pot ${lines[at].line} --yes ${days.after}`
    assert.strictEqual((await office.laurel(decide("forfeit", 1))).code, 6)
    assert.match((await office.does(decide("give-up", 1))).out, /unclaimed +1/)
    assert.match((await office.does(decide("give-up", 2))).out, /unclaimed +2/)
    assert.match((await office.does(decide("forfeit", 2))).out, /forfeited +1/)
    provider.away = false
    assert.match((await office.does(`${decide("reclaim", 1)} --json`)).out, /"Payable"/)
    assert.match((await office.does(`settle resume pot --yes ${days.after}`)).out, /confirmed +2/)
    assert.include((await office.does(`settle verify pot ${days.after}`)).out, "byte for byte")
    assert.strictEqual((await office.laurel(`settle line give-up pot nothing --yes ${days.after}`)).code, 64)
  })
})
