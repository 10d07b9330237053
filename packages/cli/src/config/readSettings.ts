import { Config, Effect, Option } from "effect"
import type { Origin } from "./Origin.ts"
import { type SettingName, settingNames } from "./Settings.ts"

/** The value of a setting, and where it comes from. */
export interface SettingRead {
  readonly value: string
  readonly origin: Origin
  /** How strong the origin is: 0 is the strongest. */
  readonly at: number
}

/** The settings in force, each from the strongest origin that has it. */
export const readSettings = (origins: ReadonlyArray<Origin>): Partial<Record<SettingName, SettingRead>> =>
  Object.fromEntries(
    settingNames.flatMap((name) => {
      const read = strongest(name, origins)
      return read === undefined ? [] : [[name, read] as const]
    })
  )

const strongest = (name: SettingName, origins: ReadonlyArray<Origin>): SettingRead | undefined => {
  const setting = Config.option(Config.String(name))
  for (const [at, origin] of origins.entries()) {
    const value = Effect.runSync(setting.parse(origin.provider))
    if (Option.isSome(value)) return { value: value.value, origin, at }
  }
  return undefined
}
