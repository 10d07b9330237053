import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { stableEffectModules } from "../tidy/importTable.ts"
import { readRepository } from "../tidy/readRepository.ts"
import { rules, show, violationsOf } from "../tidy/rules.ts"
import { repositoryOf } from "../tidy/Source.ts"

type Files = Readonly<Record<string, string>>

const root = join(import.meta.dirname, "../..")
const found = (rule: keyof typeof rules, files: Files): ReadonlyArray<string> =>
  rules[rule](repositoryOf(new Map(Object.entries(files)))).map(show)

/** One snippet that breaks the rule, once, and one that does not. */
const cases = (
  rule: keyof typeof rules,
  list: ReadonlyArray<{ readonly title: string; readonly breaks: Files; readonly keeps: Files }>
) =>
  describe(rule, () => {
    for (const { title, breaks, keeps } of list)
      it(title, () => {
        assert.lengthOf(found(rule, breaks), 1)
        assert.deepStrictEqual(found(rule, keeps), [])
      })
  })

const src = "packages/core/src"
const prize = `${src}/prize/allocate.ts`
const memory = "packages/adapters/src/memory/Boards.ts"
const command = "packages/cli/src/commands/challenge/open.ts"
const imports = (specifier: string): string => `import { a } from "${specifier}"\n`
const at = (path: string, text: string): Files => ({ [path]: text })

cases("edges", [
  {
    title: "an earlier concept does not know a later one",
    breaks: at(prize, imports("../challenge/index.ts")),
    keeps: at(prize, imports("../ranking/index.ts") + imports("../shared/index.ts"))
  },
  {
    title: "the ledger stands beside the line",
    breaks: at(`${src}/ledger/post.ts`, imports("../prize/index.ts")),
    keeps: at(`${src}/settlement/settle.ts`, imports("../ledger/index.ts") + imports("../activity/index.ts"))
  },
  {
    title: "a concept without a row in the table is refused",
    breaks: at(`${src}/gossip/tell.ts`, imports("../shared/index.ts")),
    keeps: at(`${src}/gossip/tell.ts`, imports("./Rumour.ts"))
  },
  {
    title: "another concept is entered by its door",
    breaks: at(prize, imports("../ranking/rank.ts")),
    keeps: at(prize, imports("./Prize.ts"))
  },
  {
    title: "a decision does not import runtime, a use case of challenge does",
    breaks: at(`${src}/challenge/join.ts`, imports("../runtime/index.ts")),
    keeps: at(
      `${src}/challenge/join.ts`,
      `${imports("../runtime/index.ts")}export const f = Effect.fn("Challenge.join")()`
    )
  },
  {
    title: "no use case before challenge imports runtime",
    breaks: at(`${src}/scoring/score.ts`, `${imports("../runtime/index.ts")}export const f = Effect.fn("a")()`),
    keeps: at(`${src}/runtime/Ids.ts`, imports("../shared/index.ts"))
  },
  {
    title: "the core does not know its contracts",
    breaks: at(prize, imports("@laurel/core/contracts")),
    keeps: at("packages/core/test/prize/allocate.test.ts", imports("@laurel/core/contracts"))
  },
  {
    title: "contracts use the doors of the core",
    breaks: at("packages/core/contracts/boards.contract.ts", imports("../src/ranking/rank.ts")),
    keeps: at("packages/core/contracts/boards.contract.ts", imports("../src/ranking/index.ts"))
  },
  {
    title: "adapters do not import contracts, their tests do",
    breaks: at(memory, imports("@laurel/core/contracts")),
    keeps: at("packages/adapters/test/memory.test.ts", imports("@laurel/core/contracts"))
  },
  {
    title: "only the simulate command imports simulations",
    breaks: at(command, imports("@laurel/core/simulation")),
    keeps: at("packages/cli/src/commands/challenge/simulate.ts", imports("@laurel/core/simulation"))
  },
  {
    title: "a dynamic import is an import",
    breaks: at(command, 'const a = await import("@laurel/core/simulation")'),
    keeps: at(command, 'const a = await import("@laurel/core/prize")')
  },
  {
    title: "one adapter never imports another",
    breaks: at(memory, imports("../postgres/index.ts")),
    keeps: at("packages/adapters/src/index.ts", imports("./postgres/index.ts") + imports("./memory/index.ts"))
  },
  {
    title: "adapters enter the core by its published name",
    breaks: at(memory, imports("../../../core/src/ranking/index.ts")),
    keeps: at(memory, imports("@laurel/core/ranking"))
  },
  {
    title: "only composition roots import adapters",
    breaks: at(command, imports("@laurel/adapters/memory")),
    keeps: at("packages/cli/src/runtime.ts", imports("@laurel/adapters/memory"))
  },
  {
    title: "http has composition roots too",
    breaks: at("packages/http/src/app.ts", imports("@laurel/adapters")),
    keeps: at("packages/http/src/main.ts", `${imports("@laurel/adapters")}import { b } from "./app.ts"`)
  },
  {
    title: "a program's launcher reaches what it launches, and nothing of another package",
    breaks: at("packages/cli/bin/laurel.mjs", imports("../../adapters/dist/index.js")),
    keeps: at("packages/cli/bin/laurel.mjs", imports("../src/main.ts") + imports("../dist/main.js"))
  },
  {
    title: "examples import published entry points",
    breaks: at("examples/01-board.ts", imports("../packages/core/src/ranking/index.ts")),
    keeps: at("examples/01-board.ts", imports("@laurel/core/ranking") + imports("@laurel/core/simulation"))
  }
])

cases("thirdParties", [
  {
    title: "the core has nothing of Node",
    breaks: at(prize, imports("node:crypto")),
    keeps: at(memory, imports("node:crypto"))
  },
  {
    title: "the core has effect and @noble/hashes, nothing else",
    breaks: at(prize, imports("kysely")),
    keeps: at(prize, imports("effect") + imports("effect/Schema") + imports("@noble/hashes/sha2.js"))
  },
  {
    title: "contracts have the test libraries",
    breaks: at("packages/core/contracts/boards.contract.ts", imports("node:fs")),
    keeps: at(
      "packages/core/contracts/boards.contract.ts",
      imports("fast-check") + imports("@effect/vitest") + imports("effect/testing")
    )
  },
  {
    title: "programs use what their manifest declares",
    breaks: at(command, imports("commander")),
    keeps: {
      [command]: imports("commander"),
      "packages/cli/package.json": '{ "dependencies": { "commander": "1.0.0" } }'
    }
  },
  {
    title: "examples need no third party but effect",
    breaks: at("examples/01-board.ts", imports("commander")),
    keeps: at("examples/01-board.ts", imports("effect") + imports("node:fs"))
  }
])

cases("stableEffect", [
  {
    title: "an unstable name of the root is refused",
    breaks: at(prize, 'import { Arbitrary, Effect, pipe } from "effect"'),
    keeps: at(prize, 'import { type Brand, Effect, Array as List, pipe } from "effect"')
  },
  {
    title: "an unstable module is refused",
    breaks: at(prize, 'import * as Graph from "effect/Graph"'),
    keeps: at(prize, 'import * as Effect from "effect/Effect"')
  },
  {
    title: "the whole of effect is refused, since it holds unstable modules",
    breaks: at(prize, 'import * as E from "effect"'),
    keeps: at("packages/core/contracts/boards.contract.ts", 'import { Arbitrary } from "effect"')
  }
])

cases("cycles", [
  {
    title: "a circle is reported once",
    breaks: {
      [`${src}/prize/a.ts`]: imports("./b.ts"),
      [`${src}/prize/b.ts`]: imports("./c.ts"),
      [`${src}/prize/c.ts`]: 'import type { A } from "./a.ts"'
    },
    keeps: {
      [`${src}/prize/a.ts`]: imports("./b.ts") + imports("./c.ts"),
      [`${src}/prize/b.ts`]: imports("./c.ts"),
      [`${src}/prize/c.ts`]: ""
    }
  }
])

const cli = "packages/cli/src"
cases("folderCycles", [
  {
    title: "two folders that need each other, though no two files do",
    breaks: {
      [`${cli}/run/a.ts`]: imports("../folder/b.ts"),
      [`${cli}/folder/b.ts`]: "",
      [`${cli}/folder/c.ts`]: imports("../run/d.ts"),
      [`${cli}/run/d.ts`]: ""
    },
    keeps: {
      [`${cli}/commands/a.ts`]: imports("../folder/b.ts") + imports("./run/e.ts"),
      [`${cli}/commands/run/e.ts`]: imports("../../folder/b.ts"),
      [`${cli}/folder/b.ts`]: "",
      [`${cli}/folder/c.ts`]: imports("../run/d.ts"),
      [`${cli}/run/d.ts`]: ""
    }
  },
  {
    title: "a file beside the folders that both starts them and serves them",
    breaks: {
      [`${cli}/program.ts`]: imports("./run/a.ts"),
      [`${cli}/run/a.ts`]: imports("../Io.ts"),
      [`${cli}/Io.ts`]: ""
    },
    keeps: {
      [`${cli}/program.ts`]: imports("./run/a.ts"),
      [`${cli}/run/a.ts`]: imports("../io/Io.ts"),
      [`${cli}/io/Io.ts`]: ""
    }
  }
])

cases("noWallClock", [
  { title: "Date.now()", breaks: at(prize, "const a = Date.now()"), keeps: at(command, "const a = Date.now()") },
  {
    title: "new Date()",
    breaks: at(memory, "const a = new Date()"),
    keeps: at(memory, "const a = new Date(0) // new Date()")
  }
])
cases("noRandomness", [
  {
    title: "Math.random()",
    breaks: at(prize, "const a = Math.random()"),
    keeps: at(prize, 'const a = "Math.random()"')
  }
])
cases("noConsole", [
  { title: "console.log", breaks: at(memory, "console.log(1)"), keeps: at("examples/01-a.ts", "console.log(1)") }
])
cases("noProcess", [
  { title: "process.env", breaks: at(memory, "const a = process.env"), keeps: at(memory, "const a = job.process.env") }
])

cases("noCasts", [
  {
    title: "as on data",
    breaks: at(prize, "const a = b as Prize"),
    keeps: at(
      prize,
      'import * as X from "./x.ts"\nimport { a as b } from "./y.ts"\nexport * as Y from "./z.ts"\nexport { b as c }\ntype M = { [K in keyof T as `x${K}`]: 1 }\nconst d = [1] as const\nconst e = Effect.as(1)\nconst f = { as: 1 }'
    )
  },
  {
    title: "tests may cast",
    breaks: at("packages/core/simulation/run.ts", "return x\n  as unknown"),
    keeps: at("packages/core/test/a.test.ts", "const a = b as unknown")
  }
])
cases("noAny", [
  {
    title: "any",
    breaks: at(prize, "const a: Array<any> = []"),
    keeps: at(prize, 'const a = fc.any() // any\nconst b = "any"')
  }
])
cases("noSilencing", [
  {
    title: "a silenced compiler",
    breaks: at(prize, "// @ts-expect-error because"),
    keeps: at(prize, 'const a = "@ts-ignore"')
  }
])
cases("noDefaultExports", [
  {
    title: "export default",
    breaks: at(prize, "export default 1"),
    keeps: at("vitest.workspace.ts", "export default 1")
  },
  { title: "export as default", breaks: at(prize, "export { a as default }"), keeps: at(prize, "export { a }") }
])
cases("noVaguePaths", [
  { title: "a folder", breaks: at(`${src}/utils/a.ts`, ""), keeps: at(`${src}/shared/Money.ts`, "") },
  { title: "a file", breaks: at(`${src}/prize/helpers.ts`, ""), keeps: at(`${src}/prize/commonFactor.ts`, "") }
])
cases("noBannedSuffixes", [
  {
    title: "exported names",
    breaks: at(prize, "export class PrizeManager {}"),
    keeps: at(prize, "class PrizeManager {}\nexport const informant = 1")
  },
  {
    title: "names given on the way out",
    breaks: at(prize, "export { a as PrizeInfo }"),
    keeps: at(prize, "export { PrizeInfo as a }")
  }
])

const door = { [`${src}/prize/index.ts`]: 'export * from "./a.ts"\nexport { c as d } from "./b.ts"' }
cases("docstrings", [
  {
    title: "a starred file",
    breaks: { ...door, [`${src}/prize/a.ts`]: "// not this\nexport const a = 1" },
    keeps: { ...door, [`${src}/prize/a.ts`]: "/** Promises. */\nexport const A = 1\nexport type A = number" }
  },
  {
    title: "a listed name",
    breaks: { ...door, [`${src}/prize/b.ts`]: "/** Above another. */\nconst b = 1\nexport const c = 1" },
    keeps: { ...door, [`${src}/prize/b.ts`]: "export const hidden = 1\n/** Promises. */\nexport const c = 1" }
  }
])

const tagged = 'export class Closed extends Schema.TaggedError<Closed>()("Closed", {}) {}'
cases("errorsAreListed", [
  {
    title: "a tag without a row",
    breaks: { [`${src}/prize/errors.ts`]: tagged, "docs/reference/errors.md": "| `ClosedDoor` | |" },
    keeps: { [`${src}/prize/errors.ts`]: tagged, "docs/reference/errors.md": "| `Closed` | |" }
  },
  {
    title: "a tagged class counts in a file of errors",
    breaks: at(`${src}/prize/errors.ts`, 'export class Closed extends Schema.TaggedClass<Closed>()("Closed", {}) {}'),
    keeps: at(`${src}/prize/events.ts`, 'export class Closed extends Schema.TaggedClass<Closed>()("Closed", {}) {}')
  }
])

const port = at(
  `${src}/ranking/Boards.ts`,
  'export class Boards extends Context.Service<Boards, {}>()("@laurel/core/ranking/Boards") {}'
)
cases("portsHaveContracts", [
  { title: "a port", breaks: port, keeps: { ...port, "packages/core/contracts/boards.contract.ts": "" } }
])

const listed = (...rows: ReadonlyArray<string>): Files => ({ "docs/reference/invariants.md": rows.join("\n") })
const money = "packages/core/test/money.test.ts"
cases("invariantsAreListed", [
  {
    title: "a number in a comment",
    breaks: { ...at(prize, "// The sum is exact (A1).\n"), ...listed("| A2 | no negative amount | nothing yet |") },
    keeps: { ...at(prize, "// The sum is exact (A1).\n"), ...listed("| A1 | the sum is exact | nothing yet |") }
  },
  {
    title: "a number at the beginning of a test's name, each of a range",
    breaks: { ...at(money, 'it("I1 to I3 hold", f)'), ...listed("| I1 | a | - |", "| I2 | b | - |") },
    keeps: { ...at(money, 'it("I1 to I2 hold", f)'), ...listed("| I1 | a | - |", "| I2 | b | - |") }
  },
  {
    title: "a number in brackets in a text",
    breaks: at(money, 'const story = { "each is paid by one (I18)": f }'),
    keeps: at(money, 'const story = { "each is paid by one, on A4": f }')
  },
  {
    title: "a row whose file does not cite it",
    breaks: {
      ...at(money, "// I2\n"),
      ...listed("| I1 | a | [money](../../packages/core/test/money.test.ts) |", "| I2 | b | - |")
    },
    keeps: {
      ...at(money, "// I1 to I2\n"),
      ...listed("| I1 | a | [money](../../packages/core/test/money.test.ts) |", "| I2 | b | - |")
    }
  }
])

cases("noSkippedTests", [
  {
    title: "skip",
    breaks: at("packages/core/test/a.test.ts", "it.effect.skip(1)"),
    keeps: at("packages/core/test/a.test.ts", "stream.skip(1)")
  },
  {
    title: "only",
    breaks: at("packages/core/test/a.test.ts", "describe.only(1)"),
    keeps: at("packages/core/test/a.test.ts", "describe(1)")
  }
])
cases("noTodo", [
  { title: "a promise in a comment", breaks: at(prize, `// ${"TO"}DO later`), keeps: at(prize, "// We do it now.") }
])
cases("noMachinePaths", [
  {
    title: "a home folder",
    breaks: at("docs/README.md", `run it in ${"/ho"}me/ada/laurel`),
    keeps: at("docs/README.md", "see https://example.com/home/ada and ./home/ada")
  }
])

/** Reading every file takes a second; a machine that is busy with other suites may need much longer. */
const busyMachineMs = 30_000

describe("the repository", { timeout: busyMachineMs }, () => {
  it("knows which modules of the installed effect are tagged stable", () => {
    const folder = join(root, "node_modules/effect/src")
    const isStable = (file: string): boolean =>
      readFileSync(join(folder, file), "utf8").match(/@stability (\w+)/)?.[1] === "stable"
    const stable = readdirSync(folder).filter((file) => /^[A-Z].*\.ts$/.test(file) && isStable(file))
    assert.deepStrictEqual([...stableEffectModules].toSorted(), stable.map((file) => file.slice(0, -3)).toSorted())
  })

  it("keeps the purity of the core and every other rule of the house style", () => {
    assert.deepStrictEqual(violationsOf(readRepository(root)).map(show), [])
  })
})
