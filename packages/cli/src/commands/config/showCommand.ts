import { locationOf } from "../../config/locationOf.ts"
import { originsOf, projectFile, userFileOf } from "../../config/origins.ts"
import { readSettings } from "../../config/readSettings.ts"
import { settingNames, settings } from "../../config/Settings.ts"
import type { Io } from "../../io/Io.ts"
import { jsonText } from "../../output/jsonText.ts"
import { renderTable } from "../../output/renderTable.ts"
import { styleOf } from "../../output/style.ts"
import { shownLocation, withoutSecret } from "../../store/StoreLocation.ts"

/** `laurel config show`: the settings in force, passwords left out. */
export const showCommand = async (given: Readonly<Record<string, unknown>>, io: Io): Promise<void> => {
  const read = readSettings(await originsOf(given, io))
  const store = shownLocation(await locationOf(read))
  const rows = settingNames.flatMap((name) => {
    const setting = read[name]
    if (setting === undefined) return []
    const { variable } = settings[name]
    const origin = setting.origin.name === "environment" ? `environment (${variable})` : setting.origin.name
    return [{ name, value: withoutSecret(setting.value), origin }]
  })
  if (given.json === true) {
    io.stdout.write(
      jsonText({
        _v: 1,
        store,
        settings: Object.fromEntries(rows.map(({ name, value, origin }) => [name, { value, origin }])),
        files: { project: projectFile, user: userFileOf(io) }
      })
    )
    return
  }
  const withOrigin = given.origin === true
  io.stdout.write(
    renderTable(
      [{ head: "setting" }, { head: "value" }, ...(withOrigin ? [{ head: "from" }] : [])],
      [
        ...rows.map(({ name, value, origin }) => [name, value, ...(withOrigin ? [origin] : [])]),
        ["(the store)", store, ...(withOrigin ? ["the settings above"] : [])]
      ],
      styleOf(io, io.isTTY.out)
    )
  )
}
