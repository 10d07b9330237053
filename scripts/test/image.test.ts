import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { Ajv } from "ajv"
import { DockerfileParser, type Instruction } from "dockerfile-ast"
import { validate } from "dockerfile-utils"
import { assert, describe, it } from "vitest"
import { parse } from "yaml"

// There is no Docker here: what it would refuse to read is found by its own grammar, by a linter, and by the schema of compose files.

const root = join(import.meta.dirname, "../..")
const read = (file: string): string => readFileSync(join(root, file), "utf8")

const text = read("deploy/Dockerfile")
const dockerfile = DockerfileParser.parse(text)
const manifest: { readonly devDependencies: Readonly<Record<string, string>> } = JSON.parse(read("package.json"))

/** What instructions of this kind say, in the order of the file. */
const said = (keyword: string): ReadonlyArray<string> =>
  dockerfile
    .getInstructions()
    .filter((one: Instruction) => one.getKeyword() === keyword)
    .map((one: Instruction) => one.getArgumentsContent() ?? "")

const secretive = /passw|secret|token|credential|_key\b/i

describe("the Dockerfile", () => {
  it("is read by a linter without a word", () => {
    assert.deepEqual(
      validate(text).map(({ message, range }) => `${range.start.line + 1}: ${message}`),
      []
    )
    assert.notDeepEqual(validate("FROM node\nUSE node\n"), [])
  })

  it("builds on the Node that the tests run on, to the patch", () => {
    const images = said("FROM").map((from) => from.split(" ")[0])
    assert.deepEqual([...new Set(images)], [`node:${manifest.devDependencies.node}-bookworm-slim`])
  })

  it("runs as somebody without rights, is asked whether it takes requests, and is told signals", () => {
    assert.deepEqual(said("USER"), ["node"])
    const order = dockerfile.getInstructions().map((one) => one.getKeyword())
    assert.isTrue(order.lastIndexOf("USER") > order.lastIndexOf("COPY"))
    assert.include(said("HEALTHCHECK")[0], "/readyz")
    // With a shell in between nobody would be told to stop.
    for (const exec of [...said("ENTRYPOINT"), ...said("CMD")]) assert.isArray(JSON.parse(exec))
  })

  it("has all that each package publishes", () => {
    for (const name of ["core", "adapters", "http", "cli"]) {
      const { files }: { readonly files: ReadonlyArray<string> } = JSON.parse(read(`packages/${name}/package.json`))
      for (const file of files) assert.match(text, new RegExp(`^COPY .*packages/${name}/${file}$`, "m"))
    }
  })

  it("holds no secret, and copies only what there is", () => {
    for (const value of [...said("ENV"), ...said("ARG")]) assert.notMatch(value, secretive)
    const sources = [...text.matchAll(/^COPY (?!--)(.+)$/gm)].flatMap(([, copy = ""]) => copy.split(/\s+/).slice(0, -1))
    assert.isAbove(sources.length, 5)
    for (const source of sources) assert.isTrue(existsSync(join(root, source)), source)
    const ignored = read("deploy/Dockerfile.dockerignore").split("\n")
    for (const source of sources) assert.include(ignored, `!${source.split("/")[0]}`)
  })
})

interface Service {
  readonly image: string
  readonly command?: ReadonlyArray<string>
  readonly user?: string
  readonly read_only?: boolean
  readonly environment?: Readonly<Record<string, string>>
  readonly healthcheck?: { readonly test?: ReadonlyArray<string>; readonly disable?: boolean }
  readonly ports?: ReadonlyArray<string>
  readonly secrets?: ReadonlyArray<string>
  readonly networks?: ReadonlyArray<string>
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
}

const compose = parse(read("deploy/compose.yaml"), { merge: true })
const services: Readonly<Record<string, Service>> = compose.services
const ours = ["migrate", "server", "worker"]

describe("the compose file", () => {
  it("is as the Compose Specification has it", () => {
    // It names its own grammar by an address that the reader knows by another.
    const { $schema: _, ...schema } = JSON.parse(read("scripts/test/golden/compose-spec/compose-spec.json"))
    // Formats are those of Docker's own program: durations and the like.
    const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true })
    const isValid = ajv.compile(schema)
    isValid(compose)
    assert.deepEqual(
      (isValid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`),
      []
    )
    assert.isFalse(isValid({ services: { server: { imagine: "laurel" } } }))
  })

  it("names versions, and no secret: those come from files that are in no repository", () => {
    for (const [name, { image, environment = {} }] of Object.entries(services)) {
      assert.match(image, /^[\w/]+:\d+\.\d+(\.\d+)?(-[a-z]+)?$/, name)
      for (const [key, value] of Object.entries(environment))
        if (secretive.test(key)) assert.match(`${key} ${value}`, /_FILE \/run\/secrets\//)
      for (const value of Object.values(environment)) assert.notMatch(value, /:\/\/[^/]*:[^/]*@/)
    }
    for (const { file } of Object.values<{ readonly file: string }>(compose.secrets)) {
      assert.match(file, /^\.\/secrets\//)
      assert.isFalse(existsSync(join(root, "deploy", file)), file)
    }
    assert.include(read(".gitignore"), "deploy/secrets")
  })

  it("runs Laurel as somebody without rights who can change nothing, once its tables are there", () => {
    for (const name of ours) {
      const { user, read_only, secrets } = services[name] ?? {}
      assert.deepEqual({ user, read_only, secrets }, { user: "1000:1000", read_only: true, secrets: ["database-url"] })
    }
    for (const name of ["server", "worker"])
      assert.strictEqual(services[name]?.depends_on?.migrate?.condition, "service_completed_successfully")
    assert.deepEqual(services.server?.ports, ["127.0.0.1:8787:8787"])
    for (const name of ["postgres", "redis"]) {
      assert.isUndefined(services[name]?.ports)
      assert.deepEqual(services[name]?.networks, ["inside"])
      assert.isDefined(services[name]?.healthcheck?.test)
    }
  })

  it("starts commands that there are, with flags that they take", async () => {
    const { execute, lazyStores } = await import("@laurel/cli")
    for (const name of ours) {
      const command = services[name]?.command ?? []
      const words = command.filter((word) => !word.startsWith("-") && /^[a-z]+$/.test(word) && word !== "json")
      let help = ""
      const io = {
        stdin: (async function* () {})(),
        stdout: { write: (told: string) => (help += told) },
        stderr: { write: () => undefined },
        isTTY: { out: false, err: false },
        env: {},
        cwd: root
      }
      await execute([...words, "--help"], { io, stores: lazyStores })
      assert.include(help, `laurel ${words.join(" ")}`)
      for (const flag of command.filter((word) => word.startsWith("--"))) assert.include(help, flag, name)
    }
  })
})
