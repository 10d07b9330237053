import type { Command } from "commander"

const everywhere = (command: Command): Command =>
  command
    .optionsGroup("The store:")
    .option("--db <url>", "pglite:./laurel-data, postgres://… or memory:")
    .option("--db-url-file <file>", "the file that holds it, password and all")
    .option("--at <instant>", "where the clock stands; not on a server")
    .optionsGroup("General:")
    .option("--json", "print one JSON document")
    .helpOption("-h, --help", "print this help")

/** The options of every command that only looks at a store. */
export const looking = (command: Command): Command => everywhere(command)

/** The options of every command that changes something in a store. */
export const changing = (command: Command): Command =>
  everywhere(command)
    .option("--as <principal>", "who acts (default: whoever is logged in)")
    .option("--dry-run", "do everything but keep it")
    .option("--no-input", "never ask, also at a terminal")

/** The options of a command that moves money. */
export const moving = (command: Command): Command => changing(command).option("-y, --yes", "confirm that money moves")

/** The options of a command that asks a provider of payments. */
export const paying = (command: Command): Command =>
  command
    .optionsGroup("Payments:")
    .option("--payments <provider>", "who pays: wallet or stripe")
    .option("--stripe-accounts <file>", "the file that says who is who at Stripe")

/** The options of a command that looks at, or keeps up, boards in Redis. */
export const sharing = (command: Command): Command =>
  command.optionsGroup("Boards in Redis:").option("--redis <url>", "redis://host:6379: where they are")

/** The options of a command that cannot be taken back. */
export const severe = (command: Command): Command =>
  changing(command).option("--confirm <challenge>", "confirm with the id of the challenge")
