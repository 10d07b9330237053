import { Schema } from "effect"
import { canonicalJson, formatInstant } from "../shared/index.ts"
import { accountName } from "./AccountName.ts"
import { Entry } from "./Entry.ts"

/** An entry as canonical JSON: equal entries give equal bytes. */
export const entryJson = ({ postings, at, ...heading }: Entry): string =>
  canonicalJson({
    ...heading,
    at: formatInstant(at),
    postings: postings.map(({ account, minorUnits }) => ({
      account: accountName(account),
      minorUnits: `${minorUnits}`
    }))
  })

/** Reads an entry from JSON text; fails when it is none, or does not balance (I1). */
export const entryFromJson = Schema.decodeUnknownResult(Schema.fromJsonString(Entry))

/** The entries as JSON Lines, one entry a line, each with its line end; `entryFromJson` reads a line back. */
export function* toJsonLines(entries: Iterable<Entry>): Generator<string, void, undefined> {
  for (const entry of entries) yield `${entryJson(entry)}\n`
}
