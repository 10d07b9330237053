import { Clock, Schema } from "effect"
import { locationOf } from "../../config/locationOf.ts"
import { originsOf } from "../../config/origins.ts"
import { readSettings } from "../../config/readSettings.ts"
import { Ended, Problem } from "../../io/Problem.ts"
import { version } from "../../io/version.ts"
import { jsonText } from "../../output/jsonText.ts"
import { renderTable } from "../../output/renderTable.ts"
import { styleOf } from "../../output/style.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { type Finding, ok, wrong } from "./Finding.ts"
import { ofBoards } from "./ofBoards.ts"
import { ofDatabase } from "./ofDatabase.ts"
import { ofStore } from "./ofStore.ts"

const text = Schema.optionalKey(Schema.NonEmptyString)
const readOptions = Schema.decodeUnknownSync(Schema.Struct({ server: text, serverKeyFile: text }))

/** `laurel doctor`: what is examined is said, and what is wrong decides how it ends. */
export const doctorCommand = async (given: Readonly<Record<string, unknown>>, house: House): Promise<void> => {
  const { server, serverKeyFile } = readOptions(given)
  const findings: ReadonlyArray<Finding> = [
    ok("laurel", version()),
    ok("node", house.io.machine?.() ?? "unknown"),
    ...(server === undefined ? await ofInstallation(given, house) : await ofRunning(server, serverKeyFile, house))
  ]
  tell(findings, given.json === true, house)
  const bad = findings.find(({ exit }) => exit !== undefined)
  if (bad?.exit !== undefined) throw new Ended(bad.exit)
}

/** A server that runs somewhere: of its store it tells itself. */
const ofRunning = async (url: string, keyFile: string | undefined, { io: { cwd } }: House) => {
  const { ofServer } = await import("./ofServer.ts")
  return ofServer({ url, cwd, ...(keyFile === undefined ? {} : { keyFile }) })
}

const ofInstallation = async (given: Readonly<Record<string, unknown>>, house: House) => {
  const { io, stores } = house
  const location = await locationOf(readSettings(await originsOf(given, io)))
  const findings: Array<Finding> = [
    ...(await ofDatabase(stores, location, () => Clock.Clock.defaultValue().currentTimeMillisUnsafe()))
  ]
  // A store whose tables are not right, or that nobody can reach, is not opened: that would only say the same again.
  if (findings.every(({ verdict }) => verdict !== "wrong")) {
    try {
      await onStore(given, house, async (session) => {
        findings.push(...(await ofStore(session, { withDrift: given.drift !== false })))
        const { redis } = session
        findings.push(...(await ofBoards(session, redis === undefined ? undefined : await stores.fastBoards(redis))))
      })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      findings.push(wrong("contents", error.facts.title, error.facts.exit))
    }
  }
  return findings
}

const marks = { ok: "ok", warning: "warning", wrong: "WRONG" } as const

const tell = (findings: ReadonlyArray<Finding>, json: boolean, { io }: House): void => {
  if (json) {
    const checks = findings.map(({ check, verdict, text }) => ({ check, verdict, text }))
    io.stdout.write(jsonText({ _v: 1, sound: findings.every(({ verdict }) => verdict !== "wrong"), checks }))
    return
  }
  io.stdout.write(
    renderTable(
      [{ head: "check" }, { head: "" }, { head: "" }],
      findings.map(({ check, verdict, text }) => [check, marks[verdict], text]),
      styleOf(io, io.isTTY.out)
    )
  )
}
