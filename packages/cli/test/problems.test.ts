import { assert, describe, it } from "@effect/vitest"
import { activities, json, patience, pot, steps, type World, world } from "./world.ts"

interface Case {
  readonly name: string
  readonly files?: Readonly<Record<string, string | Buffer>>
  readonly command: string
  readonly stdin?: string
  readonly code: number
  readonly err: string
}

const run = "run steps.json --activities a.csv --out result"
const bad = (text: string | Buffer): Readonly<Record<string, string | Buffer>> => ({ "a.csv": text })

const cases: ReadonlyArray<Case> = [
  {
    name: "a definition that is not there",
    command: "check nowhere.json",
    code: 66,
    err: "laurel: nowhere.json does not exist\n  where: nowhere.json\n  what to do: check the path and the rights of the file; paths are relative to the folder you are in\n"
  },
  {
    name: "activities that are not there",
    command: "run steps.json --activities nowhere.csv --out result",
    code: 66,
    err: "laurel: nowhere.csv does not exist\n"
  },
  {
    name: "a folder in place of a file",
    command: "run steps.json --activities .",
    code: 66,
    err: "laurel: . is a folder\n"
  },
  {
    name: "a definition that is not JSON",
    files: { "bad.json": '{\n  "id": "x",\n  "name": [1,]\n}\n' },
    command: "check bad.json",
    code: 65,
    err: "laurel: bad.json is not JSON: Unexpected token ']'"
  },
  {
    name: "a definition that is not JSON, with its line and column",
    files: { "bad.json": '{\n  "id": "x"\n  "name": 1\n}\n' },
    command: "check bad.json",
    code: 65,
    err: "  where: bad.json:3:3\n"
  },
  {
    name: "an empty definition",
    files: { "bad.json": "" },
    command: "check bad.json",
    code: 65,
    err: "laurel: bad.json is empty\n"
  },
  {
    name: "several mistakes in what a definition is made of",
    files: { "bad.json": json({ ...steps, zone: "Europe/Nowhere", graceHours: -1, extra: 1 }) },
    command: "check bad.json",
    code: 64,
    err: 'laurel: bad.json has 3 mistakes\n  extra: is no key that belongs here\n  zone: "Europe/Nowhere" is not a time zone such as Europe/Berlin\n  graceHours: '
  },
  {
    name: "a rule that does not exist, with the nearest one",
    files: { "bad.json": json({ ...steps, score: { _tag: "Totl", metric: "steps" }, dayZone: "participants" }) },
    command: "check bad.json",
    code: 64,
    err: 'dayZone: must be one of challenge, participant, did you mean "participant"?\n  score._tag: must be one of Total, Best, Latest, Average, Count, ActiveDays, Streak, PercentChange, TimeToTarget, Points, Combine, did you mean "Total"?\n'
  },
  {
    name: "several mistakes in what a definition says",
    files: {
      "bad.json": json({
        ...pot,
        window: { start: "2026-05-01", end: "2026-04-01" },
        divisions: ["A", "A"],
        entries: { minimum: 9, maximum: 3 }
      })
    },
    command: "run bad.json --activities a.csv --out result",
    code: 64,
    err: '  window.end: must be after `window.start`\n  entries.maximum: must be at least the minimum of 9\n  divisions[1]: "A" is listed twice\n'
  },
  {
    name: "a prize plan that leaves money without a destination",
    files: {
      "bad.json": json({
        ...pot,
        prizes: {
          ...pot.prizes,
          stages: [{ name: "main", awards: [{ _tag: "SharePerPlace", shares: ["70%"] }] }],
          residual: undefined
        }
      })
    },
    command: "check bad.json",
    code: 64,
    err: "prizes."
  },
  {
    name: "a column that is missing, with the columns there are and the nearest one",
    files: bad("person,at,Steps\nada,2026-04-01,1\n"),
    command: "run steps.json --activities a.csv --map user=person --out result",
    code: 65,
    err: 'laurel: a.csv has no column "steps" for the metric steps, did you mean "Steps"?\n  its columns: person, at, Steps\n  where: a.csv:1\n  what to do: say which column it is: --map steps=Steps\n'
  },
  {
    name: "a mapped column that is missing",
    command: "run steps.json --activities a.csv --map steps=TotalSteps --out result",
    code: 65,
    err: 'laurel: a.csv has no column "TotalSteps" for the metric steps, did you mean "steps"?\n'
  },
  {
    name: "two columns of one name",
    files: bad("user,at,steps,steps\nada,2026-04-01,1,2\n"),
    command: run,
    code: 65,
    err: 'laurel: a.csv has 2 columns named "steps"\n'
  },
  {
    name: "a key that --map does not know",
    command: "run steps.json --activities a.csv --map usr=user",
    code: 64,
    err: 'laurel: --map knows no key "usr", did you mean "user"?\n'
  },
  {
    name: "a --map without a column",
    command: "run steps.json --activities a.csv --map user",
    code: 64,
    err: '"user" is not of the form KEY=COLUMN'
  },
  {
    name: "both formats mapped at once",
    command: "run steps.json --activities a.csv --map metric=m quantity=q steps=steps",
    code: 64,
    err: "--map gives both"
  },
  {
    name: "a wrong date pattern",
    command: "run steps.json --activities a.csv --dates D.M.YY",
    code: 64,
    err: 'laurel: "Y" means nothing in a date pattern'
  },
  { name: "an empty file", files: bad(""), command: run, code: 65, err: "laurel: a.csv is empty\n" },
  {
    name: "a header and nothing else",
    files: bad("user,at,steps\n"),
    command: run,
    code: 65,
    err: "laurel: a.csv has no rows\n"
  },
  {
    name: "a line of 10 MB",
    files: bad(`user,at,steps\nada,2026-04-01,5\n${"x".repeat(10_000_000)},2026-04-01,5\n`),
    command: run,
    code: 65,
    err: "laurel: line 3 is longer than 1 MB\n  where: a.csv:3\n"
  },
  {
    name: "a quote that is never closed",
    files: bad(`user,at,steps\nada,2026-04-01,5\n"lin,2026-04-01,5\n`),
    command: run,
    code: 65,
    err: "laurel: a quote is opened and never closed"
  },
  {
    name: "a file in UTF-16",
    files: bad(Buffer.from("\ufeffuser,at,steps\nada,2026-04-01,5\n", "utf16le")),
    command: run,
    code: 65,
    err: "laurel: a.csv is not UTF-8 text; it looks like UTF-16\n  where: a.csv:1\n  what to do: convert it first: iconv -f UTF-16 -t UTF-8 a.csv > utf8.csv\n"
  },
  {
    name: "a file in Latin-1, with its first bad line",
    files: bad(Buffer.from("user,at,steps\nada,2026-04-01,5\nRen\u00e9e,2026-04-01,5\n", "latin1")),
    command: run,
    code: 65,
    err: "laurel: a.csv is not UTF-8 text; it looks like ISO-8859-1\n  where: a.csv:3\n"
  },
  {
    name: "JSON Lines that are none",
    files: { "a.jsonl": "user,at,steps\n" },
    command: "run steps.json --activities a.jsonl --out result",
    code: 65,
    err: "laurel: a.jsonl is not JSON Lines: line 1 is no JSON object\n"
  },
  {
    name: "entries with mistakes, all of them named",
    files: { "e.csv": "user,zone,status\nada,Mars/Base,\n,,\nlin,,Gone\n" },
    command: `${run} --entries e.csv`,
    code: 65,
    err: 'laurel: e.csv has entries that cannot be read\n  e.csv:2: zone "Mars/Base" is not a time zone such as Europe/Berlin\n  e.csv:3: user is empty\n  e.csv:4: status must be one of Active, Withdrawn, Disqualified\n'
  },
  {
    name: "a column that entries do not have",
    files: { "e.csv": "user,divsion\nada,Gold\n" },
    command: `${run} --entries e.csv`,
    code: 65,
    err: 'laurel: e.csv has a column "divsion" that entries do not have, did you mean "division"?\n'
  },
  {
    name: "a challenge with divisions and no entries",
    files: { "d.json": json({ ...steps, divisions: ["A", "B"] }) },
    command: "run d.json --activities a.csv",
    code: 64,
    err: "laurel: this challenge needs a file of entries: it has divisions\n"
  },
  {
    name: "entries that close before the window opens, and none given",
    files: { "d.json": json({ ...steps, entries: { closes: "2026-04-01" } }) },
    command: "run d.json --activities a.csv",
    code: 64,
    err: "laurel: this challenge needs a file of entries: its entries close before the window opens\n"
  },
  {
    name: "an output folder that is there",
    files: { result: "mine" },
    command: run,
    code: 73,
    err: "laurel: result is there already\n  where: result\n  what to do: choose another name, or replace it with --force\n"
  },
  {
    name: "an output folder that no run wrote, even with --force",
    files: { result: "mine" },
    command: `${run} --force`,
    code: 73,
    err: "laurel: result is there already and no run of laurel wrote it\n"
  },
  {
    name: "an output folder without a parent",
    command: "run steps.json --activities a.csv --out no/such/folder",
    code: 73,
    err: "laurel: cannot write no/such/folder: the folder no/such is not there\n"
  },
  {
    name: "an input inside the folder that would be replaced",
    command: "run steps.json --activities a.csv --force --out .",
    code: 64,
    err: "lies in ., which would be replaced"
  },
  {
    name: "an option that does not exist",
    command: "run steps.json --activities a.csv --mapp steps=x",
    code: 64,
    err: "laurel: unknown option '--mapp' (Did you mean --map?)"
  },
  {
    name: "an option that is missing",
    command: "run steps.json",
    code: 64,
    err: "laurel: required option '-a, --activities <file>' not specified"
  },
  { name: "a command that does not exist", command: "rnu", code: 64, err: "laurel: unknown command 'rnu'" },
  {
    name: "a noun without a verb",
    command: "settle",
    code: 64,
    err: "laurel: a command is missing\n  what to do: see laurel settle --help\n"
  },
  {
    name: "help asked for as a command",
    command: "help",
    code: 64,
    err: "laurel: unknown command 'help'\n  what to do: see laurel --help\n"
  },
  ...["check", "verify", "explain", "simulate"].map((command) => ({
    name: `${command} without its arguments`,
    command,
    code: 64,
    err: `  what to do: see laurel ${command} --help\n`
  })),
  {
    name: "a number of rows that is none",
    command: "run steps.json -a a.csv --top ten",
    code: 64,
    err: 'laurel: "ten" is no number of rows'
  },
  {
    name: "a folder that no run wrote",
    files: { other: "x" },
    command: "verify other",
    code: 66,
    err: "laurel: other is no folder that laurel run wrote\n"
  },
  {
    name: "a folder that is not there",
    command: "explain result ada",
    code: 66,
    err: "laurel: result does not exist\n"
  }
]

/** Everything in the folder, to see that a refused command left it alone. */
const contents = (here: World): ReadonlyArray<string> => here.names.map((name) => `${name} ${here.read(name).length}`)

describe("what laurel says about input that cannot be used", { timeout: patience }, () => {
  for (const { name, files = {}, command, code, err } of cases) {
    it(`${name}: exit ${code}, what happened, where, what to do, and nothing written`, async () => {
      using here = world().write(files)
      const before = contents(here)
      const ended = await here.laurel(command)
      assert.strictEqual(ended.code, code, ended.err)
      assert.include(ended.err, err)
      assert.include(ended.err, "  what to do: ")
      assert.notMatch(ended.err, /\n\s+at /)
      assert.strictEqual(ended.out, "")
      assert.deepStrictEqual(contents(here), before)
    })
  }

  it("says the same as one line of JSON with --json", async () => {
    using here = world()
    const { code, out, err } = await here.laurel("run steps.json --activities nowhere.csv --json")
    assert.strictEqual(code, 66)
    assert.strictEqual(out, "")
    assert.deepStrictEqual(JSON.parse(err), {
      _v: 1,
      problem: {
        code: "no-input",
        title: "nowhere.csv does not exist",
        where: "nowhere.csv",
        remedy: "check the path and the rights of the file; paths are relative to the folder you are in",
        exit: 66
      }
    })
    const usage = await here.laurel("run --json")
    assert.strictEqual(JSON.parse(usage.err).problem.exit, 64)
  })
})

describe("rows that cannot be used", { timeout: patience }, () => {
  const rows = `${activities}ada,2026-02-31,1
ada,2026-04-03,many
,2026-04-03,1
ada,2026-04-03
ada,2026-04-01,5001
ada,2026-04-01,5000
ada,2026-03-31,7
`
  const named = [
    'line 8: at "2026-02-31" is a date that does not exist',
    'line 9: steps "many" is not a number',
    "line 10: user is empty",
    "line 11: has 2 cells, the header has 3",
    "line 12: ada: the key steps|2026-04-01|ada came before with another quantity, on line 2",
    "line 14: ada: steps happened before the window"
  ]

  it("end a run with 5, each named with its line, and the others count", async () => {
    using here = world().write({ "a.csv": rows })
    const { code, out, err } = await here.laurel("run steps.json --activities a.csv --out result")
    assert.strictEqual(code, 5)
    assert.include(out, "   1  ada                  11000")
    assert.include(
      err,
      "6 accepted, 4 unreadable, 1 refused (revision conflict), 1 duplicate, 1 refused (before window)"
    )
    for (const one of named) assert.include(err, one)
    const report = JSON.parse(here.read("result/report.json"))
    assert.deepStrictEqual(
      report.notCounted.rows.map(({ line, reason }: { line: number; reason: string }) => [line, reason]),
      [
        [8, "Unreadable"],
        [9, "Unreadable"],
        [10, "Unreadable"],
        [11, "Unreadable"],
        [12, "RevisionConflict"],
        [14, "BeforeWindow"]
      ]
    )
    assert.strictEqual(report.notCounted.unusable, 5)
    assert.strictEqual((await here.laurel("verify result")).code, 0)
  })

  it("are counted in words that fit one", async () => {
    using here = world().write({ "a.csv": "user,at,steps\nada,2026-04-01,5\n" })
    const { out, err } = await here.laurel("run steps.json --activities a.csv")
    assert.include(out, "Steps (steps): final; 1 participant, 1 activity\n")
    assert.include(err, "a.csv: 1 activity: 1 accepted\n")
  })

  it("end a strict run with 65, and nothing is written", async () => {
    using here = world().write({ "a.csv": rows })
    const { code, out, err } = await here.laurel("run steps.json --activities a.csv --out result --strict")
    assert.strictEqual(code, 65)
    assert.strictEqual(out, "")
    assert.include(err, "laurel: 5 rows cannot be used; with --strict nothing is written\n  a.csv:8: at ")
    assert.isFalse(here.names.includes("result"))
  })

  it("include people that are not among the entries", async () => {
    using here = world().write({ "e.csv": "user\nada\nlin\n" })
    const { code, err } = await here.laurel("run steps.json --activities a.csv --entries e.csv")
    assert.strictEqual(code, 5)
    assert.include(err, "4 accepted, 2 refused (unknown participant)")
    assert.include(err, "line 4: bob takes no part in the challenge")
  })

  it("do not include what is late, outside the window, or there already", async () => {
    using here = world().write({
      "a.csv":
        "user,at,steps,receivedAt\nada,2026-04-01,5,\nada,2026-04-02,5,2026-05-09\nada,2026-03-01,5,\nada,2026-04-01,5,\n"
    })
    const { code, err } = await here.laurel("run steps.json --activities a.csv")
    assert.strictEqual(code, 0, err)
    assert.include(err, "1 accepted, 1 refused (late), 1 refused (before window), 1 duplicate")
  })

  it("are reported in the order of the file, readable or not", async () => {
    const good = (at: number): string => `ada,2026-04-01T00:00:00.${`${at}`.padStart(4, "0").slice(0, 3)}Z,1,k${at}\n`
    const lines = Array.from({ length: 6_000 }, (_, at) => good(at))
    for (const at of [3, 5_500, 5_700]) lines[at] = `ada,2026-03-01,1,k${at}\n`
    for (const at of [4, 4_999, 5_600]) lines[at] = `ada,2026-04-01,x,k${at}\n`
    using here = world().write({ "a.csv": `user,at,steps,key\n${lines.join("")}` })
    await here.laurel("run steps.json --activities a.csv --out result")
    assert.deepStrictEqual(
      JSON.parse(here.read("result/report.json")).notCounted.rows.map(({ line }: { line: number }) => line),
      [3, 4, 4_999, 5_500, 5_600, 5_700].map((at) => at + 2)
    )
  })

  it("are listed up to ten; the report has the others", async () => {
    const many = Array.from({ length: 25 }, (_, at) => `ada,2026-04-${at + 1},x\n`).join("")
    using here = world().write({ "a.csv": `user,at,steps\nada,2026-04-30,1\n${many}` })
    const { err } = await here.laurel("run steps.json --activities a.csv --out result")
    assert.strictEqual(err.match(/^ {2}line /gm)?.length, 10)
    assert.include(err, "… and 15 more in result/report.json")
  })
})
