import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { exitCodes } from "../src/io/exitCodes.ts"
import { Progress } from "../src/output/Progress.ts"
import { json, patience, pot, world } from "./world.ts"

const commands = [
  "run",
  "verify",
  "check",
  "explain",
  "simulate",
  "import",
  "export",
  "completion",
  "config show",
  "reconcile",
  "doctor",
  "worker",
  "serve",
  ...["create", "list", "rotate", "revoke"].map((verb) => `keys ${verb}`),
  ...["list", "add", "remove", "enable", "rotate", "deliveries", "replay"].map((verb) => `webhooks ${verb}`),
  "user stats",
  "audit list",
  "audit verify",
  ...["list", "retry", "discard"].map((verb) => `jobs ${verb}`),
  ...["migrate", "status", "explain", "partitions", "partitions ensure", "partitions archive"].map(
    (verb) => `db ${verb}`
  ),
  ...["create", "revise", "list", "show", "publish", "deposit", "cancel", "duplicate", "trending"].map(
    (verb) => `challenge ${verb}`
  ),
  ...["add", "list", "remove"].map((verb) => `entry ${verb}`),
  ...["list", "review"].map((verb) => `activity ${verb}`),
  ...["show", "explain", "export", "around", "ranks", "history", "stats", "watch", "rebuild", "diff"].map(
    (verb) => `board ${verb}`
  ),
  ...["plan", "show", "approve", "apply", "status", "resume", "verify", "correct", "void", "history"].map(
    (verb) => `settle ${verb}`
  ),
  "config limits",
  ...["give-up", "reclaim", "forfeit", "report"].map((verb) => `settle line ${verb}`)
]

/** The text is the one that was reviewed; `UPDATE_GOLDEN=1` writes it anew, for another review. */
const isGolden = (name: string, text: string): void => {
  const path = join(import.meta.dirname, "golden", name)
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(path, text)
  assert.strictEqual(text, readFileSync(path, "utf8"))
}

describe("help", { timeout: patience }, () => {
  it("fits a screen of 40 lines, says how commands end, and closes with an example", async () => {
    using here = world()
    const { code, out } = await here.laurel("--help")
    assert.strictEqual(code, 0)
    isGolden("help.txt", out)
    assert.isAtMost(out.trimEnd().split("\n").length, 40)
    assert.strictEqual((await here.laurel("-h")).out, out)
  })

  it("is there for every command", async () => {
    using here = world()
    for (const command of commands) {
      const { code, out } = await here.laurel(`${command} --help`)
      assert.strictEqual(code, 0)
      assert.include(out, `Usage: laurel ${command}`)
      assert.include(out, "Example")
      assert.isAtMost(out.split("\n").length, command === "serve" || command === "worker" ? 50 : 40, command)
      assert.strictEqual((await here.laurel(`${command} -h`)).out, out)
    }
    isGolden("run.txt", (await here.laurel("run --help")).out)
  })

  it("prints the version", async () => {
    using here = world()
    assert.match((await here.laurel("--version")).out, /^\d+\.\d+\.\d+\n$/)
  })

  it("without a command is shown as a mistake in the arguments", async () => {
    using here = world()
    assert.strictEqual((await here.laurel([])).code, 64)
  })
})

describe("exit codes", { timeout: patience }, () => {
  it("are those that are documented", () => {
    assert.deepStrictEqual(
      Object.entries(exitCodes).map(([name, { code }]) => [name, code]),
      [
        ["ok", 0],
        ["failure", 1],
        ["cancelled", 2],
        ["different", 3],
        ["forbidden", 4],
        ["partial", 5],
        ["conflict", 6],
        ["usage", 64],
        ["badInput", 65],
        ["noInput", 66],
        ["oldNode", 69],
        ["noOutput", 73],
        ["unavailable", 75],
        ["config", 78]
      ]
    )
    const page = readFileSync(join(import.meta.dirname, "../../../docs/reference/cli.md"), "utf8")
    for (const { code, meaning } of Object.values(exitCodes)) assert.include(page, `| ${code} | ${meaning} |`)
  })
})

describe("laurel check", { timeout: patience }, () => {
  it("says in words what the rules of a sound definition mean", async () => {
    using here = world()
    const { code, out } = await here.laurel("check pot.json")
    assert.strictEqual(code, 0)
    assert.include(out, "pot.json is sound.\n")
    assert.include(out, "score         the sum of steps\n")
    assert.include(out, "prizes        for everyone: by place 50 % / 30 % / 20 % of the pool\n")
    const document = JSON.parse((await here.laurel("check pot.json --json")).out)
    assert.deepStrictEqual([document._v, document.challenge, document.sound], [1, "pot", true])
  })

  it("describes every kind of rule, tie-break and prize", async () => {
    const total = { _tag: "Total", metric: "steps" }
    const everything = {
      ...pot,
      id: "everything",
      dayStartsAt: 4,
      dayZone: "participant",
      divisions: ["Gold"],
      entries: { minimum: 2, maximum: 9, opens: "2026-03-01", closes: "2026-04-10" },
      metrics: [
        { name: "steps", min: 0, max: 90000, plausible: { perActivity: 1, perDay: 2 }, sources: ["watch"] },
        { name: "weight", unit: "kg", decimals: 1, daily: "latest" }
      ],
      score: {
        _tag: "Combine",
        missing: "Last",
        terms: [
          { weight: "1/3", rule: total },
          { weight: 2, rule: { _tag: "Points", terms: [{ metric: "steps", points: 1, per: 1000, whole: true }] } }
        ]
      },
      measures: {
        a: { _tag: "Best", metric: "steps" },
        b: { _tag: "Latest", metric: "weight" },
        c: { _tag: "Average", metric: "steps" },
        d: { _tag: "Count", metric: "steps" },
        e: { _tag: "ActiveDays", metric: "steps", atLeast: 10000 },
        f: { _tag: "Streak", metric: "steps", atLeast: 10000, gaps: 2 },
        g: { _tag: "PercentChange", metric: "weight", direction: "loss", days: 7 },
        h: { _tag: "TimeToTarget", metric: "steps", target: 100000 },
        i: { ...total, perActivity: { min: 5, below: "drop" }, perWeek: { max: 50000 }, minimum: 10, handicap: "Scale" }
      },
      ranking: {
        tieBreaks: [
          { _tag: "EarliestReached" },
          { _tag: "MoreActiveDays" },
          { _tag: "Measure", measure: "a" },
          { _tag: "EarlierEntry" }
        ]
      },
      prizes: { ...pot.prizes, ties: "Chain", unit: "100" }
    }
    using here = world().write({ "everything.json": json(everything) })
    const { code, out, err } = await here.laurel("check everything.json")
    assert.strictEqual(code, 0, err)
    isGolden("everything.txt", out)
  })
})

describe("what is shown on the way", { timeout: patience }, () => {
  it("is coloured on a terminal alone, and NO_COLOR, FORCE_COLOR and TERM=dumb are respected", async () => {
    using here = world()
    const coloured = async (isTTY: boolean, env: Record<string, string>): Promise<boolean> =>
      (await here.laurel("run steps.json --activities a.csv", { isTTY, env })).out.includes("\u001b[")
    assert.isFalse(await coloured(false, {}))
    assert.isTrue(await coloured(true, {}))
    assert.isFalse(await coloured(true, { NO_COLOR: "1" }))
    assert.isFalse(await coloured(true, { TERM: "dumb" }))
    assert.isTrue(await coloured(false, { FORCE_COLOR: "1" }))
    assert.isFalse(await coloured(true, { FORCE_COLOR: "0" }))
  })

  it("is one line that changes on a terminal, a line every 5 s elsewhere, and nothing before a second", () => {
    const shownAt = (isTTY: boolean, times: ReadonlyArray<number>): ReadonlyArray<string> => {
      const written: Array<string> = []
      let now = 0
      const progress = new Progress(
        {
          stdin: (async function* () {})(),
          stdout: { write: () => undefined },
          stderr: { write: (text) => written.push(text) },
          isTTY: { out: isTTY, err: isTTY },
          env: {},
          cwd: ".",
          now: () => now
        },
        "reading"
      )
      for (const time of times) {
        now = time
        progress.update(time * 10, time, 10_000)
      }
      progress.end()
      return written
    }
    assert.deepStrictEqual(shownAt(true, [500]), [])
    assert.deepStrictEqual(shownAt(true, [1_000, 1_100, 1_200]), [
      "\rreading: 10 000 rows, 10 000 rows/s, 10 %",
      "\rreading: 12 000 rows, 10 000 rows/s, 12 %",
      `\r${" ".repeat(41)}\r`
    ])
    assert.deepStrictEqual(shownAt(false, [1_000, 4_999, 5_000, 9_000]), [
      "reading: 50 000 rows, 10 000 rows/s, 50 %\n"
    ])
  })
})
