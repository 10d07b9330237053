import type { Command } from "commander"

/** Adds a noun, whose verbs are commands of their own. */
export const noun = (program: Command, name: string, about: string, examples: string): Command =>
  program
    .command(name)
    .description(about)
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .addHelpText("after", `\nExamples:\n${examples}`)

/** Ends the help of a command with examples of it. */
export const withExamples = (command: Command, examples: string): Command =>
  command.addHelpText("after", `\n${examples.includes("\n") ? "Examples" : "Example"}:\n${examples}`)
