import { assert, describe, it } from "@effect/vitest"
import { everyCommand } from "../../src/commands/challenge/allowedCommands.ts"
import { days, Office } from "../store.ts"
import { json, patience, pot, steps } from "../world.ts"

describe("laurel challenge", { timeout: patience }, () => {
  it("create keeps a draft, and the same definition again changes nothing", async () => {
    await using office = new Office()
    const { out } = await office.does(`challenge create steps.json ${days.before}`)
    assert.include(out, "draft")
    assert.include(out, "organiser  ada")
    const again = JSON.parse((await office.does(`challenge create steps.json --json ${days.before}`)).out)
    assert.deepStrictEqual([again._v, again.state, again.version], [1, "Draft", 0])
  })

  it("create refuses another definition under the same id with 6, and revise puts it in place", async () => {
    await using office = new Office()
    await office.does(`challenge create steps.json ${days.before}`)
    office.here.write({ "steps.json": json({ ...steps, name: "More steps" }) })
    const { code, err } = await office.laurel(`challenge create steps.json ${days.before}`)
    assert.strictEqual(code, 6)
    assert.include(err, "laurel challenge revise")
    assert.include((await office.does(`challenge revise steps.json ${days.before}`)).out, "More steps (steps)")
  })

  it("revise and publish with --if-version do nothing once somebody else has changed the draft", async () => {
    await using office = new Office()
    const name = (text: string) => office.here.write({ "steps.json": json({ ...steps, name: text }) })
    const { out } = await office.does(`challenge create steps.json ${days.before}`)
    assert.match(out, /version\s+0/)
    name("Mine")
    await office.does(`challenge revise steps.json --if-version 0 ${days.before}`)
    name("Theirs")
    const stale = await office.laurel(`challenge revise steps.json --if-version 0 ${days.before}`)
    assert.strictEqual(stale.code, 6)
    assert.include(stale.err, "is at version 1, and version 0 was meant")
    assert.strictEqual((await office.laurel(`challenge publish steps --if-version 0 ${days.before}`)).code, 6)
    assert.strictEqual((await office.laurel(`challenge publish steps --if-version x ${days.before}`)).code, 64)
    const published = await office.does(`challenge publish steps --if-version 1 ${days.before}`)
    assert.include(published.out, "Mine (steps)")
  })

  it("publish is for the organiser alone: anybody else ends with 4", async () => {
    await using office = new Office()
    await office.does(`challenge create steps.json ${days.before}`)
    const { code, err } = await office.laurel(`challenge publish steps --as bo ${days.before}`)
    assert.strictEqual(code, 4)
    assert.include(err, "bo is not the organiser")
    assert.include((await office.does(`challenge publish steps ${days.before}`)).out, "published")
  })

  it("publish of what is over says what to do about it", async () => {
    await using office = new Office()
    await office.does(`challenge create steps.json ${days.after}`)
    const { code, err } = await office.laurel(`challenge publish steps ${days.after}`)
    assert.strictEqual(code, 6)
    assert.include(err, "laurel run")
  })

  it("show says what is unknown with 64, and what comes next of what is there", async () => {
    await using office = new Office()
    assert.strictEqual((await office.laurel("challenge show steps")).code, 64)
    await office.does(`challenge create steps.json ${days.before}`)
    await office.does(`challenge publish steps ${days.before}`)
    assert.include((await office.does(`challenge show steps ${days.before}`)).out, "start at 2026-04-01 00:00 +00:00")
    assert.include((await office.does(`challenge show steps ${days.during}`)).out, "running")
  })

  it("show speaks the zone of the challenge to people and UTC to programs, and names commands that there are", async () => {
    await using office = new Office()
    office.here.write({
      "steps.json": json({
        ...steps,
        zone: "Europe/Berlin",
        window: { start: "2026-03-29", end: "2026-05-01T21:30:15Z" }
      })
    })
    await office.does(`challenge create steps.json ${days.before}`)
    const { out } = await office.does(`challenge show steps ${days.before}`)
    // Summer time begins in between.
    assert.include(out, "2026-03-29 00:00 +01:00 until before 2026-05-01 23:30:15 +02:00")
    assert.match(out, /zone +Europe\/Berlin/)
    assert.match(out, /allows +challenge revise, challenge publish, challenge cancel\n/)
    const shown = JSON.parse((await office.does(`challenge show steps --json ${days.before}`)).out)
    assert.deepStrictEqual(shown.window, { start: "2026-03-28T23:00:00.000Z", end: "2026-05-01T21:30:15.000Z" })
    assert.deepStrictEqual(shown.allows, ["challenge revise", "challenge publish", "challenge cancel"])
    for (const command of everyCommand) {
      assert.include((await office.does(`${command} --help`)).out, `Usage: laurel ${command}`)
    }
  })

  it("with --dry-run does everything but keep it", async () => {
    await using office = new Office()
    const tried = await office.does(`challenge create steps.json --dry-run ${days.before}`)
    assert.include(tried.out, "draft")
    assert.include(tried.err, "dry run")
    assert.strictEqual((await office.laurel("challenge show steps")).code, 64)
    assert.strictEqual(JSON.parse((await office.does(`challenge create steps.json --dry-run --json`)).out).dryRun, true)
  })

  it("deposit asks before money moves, and books it once", async () => {
    await using office = new Office()
    const sponsored = {
      ...pot,
      prizes: {
        ...pot.prizes,
        funding: { sponsor: "50000" },
        degenerate: { ...pot.prizes.degenerate, emptyPool: "Refund" }
      }
    }
    office.here.write({ "pot.json": json(sponsored) })
    await office.does(`challenge create pot.json ${days.before}`)
    await office.does(`challenge publish pot ${days.before}`)
    const deposit = `challenge deposit pot --amount 500 --from acme ${days.before}`
    const unconfirmed = await office.laurel(deposit)
    assert.deepStrictEqual([unconfirmed.code, unconfirmed.err.includes("--yes")], [64, true])
    assert.strictEqual((await office.laurel(deposit, { answers: ["no"] })).code, 2)
    assert.include((await office.laurel(deposit, { answers: ["yes"] })).out, "500.00 EUR of acme are in the pool")
    assert.include((await office.does(`${deposit} --yes`)).out, "nothing was done again")
    assert.include((await office.does(`challenge show pot ${days.before}`)).out, "500.00 EUR paid in")
    assert.strictEqual((await office.laurel(`${deposit.replace("500", "5.001")} --yes`)).code, 64)
  })

  it("cancel wants the id of the challenge, and owes the payers what they paid", async () => {
    await using office = new Office()
    await office.does(`challenge create pot.json ${days.before}`)
    await office.does(`challenge publish pot ${days.before}`)
    await office.does(`entry add pot ada lin --yes ${days.before}`)
    const cancel = ["challenge", "cancel", "pot", "--reason", "rain", "--at", "2026-03-21"]
    assert.strictEqual((await office.laurel(cancel)).code, 64)
    assert.strictEqual((await office.laurel([...cancel, "--confirm", "pit"])).code, 64)
    assert.strictEqual((await office.laurel(cancel, { answers: ["pit"] })).code, 2)
    const { out } = await office.does([...cancel, "--confirm", "pot"])
    assert.include(out, "2 are to be refunded")
    const paid = await office.does("settle resume pot --yes --at 2026-03-21")
    assert.match(paid.out, /confirmed +2 +20\.00 EUR/)
  })

  it("cancel --stdin cancels many, each with an outcome of its own, and ends with 5 where one is refused", async () => {
    await using office = new Office()
    await office.does(`challenge create pot.json ${days.before}`)
    await office.does(`challenge publish pot ${days.before}`)
    await office.does(`entry add pot ada lin --yes ${days.before}`)
    await office.does(`challenge create steps.json ${days.before}`)
    const cancel = ["challenge", "cancel", "--stdin", "--reason", "rain", "--at", "2026-03-21"]
    const many = (more: ReadonlyArray<string>, stdin = "pot\r\n\nnothing\nsteps\npot\n") =>
      office.laurel([...cancel, ...more], { stdin })
    for (const more of [[], ["--confirm", "4"], ["--confirm", "pot"]])
      assert.strictEqual((await many(more)).code, 64, more.join(" "))
    const tried = await many(["--dry-run"])
    assert.strictEqual(tried.code, 5)
    assert.include(tried.out, "2 challenges cancelled: rain")
    assert.include((await office.does("challenge list --state cancelled")).out, "no challenges")
    const { code, out } = await many(["--confirm", "3", "--json"])
    assert.strictEqual(code, 5)
    const { challenges } = JSON.parse(out)
    assert.deepStrictEqual(challenges[0], { challenge: "pot", outcome: "cancelled", state: "Cancelled", refunds: 2 })
    assert.deepInclude(challenges[1], { challenge: "nothing", outcome: "refused", code: "challenge-not-found" })
    assert.deepStrictEqual(challenges[2], { challenge: "steps", outcome: "cancelled", state: "Cancelled", refunds: 0 })
    assert.strictEqual((await many(["--confirm", "2"], "pot\nsteps")).code, 0)
    const ofOthers = await office.laurel([...cancel, "--confirm", "1", "--as", "bo"], { stdin: "steps" })
    assert.include(ofOthers.out, "bo is not the organiser")
  })

  it("cancel --stdin does nothing where a line is no id, or nothing is given, and says which line", async () => {
    await using office = new Office()
    await office.does(`challenge create steps.json ${days.before}`)
    const cancel = ["challenge", "cancel", "--stdin", "--reason", "rain", "--confirm", "1"]
    const wrong = await office.laurel(cancel, { stdin: "steps\n\u0007\n" })
    assert.strictEqual(wrong.code, 65)
    assert.include(wrong.err, "standard input:2")
    assert.strictEqual((await office.laurel(cancel, { stdin: " \n" })).code, 65)
    const tooMany = Array.from({ length: 10_001 }, (_, number) => `c${number}`).join("\n")
    assert.strictEqual((await office.laurel(cancel, { stdin: tooMany })).code, 65)
    assert.strictEqual((await office.laurel([...cancel, "steps"], { stdin: "steps" })).code, 64)
    assert.strictEqual((await office.laurel(["challenge", "cancel", "--reason", "rain"])).code, 64)
    assert.include((await office.does("challenge list --state draft")).out, "steps")
  })

  it("--no-input never asks, also at a terminal", async () => {
    await using office = new Office()
    await office.does(`challenge create pot.json ${days.before}`)
    await office.does(`challenge publish pot ${days.before}`)
    const add = `entry add pot ada ${days.before}`
    assert.strictEqual((await office.laurel(`${add} --no-input`, { answers: ["yes"] })).code, 64)
    assert.strictEqual((await office.laurel(add, { answers: ["yes"], env: { LAUREL_NO_INPUT: "1" } })).code, 64)
    assert.strictEqual((await office.laurel(add, { answers: ["yes"] })).code, 0)
  })

  it("--at is refused on a server, whose clock is everybody's", async () => {
    await using office = new Office()
    const { code, err } = await office.laurel(`challenge show steps --at 2026-04-01 --db postgres://u:secret@host/db`)
    assert.strictEqual(code, 64)
    assert.include(err, "postgres://u:***@host/db")
    assert.notInclude(err, "secret")
  })

  it("list --search finds words of names and descriptions; what is no word is refused with 64", async () => {
    await using office = new Office()
    office.here.write({ "steps.json": json({ ...steps, name: "Frühlings-Schritte", description: "Über Straßen" }) })
    await office.does(`challenge create steps.json ${days.before}`)
    const found = async (text: string) => (await office.does(["challenge", "list", "--search", text])).out
    assert.include(await found("FRUHL strass"), "steps")
    assert.include(await found("tritte"), "no challenges")
    const { code, err } = await office.laurel(["challenge", "list", "--search", "?"])
    assert.strictEqual(code, 64)
    assert.include(err, "1 to 8 different words")
  })

  it("list --of shows what somebody takes part in or organises; --role one of the two", async () => {
    await using office = new Office()
    await office.does(`challenge create steps.json ${days.before}`)
    await office.does(`challenge publish steps ${days.before}`)
    await office.does(`challenge duplicate steps --id other --as zoe ${days.before}`)
    await office.does(`entry add steps zoe ${days.before}`)
    const listed = async (options: string): Promise<ReadonlyArray<string>> =>
      JSON.parse((await office.does(`challenge list --json ${options}`)).out).challenges.map(
        ({ challenge }: { readonly challenge: string }) => challenge
      )
    assert.deepStrictEqual(await listed("--of zoe"), ["other", "steps"])
    assert.deepStrictEqual(await listed("--of zoe --role participant"), ["steps"])
    assert.deepStrictEqual(await listed("--of zoe --role organiser"), ["other"])
    assert.deepStrictEqual(await listed("--of nobody"), [])
    const { code, err } = await office.laurel("challenge list --role organiser")
    assert.strictEqual(code, 64)
    assert.include(err, "laurel challenge list --of")
  })

  it("duplicate drafts the same rules at another time, and again changes nothing", async () => {
    await using office = new Office()
    await office.does(`challenge create steps.json ${days.before}`)
    const copy = `challenge duplicate steps --id steps-june --start 2026-06-01 ${days.before}`
    const { out } = await office.does(copy)
    assert.include(out, "2026-06-01 00:00 +00:00 until before 2026-07-01 00:00 +00:00")
    assert.strictEqual((await office.does(copy)).out, out)
    assert.include((await office.does("challenge list")).out, "steps-june")
    assert.strictEqual((await office.laurel(copy.replace("2026-06-01", "June"))).code, 64)
  })
})
