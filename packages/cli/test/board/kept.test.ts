import { assert, describe, it } from "@effect/vitest"
import { days, Office, officeAfterPot } from "../store.ts"
import { json, patience, steps } from "../world.ts"

/** Three people in two divisions and two teams: ada 11 000, lin and bob 7 000 each. */
const officeOfTeams = async (): Promise<Office> => {
  const office = new Office()
  const definition = {
    ...steps,
    divisions: ["Gold", "Silver"],
    teams: { score: { _tag: "Sum" } }
  }
  office.here.write({
    "teams.json": json(definition),
    "e.csv": "user,team,division\nada,reds,Gold\nlin,reds,Silver\nbob,blues,Silver\n",
    "a.csv": "user,at,steps\nada,2026-04-01,11000\nlin,2026-04-01,7000\nbob,2026-04-01,7000\n"
  })
  await office.does(`challenge create teams.json ${days.before}`)
  await office.does(`challenge publish steps ${days.before}`)
  await office.does(`entry add steps --file e.csv --yes ${days.before}`)
  await office.does(`import steps a.csv ${days.during}`)
  return office
}

const listed = (out: string): ReadonlyArray<string> =>
  JSON.parse(out).board.rows.map(
    ({ rank, participant, score }: Readonly<Record<string, unknown>>) => `${rank} ${participant} ${score}`
  )

describe("boards that are kept current", { timeout: patience }, () => {
  it("are read page by page, each page saying where the next begins", async () => {
    await using office = await officeAfterPot()
    const first = await office.does(`board show pot --limit 2 --json ${days.during}`)
    assert.deepStrictEqual(listed(first.out), ["1 ada 11000", "2 bob 7000"])
    const { next, count, hasMoved } = JSON.parse(first.out).board
    assert.deepStrictEqual([count, hasMoved], [3, false])
    const words = (more: string): ReadonlyArray<string> => `board show pot --limit 2 ${more} ${days.during}`.split(" ")
    const second = await office.does([...words("--json"), "--after", next])
    assert.deepStrictEqual([listed(second.out), JSON.parse(second.out).board.next], [["2 lin 7000"], undefined])
    assert.include((await office.does(words("--public"))).out, `The next page: --after '${next}'`)
    assert.strictEqual((await office.laurel([...words(""), "--after", "nonsense"].filter(Boolean))).code, 64)
  })

  it("see what was imported since they were read", async () => {
    await using office = await officeAfterPot()
    await office.does(`board around pot bob ${days.during}`)
    office.here.write({ "more.csv": "user,at,steps\nbob,2026-04-03,9000\n" })
    await office.does(`import pot more.csv ${days.during}`)
    const { out } = await office.does(`board around pot bob -n 1 --json ${days.during}`)
    assert.deepStrictEqual(listed(out), ["1 bob 16000", "2 ada 11000"])
    assert.match((await office.does(`board around pot bob ${days.during}`)).out, /1 +bob +16000 +<\n/)
  })

  it("answer for divisions, for teams, and for a circle ranked among themselves", async () => {
    await using office = await officeOfTeams()
    const asked = async (line: string) => listed((await office.does(`${line} --json ${days.during}`)).out)
    assert.deepStrictEqual(await asked("board show steps --division Silver"), ["1 bob 7000", "1 lin 7000"])
    assert.deepStrictEqual(await asked("board show steps --teams"), ["1 reds 18000", "2 blues 7000"])
    assert.deepStrictEqual(await asked("board ranks steps lin ada"), ["2 lin 7000", "1 ada 11000"])
    assert.deepStrictEqual(await asked("board ranks steps lin bob --circle"), ["1 bob 7000", "1 lin 7000"])
    const { err, code } = await office.laurel(`board show steps --division Bronze ${days.during}`)
    assert.deepStrictEqual([code, err.includes("division Gold, division Silver, teams")], [64, true])
    assert.strictEqual((await office.laurel(`board show steps --teams --division Gold ${days.during}`)).code, 64)
  })

  it("say who is not ranked, and do not show the neighbours of nobody", async () => {
    await using office = await officeAfterPot()
    assert.include((await office.does(`board ranks pot ada eve ${days.during}`)).out, "Not ranked: eve")
    const { code, err } = await office.laurel(`board around pot eve ${days.during}`)
    assert.deepStrictEqual([code, err.includes("board explain pot eve")], [64, true])
    await office.does(`challenge create steps.json ${days.before}`)
    assert.strictEqual((await office.laurel(`board around steps ada ${days.before}`)).code, 6)
  })
})

describe("laurel board stats", { timeout: patience }, () => {
  it("says what everybody comes to, with all that was imported before", async () => {
    await using office = await officeAfterPot()
    const { out } = await office.does(`board stats pot ${days.during}`)
    assert.match(out, /entered +3: 3 active, 0 withdrawn, 0 disqualified\nstarted +3\n/)
    assert.match(out, /score \(steps\) +25000 of 3 participants, 8333\.33 on the average/)
    const stats = JSON.parse((await office.does(`board stats pot --json ${days.during}`)).out)
    assert.deepStrictEqual([stats.activities, stats.held, stats.averageScore], [6, 0, "8333.33"])
  })
})

describe("laurel board history", { timeout: patience }, () => {
  it("lists the days of which a board is kept, and shows one of them", async () => {
    await using office = await officeAfterPot()
    assert.match((await office.does(`board history pot ${days.during}`)).out, /^2026-04-01\n2026-04-02\n/)
    const { out } = await office.does(`board history pot --day 2026-04-10 --json ${days.after}`)
    assert.strictEqual(JSON.parse(out).board.rows.length, 3)
    const { code, err } = await office.laurel(`board history pot --day 2026-06-01 ${days.after}`)
    assert.deepStrictEqual([code, err.includes("--as-of")], [64, true])
  })

  it("shows the board as it was at an instant, from what had arrived by then", async () => {
    await using office = await officeAfterPot()
    const at = async (instant: string) =>
      listed((await office.does(`board history pot --as-of ${instant} --json ${days.after}`)).out)
    assert.deepStrictEqual(await at("2026-04-01T12:00:00Z"), ["1 ada 5000", "2 bob 4000", "3 lin 3000"])
    assert.deepStrictEqual(await at("2026-04-20"), ["1 ada 11000", "2 bob 7000", "2 lin 7000"])
    assert.strictEqual((await office.laurel(`board history pot --as-of soon ${days.after}`)).code, 64)
  })

  it("draws the course of one participant's rank over the days", async () => {
    await using office = await officeAfterPot()
    await office.does(`board history pot ${days.during}`)
    office.here.write({ "more.csv": "user,at,steps\nlin,2026-04-12,9000\n" })
    await office.does("import pot more.csv --at 2026-04-12T12:00:00Z")
    const { out } = await office.does(`board history pot --participant lin ${days.after}`)
    assert.match(out, /lin in pot: ·{9}▁▁█{19}\n/)
    assert.match(out, /2026-04-11 +2 +7000\n2026-04-12 +1 +16000\n/)
    assert.strictEqual((await office.laurel(`board history pot --participant eve ${days.after}`)).code, 64)
  })
})
