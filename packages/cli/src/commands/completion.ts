import { Argument, type Command } from "commander"
import type { Io } from "../io/Io.ts"

const examples = `
Examples:
  laurel completion bash > ~/.local/share/bash-completion/completions/laurel
  laurel completion zsh > "$fpath[1]/_laurel"
  laurel completion fish > ~/.config/fish/completions/laurel.fish
  laurel completion powershell >> $PROFILE`

/** Adds `laurel completion`. */
export const registerCompletion = (program: Command, io: Io): void => {
  program
    .command("completion")
    .summary("print a script that completes commands in a shell")
    .description("print a script that completes commands and options in a shell")
    .addArgument(new Argument("<shell>", "which shell").choices(["bash", "zsh", "fish", "powershell"]))
    .helpOption("-h, --help", "print this help")
    .addHelpText("after", examples)
    .action(async (shell: string) => {
      const { completionCommand } = await import("./completion/completionCommand.ts")
      completionCommand(shell, program, io)
    })
}
