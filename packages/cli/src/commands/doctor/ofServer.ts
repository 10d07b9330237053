import { readFile } from "node:fs/promises"
import { resolve } from "node:path"
import { makeClient, operations, ProblemAnswered, type SuccessOf } from "@laurel/http"
import { Schema } from "effect"
import { Problem } from "../../io/Problem.ts"
import { version } from "../../io/version.ts"
import { plural } from "../../output/plural.ts"
import { type Finding, ok, warning, wrong } from "./Finding.ts"

const { getHealth } = operations
type Health = SuccessOf<typeof getHealth>

/** A server that takes longer to say how it is has something. */
const patienceMs = 5_000

/** Which server is asked, and the file with the key of an administrator who is told more. */
export interface Asked {
  readonly url: string
  readonly keyFile?: string
  /** Where paths begin. */
  readonly cwd: string
}

/** What there is to say of a server that runs somewhere, by what it says of itself. */
export const ofServer = async ({ url, keyFile, cwd }: Asked): Promise<ReadonlyArray<Finding>> => {
  const base = addressOf(url)
  const token = keyFile === undefined ? undefined : await keyIn(keyFile, cwd)
  const alive = await statusOf(`${base}/livez`)
  if (alive !== 200) return [wrong("server", `${base} ${alive ?? "cannot be reached"}`, "unavailable")]
  const ready = await statusOf(`${base}/readyz`)
  return [
    ok("server", `${base} answers`),
    ready === 200
      ? ok("ready", "it takes requests")
      : wrong("ready", "it takes no requests: it is about to end, or cannot reach its store", "unavailable"),
    ...(await healthOf(base, token))
  ]
}

const addressOf = (url: string): string => {
  const parsed = URL.parse(url)
  if (parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.username === "" && parsed.search === "")
    return parsed.href.replace(/\/$/, "")
  throw new Problem({
    exit: "usage",
    code: "wrong-server",
    title: "that is no address of a server",
    where: "--server",
    remedy: "give where it listens, without anything secret: https://laurel.example"
  })
}

const keyIn = async (keyFile: string, cwd: string): Promise<string> => {
  const path = resolve(cwd, keyFile)
  const content = await readFile(path, "utf8").catch(() => {
    throw new Problem({
      exit: "noInput",
      code: "no-key-file",
      title: `${keyFile}, which is to hold a key, cannot be read`,
      where: path,
      remedy: "check the path and the rights of the file; laurel keys create makes a key"
    })
  })
  return content.trim()
}

/** The status of the answer; nothing where there is none. Whoever sends us elsewhere is not followed. */
const statusOf = async (address: string): Promise<number | undefined> =>
  fetch(address, { redirect: "manual", signal: AbortSignal.timeout(patienceMs) }).then(
    async (answer) => {
      await answer.body?.cancel()
      return answer.status
    },
    () => undefined
  )

const readHealth = Schema.decodeUnknownSync(getHealth.success)

const healthOf = async (url: string, token: string | undefined): Promise<ReadonlyArray<Finding>> => {
  const client = makeClient({ getHealth }, { url, ...(token === undefined ? {} : { token }) })
  try {
    const health = readHealth(await client.getHealth({ signal: AbortSignal.timeout(patienceMs) }))
    return [ofWhole(health), ofVersion(health), ...ofParts(health)]
  } catch (error) {
    if (error instanceof ProblemAnswered) return [wrong("health", error.problem.detail, "unavailable")]
    return [wrong("health", "it does not say how it is, as a server of Laurel would", "unavailable")]
  }
}

const ofWhole = ({ status, components }: Health): Finding => {
  const more = components === undefined ? "; --server-key-file of an administrator tells more" : ""
  if (status === "ok") return ok("health", `as it should be${more}`)
  return status === "degraded"
    ? warning("health", `it answers, and not all of it is as it should be${more}`)
    : wrong("health", `it cannot do without what is away${more}`, "unavailable")
}

const ofVersion = ({ version: theirs }: Health): Finding =>
  theirs === version()
    ? ok("version", theirs)
    : warning("version", `the server is ${theirs}, and this command ${version()}: each migrates and reads by its own`)

const ofParts = ({ components }: Health): ReadonlyArray<Finding> => {
  if (components === undefined) return []
  const { store, boards, outbox, jobs } = components
  return [
    store.status === "ok" ? ok("its store", "answers") : wrong("its store", "cannot be reached", "unavailable"),
    boards.status === "ok"
      ? ok("its boards", `in ${boards.kept}`)
      : warning("its boards", `${boards.kept} is away: the store answers meanwhile`),
    outbox.status === "ok"
      ? ok("its outbox", waitingFor(outbox.oldest_seconds))
      : warning(
          "its outbox",
          `${waitingFor(outbox.oldest_seconds)}; nobody seems to carry it to boards: laurel worker`
        ),
    ofJobs(jobs)
  ]
}

const ofJobs = ({ status, waiting = 0, dead = 0, oldest_seconds }: NonNullable<Health["components"]>["jobs"]) => {
  const text = `${plural(waiting, "job")} waiting, ${dead} dead; ${waitingFor(oldest_seconds)}`
  if (status === "ok") return ok("its jobs", text)
  return warning("its jobs", dead > 0 ? `${text}: laurel jobs list --state dead` : `${text}: laurel worker`)
}

const waitingFor = (seconds: number | undefined): string =>
  seconds === undefined ? "nobody can say what waits" : seconds === 0 ? "nothing is late" : `late by up to ${seconds} s`
