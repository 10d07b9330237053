import type { Command } from "commander"
import { Schema } from "effect"
import { Completions } from "effect/cli"
import type { Io } from "../../io/Io.ts"
import { descriptorOf } from "./descriptorOf.ts"

const readShell = Schema.decodeUnknownSync(Schema.Literals(["bash", "zsh", "fish", "powershell"]))

/** `laurel completion`: the script of a shell, from the commands as they are. */
export const completionCommand = (shell: string, program: Command, io: Io): void => {
  const script = Completions.generate(program.name(), readShell(shell), descriptorOf(program))
  io.stdout.write(script.endsWith("\n") ? script : `${script}\n`)
}
