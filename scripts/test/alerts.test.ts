import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { catalogue, type MetricName } from "@laurel/http"
import { assert, describe, it } from "vitest"
import { parse } from "yaml"
import { promtoolProgram } from "../servers/promtool.ts"

const deploy = join(import.meta.dirname, "../../deploy")
const read = (file: string): string => readFileSync(join(deploy, file), "utf8")

interface AlertRule {
  readonly alert: string
  readonly expr: string
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
    const labels: ReadonlySet<string> = new Set(["job", "instance", ...catalogue[name].labels])
    return [...matchers.matchAll(/(\w+)\s*[=!]/g)].flatMap(([, label = ""]) =>
      labels.has(label) ? [] : [`${named} has no label ${label}`]
    )
  })

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
