import { readFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { decoderOf, formatPath } from "@laurel/core/shared"
import { ConfigProvider, Result, Schema } from "effect"
import { parseJson } from "../definition/parseJson.ts"
import type { Io } from "../io/Io.ts"
import { Problem } from "../io/Problem.ts"
import { defaultLocation } from "../store/StoreLocation.ts"
import type { Origin } from "./Origin.ts"
import { type SettingName, settingNames, settings } from "./Settings.ts"

/** The file with the settings of a project, in the folder that one is in. */
export const projectFile = "laurel.json"

/** Of whom nobody knows a name, the system included. */
const nobody = "administrator"

const text = Schema.optionalKey(Schema.String)
const decodeFile = decoderOf(
  Schema.Struct({
    db: text,
    dbUrlFile: text,
    as: text,
    redis: text,
    noInput: Schema.optionalKey(Schema.Boolean),
    payments: text,
    stripeKeyFile: text,
    stripeAccounts: text,
    stripeUrl: text,
    budgets: text
  })
)

/** Where settings come from, the strongest first: flag, environment, file of the project, file of the user, default. */
export const originsOf = async (given: Readonly<Record<string, unknown>>, io: Io): Promise<ReadonlyArray<Origin>> => {
  const userFile = userFileOf(io)
  return [
    origin("flag", io.cwd, flagsOf(given)),
    origin("environment", io.cwd, variablesOf(io)),
    ...(await ofFile(join(io.cwd, projectFile))),
    ...(userFile === undefined ? [] : await ofFile(userFile)),
    origin("default", io.cwd, { db: defaultLocation, as: io.user?.() ?? nobody, payments: "wallet" })
  ]
}

const origin = (name: string, folder: string, values: Partial<Record<SettingName, string>>): Origin => ({
  name,
  folder,
  provider: ConfigProvider.fromUnknown(values)
})

const flagsOf = ({
  db,
  dbUrlFile,
  as,
  redis,
  input,
  payments,
  stripeAccounts,
  budgets
}: Readonly<Record<string, unknown>>) => ({
  ...(typeof db === "string" ? { db } : {}),
  ...(typeof dbUrlFile === "string" ? { dbUrlFile } : {}),
  ...(typeof as === "string" ? { as } : {}),
  ...(typeof redis === "string" ? { redis } : {}),
  ...(typeof payments === "string" ? { payments } : {}),
  ...(typeof stripeAccounts === "string" ? { stripeAccounts } : {}),
  ...(typeof budgets === "string" ? { budgets } : {}),
  ...(input === false ? { noInput: "true" } : {})
})

const variablesOf = ({ env }: Io): Partial<Record<SettingName, string>> =>
  Object.fromEntries(
    settingNames.flatMap((name) => {
      const value = env[settings[name].variable]
      return value === undefined || value === "" ? [] : [[name, value]]
    })
  )

/** The settings of the user: in the folder that the XDG specification names. */
export const userFileOf = ({ env }: Io): string | undefined => {
  const base = env.XDG_CONFIG_HOME ?? (env.HOME === undefined ? undefined : join(env.HOME, ".config"))
  return base === undefined || base === "" ? undefined : join(base, "laurel", "config.json")
}

const ofFile = async (path: string): Promise<ReadonlyArray<Origin>> => {
  const content = await readFile(path, "utf8").catch(() => undefined)
  if (content === undefined) return []
  const read = decodeFile(parseJson(content, path))
  if (Result.isFailure(read)) throw wrongFile(path, read.failure)
  const { noInput, ...texts } = read.success
  return [origin(path, dirname(path), { ...texts, ...(noInput === undefined ? {} : { noInput: `${noInput}` }) })]
}

const wrongFile = (
  path: string,
  flaws: ReadonlyArray<{ readonly path: ReadonlyArray<string | number>; readonly message: string }>
) =>
  new Problem({
    exit: "config",
    code: "wrong-config",
    title: `${path} has settings that cannot be used`,
    where: path,
    mistakes: flaws.map((flaw) => ({ where: formatPath(flaw.path), message: flaw.message })),
    remedy: `the settings are ${settingNames.join(", ")}; laurel config show --origin tells which are in force`
  })
