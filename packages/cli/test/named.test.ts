import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import type { Io } from "../src/io/Io.ts"
import { makeProgram } from "../src/program.ts"
import { lazyStores } from "../src/store/lazyStores.ts"

const here = join(import.meta.dirname, "..")
const folders = [join(here, "src"), join(here, "..", "..", "docs")]

/** What people are told to run: a noun and what is done to it. */
const named = /\blaurel ([a-z]+) ([a-z][a-z-]*)/g

const unheard = { write: () => undefined }
const silent: Io = {
  stdin: (async function* () {})(),
  stdout: unheard,
  stderr: unheard,
  isTTY: { out: false, err: false },
  env: {},
  cwd: "/",
  now: () => 0
}

describe("what people are told to run, by commands and in the documents", () => {
  it("is a command that there is", () => {
    const nouns = new Map(
      makeProgram({ io: silent, stores: lazyStores })
        .commands.filter(({ commands }) => commands.length > 0)
        .map((noun) => [noun.name(), new Set(noun.commands.map((verb) => verb.name()))])
    )
    const wrong = folders
      .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)))
      .filter((file) => /\.(ts|md)$/.test(file))
      .flatMap((file) => [...readFileSync(file, "utf8").matchAll(named)])
      .filter(([, noun = "", verb = ""]) => nouns.get(noun)?.has(verb) === false)
    assert.deepStrictEqual(
      wrong.map(([text]) => text),
      []
    )
  })
})
