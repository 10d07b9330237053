import { assert, describe, it } from "@effect/vitest"
import { days, Office } from "../store.ts"
import { json, patience, steps } from "../world.ts"

const metrics = [{ name: "steps", unit: "steps", decimals: 1, plausible: { perActivity: 20000 } }]

/** An office in which ada did what is beyond belief, and lin did what happened before the challenge. */
const officeWithDoubts = async (): Promise<Office> => {
  const office = new Office()
  office.here.write({
    "steps.json": json({ ...steps, metrics }),
    "a.csv":
      "user,at,steps,key\nada,2026-04-01,5000,a\nada,2026-04-02,20000.5,b\nlin,2026-03-01,1,c\nlin,2026-04-01,7,d\n"
  })
  await office.does(`challenge create steps.json ${days.before}`)
  await office.does(`challenge publish steps ${days.before}`)
  await office.does(`entry add steps ada lin ${days.before}`)
  await office.laurel(`import steps a.csv ${days.during}`)
  return office
}

const listed = async (office: Office, options: string) => {
  const { activities } = JSON.parse((await office.does(`activity list steps ${options} --json ${days.during}`)).out)
  return activities
}

const keysIn = async (office: Office, options: string) =>
  (await listed(office, options)).map(({ key, state }: { key: string; state: string }) => `${key} ${state}`)

describe("laurel activity", { timeout: patience }, () => {
  it("list shows what somebody did, the newest first, page by page, with what it is now", async () => {
    await using office = await officeWithDoubts()
    const { out } = await office.does(`activity list steps --user ada ${days.during}`)
    assert.match(out, /20000\.5.*waits for a decision\n.*5000\.0.*counts\n/)
    const [first] = await listed(office, "--user ada --limit 1")
    assert.deepStrictEqual([first.key, first.state, first.limit], ["b", "Quarantined", "perActivity"])
    assert.deepStrictEqual(await keysIn(office, `--user ada --limit 1 --before ${first.place}`), ["a Counts"])
    assert.include((await office.does(`activity list steps --user bob ${days.during}`)).out, "There are none")
  })

  it("list shows what is held of everybody, or what waits alone; and wants to know whose or which", async () => {
    await using office = await officeWithDoubts()
    assert.deepStrictEqual(await keysIn(office, "--held"), ["c Refused", "b Quarantined"])
    assert.deepStrictEqual(await keysIn(office, "--waiting"), ["b Quarantined"])
    assert.deepStrictEqual(await keysIn(office, "--held --user lin"), ["c Refused"])
    const unclear = await office.laurel(`activity list steps ${days.during}`)
    assert.deepStrictEqual([unclear.code, unclear.err.includes("--waiting")], [64, true])
  })

  it("list shows what days past their plausible limit withhold, which was accepted and does not wait with the others", async () => {
    await using office = new Office()
    const perDay = [{ name: "steps", unit: "steps", plausible: { perDay: 20000 } }]
    office.here.write({
      "steps.json": json({ ...steps, metrics: perDay }),
      "a.csv": "user,at,steps,key\nada,2026-04-01,15000,a\nada,2026-04-01,9000,b\nlin,2026-04-01,20001,c\n"
    })
    await office.does(`challenge create steps.json ${days.before}`)
    await office.does(`challenge publish steps ${days.before}`)
    await office.does(`entry add steps ada lin ${days.before}`)
    await office.laurel(`import steps a.csv ${days.during}`)
    const withheld = async (options = "--limit 50") =>
      (await listed(office, `--withheld ${options}`)).map(({ key }: { key: string }) => key)
    assert.deepStrictEqual(await withheld(), ["b", "c"])
    assert.deepStrictEqual(await withheld("--user lin"), ["c"])
    const ofLin = await office.does(`activity list steps --user lin ${days.during}`)
    assert.match(ofLin.out, /20001 +file +c +waits for a decision/)
    assert.include((await office.does(`activity list steps --waiting ${days.during}`)).err, "--withheld")
    await office.does(`activity review steps file b --accept ${days.during}`)
    assert.deepStrictEqual(await withheld(), ["c"])
    const { out } = await office.does(`activity list steps --withheld ${days.during}`)
    assert.match(out, /lin +steps +20001 +file +c\n/)
  })

  it("review decides, and anew; a dry run decides nothing", async () => {
    await using office = await officeWithDoubts()
    const [{ source, key }] = await listed(office, "--waiting")
    const review = (verdict: string) => office.does(`activity review steps ${source} ${key} ${verdict} ${days.during}`)
    assert.match((await review("--accept --dry-run")).out, /20000\.5 steps of ada .*: counts/)
    assert.deepStrictEqual(await keysIn(office, "--waiting"), ["b Quarantined"])
    await review("--accept")
    assert.deepStrictEqual(await keysIn(office, "--user ada"), ["b Released", "a Counts"])
    assert.match((await review("--reject")).out, /does not count/)
    assert.deepStrictEqual(await keysIn(office, "--held"), ["c Refused", "b Rejected"])
  })

  it("review wants one verdict, an activity that is there, and its organiser", async () => {
    await using office = await officeWithDoubts()
    const [{ source, key }] = await listed(office, "--waiting")
    const review = (rest: string) => office.laurel(`activity review steps ${rest} ${days.during}`)
    assert.strictEqual((await review(`${source} ${key}`)).code, 64)
    assert.strictEqual((await review(`${source} ${key} --accept --reject`)).code, 64)
    const missing = await review(`${source} nothing --accept`)
    assert.deepStrictEqual([missing.code, missing.err.includes("holds the key nothing")], [64, true])
    assert.strictEqual((await review(`${source} ${key} --accept --as bob`)).code, 4)
  })
})

describe("laurel activity watch", { timeout: patience }, () => {
  it("tells what becomes of what somebody does, one a line, until it is stopped (H09)", async () => {
    await using office = new Office()
    const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
    office.here.write({
      "now.json": json({ ...steps, id: "now", window: { start: day(-2), end: day(9) } }),
      "more.csv": `user,at,steps\nada,${day(0)},900\nbob,${day(0)},100\n`
    })
    await office.does(`challenge create now.json --at ${day(-9)}`)
    await office.does(`challenge publish now --at ${day(-9)}`)
    await office.does(`entry add now ada bob --yes --at ${day(-9)}`)
    const watching = office.does("activity watch ada --json --for 4")
    const inWords = office.does("activity watch ada --for 4")
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    await office.does("import now more.csv")
    const events = (await watching).out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
    assert.deepStrictEqual(events[0], { _v: 1, event: "following", challenges: ["now"] })
    assert.deepInclude(events[1], {
      event: "activity",
      challenge: "now",
      user: "ada",
      quantity: "900",
      state: "Counts"
    })
    assert.strictEqual(events.length, 2)
    assert.match((await inWords).out, /^follows now\nnow {2}\S+ {2}900 steps {2}[^\n]* {2}counts\n$/)
  })

  it("refuses a clock that stands still", async () => {
    await using office = new Office()
    assert.strictEqual((await office.laurel("activity watch ada --at 2026-05-01")).code, 64)
  })
})
