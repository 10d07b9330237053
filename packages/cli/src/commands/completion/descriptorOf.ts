import type { Argument, Command, Option } from "commander"
import type { Completions } from "effect/cli"

/** What takes the name of a file or a folder, by what it is called. */
const paths: ReadonlyMap<string, "file" | "directory"> = new Map([
  ["file", "file"],
  ["plan", "file"],
  ["plan-or-challenge", "file"],
  ["definition", "file"],
  ["dir", "directory"]
])

/** A command with its options and subcommands, as the generator of completions takes it. */
export const descriptorOf = (command: Command): Completions.CommandDescriptor => ({
  name: command.name(),
  description: command.description(),
  flags: command.options.filter(({ hidden }) => !hidden).map(flagOf),
  arguments: command.registeredArguments.map(argumentOf),
  subcommands: command.commands.map(descriptorOf)
})

const valueName = ({ flags }: Option): string => /[<[]([^\]>.]+)/.exec(flags)?.[1] ?? ""

const flagOf = (option: Option): Completions.FlagDescriptor => ({
  name: option.long?.replace(/^--/, "") ?? option.name(),
  aliases: option.short === undefined ? [] : [option.short.replace(/^-/, "")],
  description: option.description,
  type: option.required || option.optional ? typeOf(valueName(option), option.argChoices) : { _tag: "Boolean" },
  negation: false
})

const argumentOf = (argument: Argument): Completions.ArgumentDescriptor => ({
  name: argument.name(),
  description: argument.description,
  required: argument.required,
  variadic: argument.variadic,
  type: typeOf(argument.name(), argument.argChoices)
})

const typeOf = (name: string, choices: ReadonlyArray<string> | undefined): Completions.ArgumentType => {
  if (choices !== undefined) return { _tag: "Choice", values: choices }
  const pathType = paths.get(name)
  return pathType === undefined ? { _tag: "String" } : { _tag: "Path", pathType }
}
