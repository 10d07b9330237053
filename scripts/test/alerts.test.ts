import { execFileSync } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { lazyStores, makeProgram } from "@laurel/cli"
import { catalogue, type MetricName } from "@laurel/http"
import { assert, describe, it } from "vitest"
import { parse } from "yaml"
import { promtoolProgram } from "../servers/promtool.ts"

const deploy = join(import.meta.dirname, "../../deploy")
const program = makeProgram({
  stores: lazyStores,
  io: {
    stdin: (async function* () {})(),
    stdout: { write: () => undefined },
    stderr: { write: () => undefined },
    isTTY: { out: false, err: false },
    env: {},
    cwd: deploy
  }
})
const runbooks = join(deploy, "../docs/operating/runbooks")
const read = (file: string): string => readFileSync(join(deploy, file), "utf8")

interface AlertRule {
  readonly alert: string
  readonly expr: string
  readonly annotations: { readonly runbook: string }
}

interface AlertTried {
  readonly alertname: string
  readonly exp_alerts?: ReadonlyArray<unknown>
}

interface Panel {
  readonly id: number
  readonly title: string
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number }
  readonly targets?: ReadonlyArray<{ readonly expr: string }>
}

const alerts: ReadonlyArray<AlertRule> = parse(read("prometheus/alerts.yml")).groups.flatMap(
  ({ rules }: { readonly rules: ReadonlyArray<AlertRule> }) => rules
)
const panels: ReadonlyArray<Panel> = JSON.parse(read("grafana/laurel.json")).panels
const shown = panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ title, expr })))

/** What Prometheus' own program says of a file, which it ends with an error for where anything is wrong. */
const promtool = (...args: ReadonlyArray<string>): string => {
  try {
    return execFileSync(promtoolProgram(), args, { cwd: deploy, encoding: "utf8", stdio: "pipe" })
  } catch (error) {
    const said =
      error instanceof Error && "stdout" in error && "stderr" in error ? `${error.stdout}${error.stderr}` : ""
    throw new Error(said === "" ? `${error}` : said)
  }
}

const isName = (name: string): name is MetricName => Object.hasOwn(catalogue, name)

/** What is wrong with the metrics that an expression names: there is none, or none with such a label. */
const wrongIn = (expr: string): ReadonlyArray<string> =>
  [...expr.matchAll(/\b(laurel_\w+)(?:\{([^}]*)\})?/g)].flatMap(([, named = "", matchers = ""]) => {
    const histogram = /^(\w+)_(?:bucket|sum|count)$/.exec(named)?.[1]
    const isPart = histogram !== undefined && isName(histogram) && catalogue[histogram].type === "histogram"
    const name = isPart ? histogram : named
    if (!isName(name)) return [`there is no ${named}`]
    if (catalogue[name].type === "histogram" && !isPart) return [`${named} is a histogram`]
    const labels: ReadonlySet<string> = new Set([
      "job",
      "instance",
      ...(isPart ? ["le"] : []),
      ...catalogue[name].labels
    ])
    return [...matchers.matchAll(/(\w+)\s*[=!]/g)].flatMap(([, label = ""]) =>
      labels.has(label) ? [] : [`${named} has no label ${label}`]
    )
  })

/** The commands that a page shows, in blocks and in lines: what stands there alone is the name of a program. */
const commandsIn = (text: string): ReadonlyArray<string> =>
  [...text.matchAll(/^ *(laurel [a-z].*)$|`(laurel [a-z][^`]*)`/gm)].map(([, line, inline]) => line ?? inline ?? "")

/** What is wrong with a command as it is written: it names something that there is not, or leaves out what it needs. */
const wrongWithCommand = (line: string): string | undefined => {
  const words = (line.match(/"[^"]*"|\S+/g) ?? []).slice(1)
  let command = program
  while (words[0] !== undefined) {
    const next = command.commands.find((one) => one.name() === words[0])
    if (next === undefined) break
    command = next
    words.shift()
  }
  const taken = command.registeredArguments
  const rest: Array<string> = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ""
    if (!word.startsWith("-")) rest.push(word)
    else {
      const option = command.options.find(({ long, short }) => long === word || short === word)
      if (option === undefined) return `there is no ${word}`
      if (option.required) at++
    }
  }
  const isEndless = taken.some(({ variadic }) => variadic)
  if (rest.length > taken.length && !isEndless) return `there is no ${rest[0]}`
  // A line that speaks of a command need not write its arguments.
  return words.length > 0 && rest.length < taken.filter(({ required }) => required).length
    ? "an argument is missing"
    : undefined
}

describe("the alerts", () => {
  it("are what Prometheus can read, and each is raised and not raised as it should be", () => {
    assert.include(promtool("check", "rules", "prometheus/alerts.yml"), `${alerts.length} rules found`)
    promtool("test", "rules", "prometheus/alerts.test.yml")
  })

  it("are all tried: each raised once, and once not", () => {
    const tried: ReadonlyArray<AlertTried> = parse(read("prometheus/alerts.test.yml")).tests.flatMap(
      ({ alert_rule_test }: { readonly alert_rule_test: ReadonlyArray<AlertTried> }) => alert_rule_test
    )
    for (const { alert } of alerts) {
      const own = tried.filter(({ alertname }) => alertname === alert)
      assert.isTrue(
        own.some(({ exp_alerts }) => exp_alerts !== undefined),
        alert
      )
      assert.isTrue(
        own.some(({ exp_alerts }) => exp_alerts === undefined),
        alert
      )
    }
  })

  it("name only metrics and labels that there are", () => {
    for (const { alert, expr } of alerts) assert.deepEqual(wrongIn(expr), [], alert)
    assert.deepEqual(wrongIn('laurel_nothing + laurel_jobs{colour="red"} + laurel_job_seconds'), [
      "there is no laurel_nothing",
      "laurel_jobs has no label colour",
      "laurel_job_seconds is a histogram"
    ])
  })

  it("are explained, each with what to do", () => {
    const page = readFileSync(join(deploy, "../docs/operating/alerts.md"), "utf8")
    const rows = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name = ""]) => name)
    assert.deepEqual(
      rows,
      alerts.map(({ alert }) => alert)
    )
  })
})

describe("the runbooks", () => {
  const pages = readdirSync(runbooks).filter((name) => name.endsWith(".md"))
  const page = (name: string): string => readFileSync(join(runbooks, name), "utf8")

  it("are where the alerts say, each with the alert in its page and in the table of all", () => {
    for (const { alert, annotations } of alerts) {
      assert.include(readFileSync(join(deploy, "..", annotations.runbook), "utf8"), alert)
      assert.include(page("README.md"), `\`${alert}\``, alert)
    }
    const named = pages.flatMap((name) => page(name).match(/\bLaurel[A-Z]\w+/g) ?? [])
    assert.sameMembers(
      [...new Set(named)],
      alerts.map(({ alert }) => alert)
    )
  })

  it("name only commands and flags that there are, with as many arguments as they take", () => {
    const commands = pages.flatMap((name) => commandsIn(page(name)))
    assert.isAtLeast(commands.length, 60)
    for (const command of commands) assert.isUndefined(wrongWithCommand(command), command)
    assert.deepEqual(
      ["laurel boards diff x", "laurel board diff x --fast", "laurel entry remove x", "laurel jobs list x"].map(
        wrongWithCommand
      ),
      ["there is no boards", "there is no --fast", "an argument is missing", "there is no x"]
    )
  })

  it("name only metrics that there are", () => {
    const named = pages.flatMap((name) => page(name).match(/\blaurel_(?!live|app)[a-z_]+/g) ?? [])
    for (const metric of new Set(named)) assert.isTrue(isName(metric), metric)
  })
})

describe("the dashboard", () => {
  it("names only metrics and labels that there are, and leaves no metric out", () => {
    for (const { title, expr } of shown) assert.deepEqual(wrongIn(expr), [], title)
    const all = shown.map(({ expr }) => expr).join("\n")
    for (const name of Object.keys(catalogue)) assert.include(all, name)
  })

  it("asks what Prometheus can answer", () => {
    const folder = mkdtempSync(join(tmpdir(), "laurel-panels-"))
    // What Grafana puts in the place of its variables.
    const rules = shown.map(({ expr }, at) => ({
      record: `panel:${at}`,
      expr: expr.replaceAll("$__rate_interval", "1m").replaceAll("$job", ".*")
    }))
    const file = join(folder, "panels.yml")
    // JSON is YAML too.
    writeFileSync(file, JSON.stringify({ groups: [{ name: "panels", rules }] }))
    try {
      assert.include(promtool("check", "rules", file), `${shown.length} rules found`)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it("has panels that lie beside each other, each with an id of its own", () => {
    assert.strictEqual(new Set(panels.map(({ id }) => id)).size, panels.length)
    for (const [at, { title, gridPos: a }] of panels.entries())
      for (const { title: other, gridPos: b } of panels.slice(at + 1))
        assert.isFalse(
          a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h,
          `${title} lies over ${other}`
        )
  })
})
