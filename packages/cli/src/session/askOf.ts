import type { SettingRead } from "../config/readSettings.ts"
import type { SettingName } from "../config/Settings.ts"
import type { Io } from "../io/Io.ts"
import type { Session } from "./Session.ts"

/** How whoever is at the terminal is asked; absent where nobody is to be asked. */
export const askOf = ({ noInput }: Partial<Record<SettingName, SettingRead>>, { ask }: Io): Pick<Session, "ask"> => {
  const isQuiet = noInput !== undefined && noInput.value !== "false"
  return isQuiet || ask === undefined ? {} : { ask }
}
