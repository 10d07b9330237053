import { resolve } from "node:path"
import { Problem } from "../io/Problem.ts"

/** Where a store is. */
export type StoreLocation =
  /** In this process, and gone with it. */
  | { readonly _tag: "Memory" }
  /** A folder of this machine, opened by one process at a time. */
  | { readonly _tag: "Embedded"; readonly path: string }
  /** A server, shared with everybody who may reach it. */
  | { readonly _tag: "Postgres"; readonly url: string }

/** The store where none is named: a folder beside whatever else is in the folder one is in. */
export const defaultLocation = "pglite:./laurel-data"

/** Reads where a store is; folders are relative to `from`. What is none is a problem (exit 64). */
export const readLocation = (text: string, from: string): StoreLocation => {
  if (text === "memory:" || text === "memory") return { _tag: "Memory" }
  const folder = /^pglite:(?:\/\/)?(.+)$/.exec(text)?.[1]
  if (folder !== undefined) return { _tag: "Embedded", path: resolve(from, folder) }
  if (/^postgres(ql)?:\/\/./.test(text) && URL.canParse(text)) return { _tag: "Postgres", url: text }
  throw new Problem({
    exit: "usage",
    code: "wrong-db",
    title: `"${withoutSecret(text)}" names no store`,
    where: "--db",
    remedy: "write it as pglite:./folder, postgres://user@host/database or memory:"
  })
}

/** The location as it may be shown and logged: without the password that it may hold. */
export const shownLocation = (location: StoreLocation): string => {
  switch (location._tag) {
    case "Memory":
      return "memory:"
    case "Embedded":
      return `pglite:${location.path}`
    case "Postgres":
      return withoutSecret(location.url)
  }
}

/** The text of a location without a password, whatever else it may be. */
export const withoutSecret = (text: string): string =>
  text.replace(/^(\w+:\/\/[^:/@]*):.*@/, "$1:***@").replace(/([?&]\w*password=)[^&]*/gi, "$1***")
