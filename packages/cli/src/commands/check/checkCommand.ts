import { readDefinition } from "../../definition/readDefinition.ts"
import { describeDefinition } from "../../describe/describeDefinition.ts"
import { readBytes } from "../../input/readText.ts"
import type { Io } from "../../io/Io.ts"
import { jsonText } from "../../output/jsonText.ts"
import { labelled } from "../../output/labelled.ts"
import { styleOf } from "../../output/style.ts"

/** `laurel check`: every mistake of a definition, or in words what its rules mean. */
export const checkCommand = async (path: string, options: Readonly<Record<string, unknown>>, io: Io): Promise<void> => {
  const definition = readDefinition(await readBytes(io, path), path)
  const lines = describeDefinition(definition)
  if (options.json === true) {
    io.stdout.write(jsonText({ _v: 1, challenge: definition.id, sound: true, rules: Object.fromEntries(lines) }))
    return
  }
  io.stdout.write(`${path} is sound.\n\n${labelled(lines, styleOf(io, io.isTTY.out))}`)
}
