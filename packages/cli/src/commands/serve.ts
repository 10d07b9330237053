import type { Command } from "commander"
import type { House } from "../session/openSession.ts"
import { observed } from "./observingOptions.ts"
import { paying, sharing } from "./storeOptions.ts"

const epilogue = `
Programs ask with a key (laurel keys create), people with a token of the identity provider.

Examples:
  laurel serve --db postgres://laurel@db/laurel --redis redis://cache:6379 --no-work
  laurel serve --host 0.0.0.0 --allow-origin https://app.example --allow-origin https://admin.example
  laurel serve --jwks https://id.example/jwks.json --issuer https://id.example --audience laurel
  laurel serve --supabase https://abc.supabase.co`

/** Adds `laurel serve`. */
export const registerServe = (program: Command, house: House): void => {
  paying(
    sharing(
      observed(
        program
          .command("serve")
          .summary("serve the HTTP API, until it is stopped")
          .description("serve the HTTP API: /openapi.json says what it can do")
          .option("--host <address>", "where to listen", "127.0.0.1")
          .option("--port <n>", "at which port; 0 for a free one", "8787")
          .option("--grace <seconds>", "answer on so long once it is stopped", "2")
          .option("--no-work", "leave jobs and the clock to workers")
          .option("--trust-proxy", "take addresses from the last proxy's X-Forwarded-For")
          .option("--webhooks-allow-private", "webhooks to private networks too; for development")
          .option("--allow-origin <url...>", "pages of which origins may ask (default: none)")
          .option("--allow-frame <url...>", "whose pages may frame boards (default: any)")
          .optionsGroup("Tokens of people:")
          .option("--jwks <url>", "where the keys of the identity provider are")
          .option("--issuer <url>", "who has to have issued a token")
          .option("--audience <name>", "for whom a token has to be")
          .option("--supabase <url>", "or the Supabase project that issues them")
          .optionsGroup("The store:")
          .option("--db <url>", "pglite:./laurel-data, postgres://… or memory:")
          .option("--db-url-file <file>", "the file that holds it, password and all")
          .optionsGroup("General:")
          .option("--as <principal>", "who works (default: whoever is logged in)")
          .helpOption("-h, --help", "print this help")
      )
    )
  )
    .addHelpText("after", epilogue)
    .action(async (given: Readonly<Record<string, unknown>>) => {
      const { serveCommand } = await import("./serve/serveCommand.ts")
      await serveCommand(given, house)
    })
}
